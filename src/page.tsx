import messages from 'virtual:messages/page';
import { compose } from './main.tsx';
import { pageRooms } from './pageRooms.ts';
import { Page } from './ui/page/Page.tsx';

void compose('page', messages, (rooms, ground) => <Page rooms={pageRooms(rooms, ground)} />);
