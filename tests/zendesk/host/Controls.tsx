import type { FaultOrder, Overview, Signable } from './desk.ts';
import { deskActs } from './deskReads.ts';
import { searchOf, type Switches } from './place.ts';
import { SettingsForm } from './SettingsForm.tsx';

interface ControlsProps {
  readonly overview: Overview;
  readonly signedIn: Signable;
  readonly switches: Switches;
  readonly onScheme: (scheme: 'light' | 'dark') => void;
  readonly onCall: () => void;
  readonly onFault: (words: string) => void;
}

/** The switches of the small Zendesk, which the product does not have. */
export function Controls({
  overview,
  signedIn,
  switches,
  onScheme,
  onCall,
  onFault,
}: ControlsProps) {
  const { account } = overview;
  // A new session, or a new sandbox, needs fresh frames: the page loads again.
  const reopenWith = (change: Partial<Switches>) =>
    location.assign(location.pathname + searchOf({ ...switches, ...change }));

  return (
    <header className="controls" aria-label="Small Zendesk">
      <strong>Small Zendesk</strong>
      <select
        aria-label="Signed in as"
        value={signedIn.id}
        onChange={(event) => reopenWith({ signedInAs: event.target.value })}
      >
        {overview.people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.rank}: {person.name}
          </option>
        ))}
      </select>
      <select
        aria-label="Account"
        value={account.kind === 'generated' ? String(account.size) : account.kind}
        onChange={({ target: { value } }) =>
          void deskActs.openAccount(value === 'demo' ? 'demo' : Number(value))
        }
      >
        {account.kind === 'own' && <option value="own">The test’s own</option>}
        <option value="demo">Account for looking</option>
        {[...new Set([20, 200, 2000, ...(account.kind === 'generated' ? [account.size] : [])])].map(
          (size) => (
            <option key={size} value={size}>
              A person with {size.toLocaleString('en')} tickets
            </option>
          ),
        )}
      </select>
      <button type="button" className="loud" onClick={onCall}>
        A new call arrives
      </button>
      <select
        aria-label="Fault in wait"
        value=""
        onChange={({ target: { value } }) => {
          const order = faults.find(([words]) => words === value)?.[1];
          if (order) void deskActs.arm(order).then(() => onFault(value));
        }}
      >
        <option value="">Lay a fault in wait…</option>
        {faults.map(([words]) => (
          <option key={words}>{words}</option>
        ))}
      </select>
      <button type="button" onClick={() => void deskActs.reset()}>
        Reset
      </button>
      <SettingsForm parameters={overview.app.parameters} settings={overview.settings} />
      <span className="spring" />
      <Toggle
        label="Dark"
        isOn={switches.colorScheme === 'dark'}
        onTurn={(isOn) => onScheme(isOn ? 'dark' : 'light')}
      />
      <Toggle
        label="Downloads forbidden"
        isOn={!switches.mayDownload}
        onTurn={(isOn) => reopenWith({ mayDownload: !isOn })}
      />
      <Toggle
        label="Storage refused"
        isOn={!switches.mayStore}
        onTurn={(isOn) => reopenWith({ mayStore: !isOn })}
      />
      <Toggle
        label="Headers"
        isOn={switches.areHeadersShown}
        onTurn={(isOn) => reopenWith({ areHeadersShown: isOn })}
      />
    </header>
  );
}

/** For looking by hand; tests arm their own. */
const faults: readonly (readonly [string, FaultOrder])[] = [
  [
    'Lose the answer to the next DELETE',
    { method: 'DELETE', fault: { kind: 'lost', effect: true } },
  ],
  ['Lose the next DELETE itself', { method: 'DELETE', fault: { kind: 'lost', effect: false } }],
  ['Next request: 429, wait 5 s', { fault: { kind: 'limited', waitSeconds: 5 } }],
  ['Next request: 429 without a wait', { fault: { kind: 'limited', waitSeconds: null } }],
  ['Next request: 503', { fault: { kind: 'trouble', status: 503, effect: false } }],
  ['Next request: a page to sign in', { fault: { kind: 'loginPage' } }],
  ['Next DELETE: no answer at all', { method: 'DELETE', fault: { kind: 'silent', effect: true } }],
  ['Next DELETE: forbidden', { method: 'DELETE', fault: { kind: 'refused', status: 403 } }],
];

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onTurn: (isOn: boolean) => void;
}

function Toggle({ label, isOn, onTurn }: ToggleProps) {
  return (
    <label className="toggle">
      <input type="checkbox" checked={isOn} onChange={(event) => onTurn(event.target.checked)} />
      {label}
    </label>
  );
}
