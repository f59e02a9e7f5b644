import type { ReactNode } from 'react';
import messages from 'virtual:messages/handOver';

import { MoreText } from '../../text.tsx';

/** The words of handing over, the access report's among them: fetched with the screen that says them. */
export function HandOverText({ children }: { readonly children: ReactNode }) {
  return <MoreText messages={messages}>{children}</MoreText>;
}
