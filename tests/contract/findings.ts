/** What a check counted, and what it found wrong. */
export interface Checked {
  readonly name: string;
  readonly counted: number;
  readonly findings: readonly string[];
}

/** Findings that stand, because the description and not the app is wrong or silent. */
export interface Exception {
  /** Method and pattern of the routes concerned. */
  readonly on: readonly string[];
  readonly findings: readonly string[];
  readonly because: string;
}

/** Findings without an exception, and exceptions without a finding. Both fail. */
export function judged(
  checks: readonly Checked[],
  exceptions: readonly Exception[],
): { readonly open: readonly string[]; readonly unneeded: readonly string[] } {
  const found = new Set(checks.flatMap(({ findings }) => findings));
  const excepted = new Set(
    exceptions.flatMap(({ on, findings }) =>
      on.flatMap((route) => findings.map((finding) => `${route}: ${finding}`)),
    ),
  );
  return {
    open: [...found].filter((finding) => !excepted.has(finding)),
    unneeded: [...excepted].filter((finding) => !found.has(finding)),
  };
}

/** A path pattern whatever its places are called. */
export function shapeOf(pattern: string): string {
  return pattern.replace(/\{\w+\}/g, '{}');
}
