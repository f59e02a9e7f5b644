import messages from 'virtual:messages/sidebar';

import { compose } from './main.tsx';
import { Sidebar } from './ui/sidebar/Sidebar.tsx';

void compose('ticketSidebar', messages, (rooms) => <Sidebar rooms={rooms} />);
