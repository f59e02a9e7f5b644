import { lazy, Suspense } from 'react';

import type { NoticeProps } from './Notice.tsx';

// Hardly anybody ever sees one, so nobody waits for it. Where even this cannot be fetched, its name has to do.
const Notice = lazy(async () => {
  try {
    return { default: (await import('./Notice.tsx')).Notice };
  } catch {
    return { default: Bare };
  }
});

/** A `Notice` that is fetched when it is shown. */
export function LateNotice(props: NoticeProps) {
  return (
    <Suspense fallback={null}>
      <Notice {...props} />
    </Suspense>
  );
}

function Bare({ about, details }: NoticeProps) {
  return (
    <main role="alert">
      {about} {details}
    </main>
  );
}
