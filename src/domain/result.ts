import type { Failure } from './failure.ts';

/** What a fallible verb gives back. Failures are values; an exception is a defect. */
export type Result<Value, Problem = Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Problem };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const failed = <Problem>(
  failure: Problem,
): { readonly ok: false; readonly failure: Problem } => ({ ok: false, failure });
