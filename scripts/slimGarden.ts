import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** What Garden's packages import, and what stands in for it in the browser. */
const standIns: Readonly<Record<string, string>> = {
  polished: 'polished.ts',
  color2k: 'color2k.ts',
  'lodash.get': 'lodashGet.ts',
  'lodash.memoize': 'lodashMemoize.ts',
};

/**
 * Every agent's browser fetches Garden on every ticket. Four libraries below it bring a formula calculator,
 * two tables of colour names and helpers for browsers long gone; Garden calls a few functions of each.
 */
export function slimGarden(root: string): Plugin {
  return {
    name: 'talk-privacy-slim-garden',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('@zendeskgarden')) return undefined;
      const file = source.endsWith('/StyledOverflowButton.js')
        ? 'overflowButton.ts'
        : standIns[source];
      return file && resolve(root, 'src/garden', file);
    },
    transform(code, id) {
      if (!id.includes('@zendeskgarden')) return undefined;
      return (
        code
          // React checks them in development only.
          .replace(/^[\w.]+\.propTypes = (?:\{[^]*?^\}|[\w.]+);$/gm, '')
          // They hang on the table without being drawn here, so nothing shakes them off.
          .replace(/^Table\.(?:Caption|GroupRow|OverflowButton) = \w+;$/gm, '')
          // The last version's colours: no component that is drawn here names one by the old arguments.
          .replace(/_args\.(?:hue|spacerHue) \? getColorV8\([^)]*\) : /g, '')
      );
    },
  };
}
