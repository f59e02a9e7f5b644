import { assetFaults, assetWarnings } from './assetRules.ts';
import { manifestFaults, manifestWarnings, type Manifest } from './manifestRules.ts';
import { isRecord, textOf, type PackageFiles } from './packageFiles.ts';
import { translationFaults } from './translationRules.ts';

export interface Verdict {
  /** Why Zendesk, or the rules of this app's own packages, would refuse it. */
  readonly faults: readonly string[];
  /** What Zendesk's validator points out and accepts. */
  readonly warnings: readonly string[];
}

/**
 * What Zendesk's validator says to a package, with what its upload and its documentation ask besides:
 * logos and icons, known asset types, pages whose files are all there.
 */
export function judgePackage(files: PackageFiles): Verdict {
  const manifest = readManifest(files);
  if (typeof manifest === 'string') {
    return { faults: [manifest, ...assetFaults(files, null)], warnings: [] };
  }
  return {
    faults: [
      ...manifestFaults(manifest, files),
      ...translationFaults(manifest, files),
      ...assetFaults(files, manifest),
    ],
    warnings: [...manifestWarnings(manifest), ...assetWarnings(files)],
  };
}

function readManifest(files: PackageFiles): Manifest | string {
  const text = textOf(files, 'manifest.json');
  if (text === null) {
    const nested = [...files.keys()].find((path) => path.endsWith('/manifest.json'));
    return nested
      ? `manifest.json lies in a folder (${nested}); it belongs at the top.`
      : 'manifest.json is missing.';
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'manifest.json is not JSON.';
  }
  if (!isRecord(parsed)) return 'manifest.json is not an object.';
  const twice = repeatedKey(text);
  return twice === null ? parsed : `manifest.json names "${twice}" twice.`;
}

/** A key that an object of this valid JSON text holds twice; JSON.parse keeps the last one in silence. */
function repeatedKey(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (const [token, key] of json.matchAll(
    /"((?:[^"\\]|\\.)*)"(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}[\]]/g,
  )) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (key !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}
