import { useEffect, useState, useSyncExternalStore } from 'react';
import { AppFrame } from './AppFrame.tsx';
import { Controls } from './Controls.tsx';
import type { LoggedRequest, Overview, Signable } from './desk.ts';
import { deskActs, deskReads, hearDesk } from './deskReads.ts';
import { RequestLog } from './RequestLog.tsx';
import { TicketList } from './TicketList.tsx';
import { TicketPane } from './TicketPane.tsx';
import { UserPane } from './UserPane.tsx';
import type { Workspace } from './workspace.ts';

interface DeskProps {
  readonly overview: Overview;
  readonly signedIn: Signable;
  readonly workspace: Workspace;
}

export function Desk({ overview, signedIn, workspace }: DeskProps) {
  const shown = useSyncExternalStore(workspace.subscribe, workspace.shown);
  const [log, setLog] = useState<readonly LoggedRequest[]>([]);
  /** Grows with every change in the account, so that lists are read again. */
  const [version, setVersion] = useState(0);
  const { place, tabs, pageGuid, switches, toasts } = shown;
  const { app } = overview;

  useEffect(() => {
    document.documentElement.dataset['scheme'] = switches.colorScheme;
  }, [switches.colorScheme]);

  useEffect(() => {
    void deskReads.log().then((entries) => setLog(entries ?? []));
    return hearDesk((event) => {
      if (event.type === 'replaced') return location.assign(`/agent/tickets${location.search}`);
      if (event.type === 'request')
        return setLog((known) =>
          known.some((one) => one.number === event.entry.number) ? known : [...known, event.entry],
        );
      setVersion((number) => number + 1);
      workspace.refresh();
      if (event.type === 'call') workspace.announceCall(event.ticketId);
    });
  }, [workspace]);

  const openTicket = place.view === 'ticket' ? place.ticketId : null;

  return (
    <div className="desk">
      <Controls
        overview={overview}
        signedIn={signedIn}
        switches={switches}
        onScheme={workspace.setColorScheme}
        onFault={(words) => workspace.toast(`In wait: ${words}`, 'alert')}
        onCall={() => {
          void deskActs.newCall(openTicket).then((made) => {
            if (made && openTicket === null)
              workspace.go({ view: 'ticket', ticketId: made.ticketId });
          });
        }}
      />
      <div className="product">
        <nav className="rail" aria-label="Zendesk">
          <span className="rail-mark" aria-hidden="true" />
          <button
            type="button"
            aria-current={place.view === 'tickets' ? 'page' : undefined}
            onClick={() => workspace.go({ view: 'tickets' })}
            title="Tickets"
            aria-label="Tickets"
          >
            <svg viewBox="0 0 18 18" aria-hidden="true">
              <path d="M2 3h14v2H2zm0 5h14v2H2zm0 5h9v2H2z" fill="currentColor" />
            </svg>
          </button>
          <button
            type="button"
            aria-current={place.view === 'app' ? 'page' : undefined}
            onClick={() => workspace.go({ view: 'app', route: '' })}
            title={app.title}
            aria-label={app.title}
          >
            <span
              className="rail-icon"
              style={app.iconUrl === null ? undefined : { maskImage: `url(${app.iconUrl})` }}
            />
          </button>
        </nav>

        <div className="workspace">
          <div className="tabs" role="tablist" aria-label="Open tickets">
            {tabs.map((tab) => (
              <div key={tab.guid} className="tab" data-current={openTicket === tab.ticketId}>
                <button
                  type="button"
                  role="tab"
                  aria-selected={openTicket === tab.ticketId}
                  onClick={() => workspace.go({ view: 'ticket', ticketId: tab.ticketId })}
                >
                  <b>#{tab.ticketId}</b> <span dir="auto">{tab.sheet?.subject}</span>
                </button>
                <button
                  type="button"
                  className="tab-close"
                  aria-label={`Close ticket ${tab.ticketId}`}
                  onClick={() => workspace.closeTab(tab.ticketId)}
                >
                  ×
                </button>
              </div>
            ))}
          </div>

          <div className="stage">
            {place.view === 'tickets' && (
              <TicketList
                version={version}
                onOpen={(ticketId) => workspace.go({ view: 'ticket', ticketId })}
              />
            )}
            {place.view === 'user' && (
              <UserPane userId={place.userId} version={version} onGo={workspace.go} />
            )}
            {tabs.map((tab) => (
              <div key={tab.guid} className="pane" hidden={openTicket !== tab.ticketId}>
                <TicketPane app={app} tab={tab} switches={switches} workspace={workspace} />
              </div>
            ))}
            {pageGuid !== null && (
              <div className="pane" hidden={place.view !== 'app'}>
                <AppFrame
                  title={app.title}
                  place="page"
                  url={app.pageUrl}
                  guid={pageGuid}
                  switches={switches}
                  workspace={workspace}
                />
              </div>
            )}
          </div>
        </div>
      </div>
      <RequestLog entries={log} onClear={() => void deskActs.clearLog().then(() => setLog([]))} />
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast" data-kind={toast.kind}>
            <span>{toast.text}</span>
            <button
              type="button"
              aria-label="Close message"
              onClick={() => workspace.dismiss(toast.id)}
            >
              ×
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}
