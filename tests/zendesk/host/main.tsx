import { createRoot } from 'react-dom/client';
import { Desk } from './Desk.tsx';
import type { Overview, Signable } from './desk.ts';
import { deskReads } from './deskReads.ts';
import { switchesFrom } from './place.ts';
import { openWorkspace } from './workspace.ts';
import './host.css';

const root = createRoot(document.getElementById('root') ?? document.body);
const overview = await deskReads.overview();
const switches = switchesFrom(location.search);
const signedIn = overview && whoIs(overview, switches.signedInAs);

if (!overview || !signedIn) {
  root.render(
    <p className="outage">The small Zendesk does not answer, or nobody can sign in as that.</p>,
  );
} else {
  const workspace = openWorkspace({
    overview,
    signedIn,
    switches,
    ticket: deskReads.ticket,
    fetch: (...asked) => fetch(...asked),
    window,
    onStrange: (sentence) => console.error(`App framework: ${sentence}`),
  });
  addEventListener('message', (event) => workspace.switchboard.receive(event));
  addEventListener('popstate', () => workspace.followAddress());
  root.render(<Desk overview={overview} signedIn={signedIn} workspace={workspace} />);
  workspace.followAddress();
}

function whoIs({ people }: Overview, as: string): Signable | undefined {
  return people.find((person) => person.rank === as || String(person.id) === as);
}
