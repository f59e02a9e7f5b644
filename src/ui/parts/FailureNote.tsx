import { lazy, Suspense } from 'react';

import type { Asked, FailureKind } from '../../domain/failure.ts';

/** A `Failure`, or what a run's journal kept of one. */
export interface ShownFailure {
  readonly kind: FailureKind;
  readonly asked: Asked;
  readonly status?: number | null;
  readonly serverText?: string | null;
  readonly cause?: string;
  readonly where?: string;
  readonly waitMs?: number | null;
}

export interface FailureNoteProps {
  readonly failure: ShownFailure;
  /** What could not be done, in the words of this screen: "The calls of this ticket could not be read." */
  readonly about: string;
  /** What it means here, where that is more than the failure's own sentence says. */
  readonly means?: string;
  readonly onTryAgain?: () => void;
}

// Most people never meet one: the sentences come when they are needed, what could not be done is said at once.
const FailureExplained = lazy(async () => {
  try {
    return { default: (await import('./FailureExplained.tsx')).FailureExplained };
  } catch {
    return { default: About };
  }
});

/** A failure in full; where its explanation cannot be fetched, what could not be done. */
export function FailureNote(props: FailureNoteProps) {
  return (
    <Suspense fallback={<About {...props} />}>
      <FailureExplained {...props} />
    </Suspense>
  );
}

function About({ about }: FailureNoteProps) {
  return <p role="alert">{about}</p>;
}
