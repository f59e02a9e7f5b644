import messages from 'virtual:messages/sidebar';

import { followHeight } from './followHeight.ts';
import { readOpenedTicket } from './inventory/openedTicket.ts';
import { compose } from './main.tsx';
import { Sidebar } from './ui/sidebar/Sidebar.tsx';

void compose('ticketSidebar', messages, (rooms, { reads }) => {
  const root = document.getElementById('root');
  if (root) followHeight(root, rooms.host.resize);
  return (
    <Sidebar
      rooms={{
        ...rooms,
        openedTicket: (opened, options) => readOpenedTicket(reads, opened, options),
      }}
    />
  );
});
