import messages from 'virtual:messages/page';
import { find, ticketCounts } from './inventory/find.ts';
import { openScan } from './inventory/scan.ts';
import { compose } from './main.tsx';
import { Page } from './ui/page/Page.tsx';

void compose('page', messages, (rooms) => <Page rooms={rooms} />, {
  find,
  ticketCounts,
  openScan,
});
