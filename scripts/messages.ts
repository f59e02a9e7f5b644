import { readFileSync } from 'node:fs';
import MessageFormat from '@messageformat/core';
import compileModule from '@messageformat/core/compile-module.js';
import type { Plugin } from 'vite';

/** A section of the catalogue: ICU messages under nested names. */
export interface Section {
  readonly [name: string]: string | Section;
}

const sectionsOf: Readonly<Record<string, readonly string[]>> = {
  'virtual:messages/sidebar': ['words', 'sidebar'],
  'virtual:messages/failures': ['failures'],
  'virtual:messages/start': ['start'],
  'virtual:messages/deletion': ['deletion'],
  'virtual:messages/elsewhere': ['elsewhere'],
  'virtual:messages/page': ['words', 'page'],
  'virtual:messages/person': ['personPage', 'runs', 'recent'],
  'virtual:messages/handOver': ['handOver'],
  'virtual:messages/erase': ['failures', 'runs', 'erase'],
};

/** Every message below a section under its dotted path. */
export function leavesOf(section: Section, path = ''): [string, string][] {
  return Object.entries(section).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[path + name, value] as [string, string]]
      : leavesOf(value, `${path}${name}.`),
  );
}

/**
 * The source of a module whose default export maps dotted paths to texts and functions. Throws where a
 * message is not valid ICU, so a broken one fails the build and not the screen.
 */
export function compileMessages(leaves: readonly (readonly [string, string])[]): string {
  const plain = leaves.filter(([, message]) => !message.includes('{'));
  const formatted = leaves.filter(([, message]) => message.includes('{'));
  const compiled = compileModule(new MessageFormat('en'), Object.fromEntries(formatted));
  return `${compiled.replace('export default', 'const formatted =')};
export default { ...formatted, ...${JSON.stringify(Object.fromEntries(plain))} };`;
}

/** Compiles `translations/en.json` at build time: neither a parser nor the install texts reach a browser. */
export function messages(file: string): Plugin {
  const resolved = '\0';
  return {
    name: 'talk-privacy-messages',
    resolveId: (id) => (id in sectionsOf ? resolved + id : undefined),
    load(id) {
      const sections = id.startsWith(resolved) ? sectionsOf[id.slice(1)] : undefined;
      if (!sections) return undefined;
      this.addWatchFile(file);
      const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Section;
      const leaves = leavesOf(catalogue).filter(([key]) =>
        sections.some((section) => key.startsWith(`${section}.`)),
      );
      return { code: compileMessages(leaves), moduleSideEffects: false };
    },
  };
}
