import type { ReactNode } from 'react';
import messages from 'virtual:messages/person';

import { MoreText } from '../../text.tsx';

/** The words of what the page fetches after its first view. */
export function PersonText({ children }: { readonly children: ReactNode }) {
  return <MoreText messages={messages}>{children}</MoreText>;
}
