const framesAtMost = 8;

/**
 * Where a defect happened, to be handed on. Only names and places in the code: an error's message can
 * quote what it stumbled over, and that can be somebody's name.
 */
export function defectDetails(defect: unknown): string {
  if (!(defect instanceof Error)) return typeof defect;
  const name = /^[A-Za-z]{1,40}$/.test(defect.name) ? defect.name : 'Error';
  const frames = (defect.stack ?? '').replace(defect.message, '').split('\n').flatMap(placeIn);
  return [name, ...frames.slice(0, framesAtMost)].join('\n');
}

/** `at verb (https://…/page.js:1:2)` or `verb@https://…/page.js:1:2`, without the address's own path. */
function placeIn(line: string): readonly string[] {
  const found =
    /^\s*(?:at (?:(?:async |new )*([\w$.]+) \()?|([\w$.]*)@).*\/([\w.-]+\.(?:js|tsx?))(?:\?[^:\s]*)?:(\d+):(\d+)\)?$/.exec(
      line,
    );
  if (!found) return [];
  const [, verb, otherVerb, file, row, column] = found;
  return [`${verb ?? (otherVerb || '?')} ${file}:${row}:${column}`];
}
