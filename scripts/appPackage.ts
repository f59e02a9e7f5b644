import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const sdkHost = 'https://static.zdassets.com';

/** What styled-components puts into its `<style>` before it adds rules through the style sheet object. */
const emptyStyle = hashOf('');

/**
 * The content policy of one page. Everything that goes to Zendesk goes through the frame around the app,
 * so no connection is needed; the one Trusted Types policy makes the address of the built worker.
 */
function contentPolicy(inlineStyles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${sdkHost}`,
    `style-src 'self' ${[emptyStyle, ...inlineStyles.map(hashOf)].join(' ')}`,
    "img-src 'self' data:",
    "connect-src 'none'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types talk-privacy-worker',
  ].join('; ');
}

/** Lays the build out as Zendesk installs it: the pages under `assets/`, manifest and install texts above. */
export function appPackage(): Plugin {
  let root = '';
  let folder = '';
  return {
    name: 'talk-privacy-package',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      folder = dirname(resolve(root, config.build.outDir));
    },
    buildStart() {
      rmSync(folder, { recursive: true, force: true });
    },
    load: {
      order: 'pre',
      // Vite's own helper loads style sheets and asks ahead for chunks; there are none of the first, and the
      // second are few and small.
      handler: (id) =>
        id.includes('vite/preload-helper')
          ? 'export const __vitePreload = (load) => load();'
          : undefined,
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.html')) {
          file.source = finishPage(String(file.source), chunksOf(file.fileName, bundle));
        }
      }
    },
    writeBundle() {
      const target = (name: string) => join(folder, name);
      mkdirSync(target('translations'), { recursive: true });
      copyFileSync(join(root, 'manifest.json'), target('manifest.json'));
      // The screens' messages are compiled into the scripts; Zendesk reads the install texts only.
      const { app } = JSON.parse(readFileSync(join(root, 'translations/en.json'), 'utf8')) as {
        readonly app: unknown;
      };
      writeFileSync(target('translations/en.json'), `${JSON.stringify({ app }, null, 2)}\n`);
    },
  };
}

/** The chunks that the page's entry imports before its first line runs, nearest first. */
function chunksOf(page: string, bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    const file = bundle[fileName];
    if (file?.type !== 'chunk' || found.has(fileName)) return;
    found.add(fileName);
    file.imports.forEach(visit);
  };
  const entry = page.replace(/html$/, 'js');
  visit(entry);
  found.delete(entry);
  return [...found];
}

function finishPage(html: string, chunks: readonly string[]): string {
  const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map((match) => match[1] ?? '');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(styles)}">`;
  const links = chunks.map((chunk) => `<link rel="modulepreload" crossorigin href="./${chunk}">`);
  return html.replace(/<meta charset="[^"]*"\s*\/?>/i, (charset) =>
    [charset, policy, ...links].join('\n    '),
  );
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
