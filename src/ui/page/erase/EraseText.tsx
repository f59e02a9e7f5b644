import type { ReactNode } from 'react';
import messages from 'virtual:messages/erase';

import { MoreText } from '../../text.tsx';

/** The words of erasing: fetched with the screens that say them. */
export function EraseText({ children }: { readonly children: ReactNode }) {
  return <MoreText messages={messages}>{children}</MoreText>;
}
