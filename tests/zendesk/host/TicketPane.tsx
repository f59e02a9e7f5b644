import { useLayoutEffect, useRef } from 'react';
import { AppFrame } from './AppFrame.tsx';
import { CallCard } from './CallCard.tsx';
import type { InstalledApp, TicketSheet, Utterance } from './desk.ts';
import { deskActs } from './deskReads.ts';
import type { Switches } from './place.ts';
import { initials, shortTime } from './words.ts';
import type { Tab, Workspace } from './workspace.ts';

interface TicketPaneProps {
  readonly app: InstalledApp;
  readonly tab: Tab;
  readonly switches: Switches;
  readonly workspace: Workspace;
}

export function TicketPane({ app, tab, switches, workspace }: TicketPaneProps) {
  const { sheet } = tab;
  const conversation = useRef<HTMLElement>(null);
  const said = sheet?.conversation.length;

  // The latest words count, as on the product's screen.
  useLayoutEffect(() => {
    conversation.current?.scrollTo({ top: conversation.current.scrollHeight });
  }, [said]);

  async function submit(status: string) {
    const veto = await workspace.switchboard.ask(tab.guid, 'ticket.save');
    if (veto !== null) return workspace.toast(veto, 'error');
    workspace.switchboard.emit(tab.guid, 'ticket.submit.start');
    const done = await deskActs.submit(tab.ticketId, status);
    workspace.switchboard.emit(tab.guid, done ? 'ticket.submit.done' : 'ticket.submit.fail');
    if (!done) workspace.toast('The ticket was not changed.', 'error');
  }

  return (
    <div className="ticket">
      <aside className="properties" aria-label="Ticket properties">
        {sheet && (
          <Properties sheet={sheet} onUser={(userId) => workspace.go({ view: 'user', userId })} />
        )}
      </aside>
      <main className="conversation" ref={conversation} aria-label="Conversation">
        {tab.isMissing && (
          <p className="outage">Ticket #{tab.ticketId} does not exist (any more).</p>
        )}
        {sheet && (
          <>
            <h1 dir="auto">{sheet.subject}</h1>
            <ol>
              {sheet.conversation.map((utterance) => (
                <Comment key={utterance.id} utterance={utterance} />
              ))}
            </ol>
            <div className="composer">
              <textarea
                aria-label="Internal note"
                placeholder="Internal note"
                rows={1}
                value={tab.draft}
                onChange={(event) => workspace.write(tab.ticketId, event.target.value)}
              />
              <div className="submit">
                {['open', 'pending', 'solved'].map((status) => (
                  <button
                    key={status}
                    type="button"
                    disabled={sheet.status === 'closed'}
                    aria-pressed={sheet.status === status}
                    onClick={() => void submit(status)}
                  >
                    Submit as {status}
                  </button>
                ))}
              </div>
            </div>
          </>
        )}
      </main>
      <aside className="apps" aria-label="Apps">
        {(sheet !== null || !tab.isMissing) && (
          <>
            <button
              type="button"
              className="app-title"
              aria-expanded={tab.isExpanded}
              onClick={() => workspace.toggleSidebar(tab.ticketId)}
            >
              {app.logoUrl !== null && <img src={app.logoUrl} alt="" width={20} height={20} />}
              {app.title}
            </button>
            <div hidden={!tab.isExpanded}>
              <AppFrame
                title={`${app.title}, ticket ${tab.ticketId}`}
                place="sidebar"
                url={app.sidebarUrl}
                guid={tab.guid}
                switches={switches}
                workspace={workspace}
                height={tab.height}
              />
            </div>
          </>
        )}
      </aside>
    </div>
  );
}

function Properties({ sheet, onUser }: { sheet: TicketSheet; onUser: (userId: number) => void }) {
  return (
    <dl>
      <dt>Requester</dt>
      <dd>
        <button
          type="button"
          className="link"
          dir="auto"
          onClick={() => onUser(sheet.requester.id)}
        >
          {sheet.requester.name}
        </button>
        {sheet.requester.email !== null && <div className="quiet">{sheet.requester.email}</div>}
        {sheet.requester.phone !== null && (
          <div className="quiet figure">{sheet.requester.phone}</div>
        )}
      </dd>
      <dt>Assignee</dt>
      <dd>{sheet.assigneeName ?? '–'}</dd>
      {sheet.ccs.length > 0 && (
        <>
          <dt>CCs</dt>
          {sheet.ccs.map((party) => (
            <dd key={party.id} dir="auto">
              {party.name}
            </dd>
          ))}
        </>
      )}
      <dt>Status</dt>
      <dd>
        <span className="status" data-status={sheet.status}>
          {sheet.status}
        </span>{' '}
        {sheet.isArchived && <span className="quiet">archived</span>}
      </dd>
      <dt>Channel</dt>
      <dd>{sheet.channel}</dd>
      {sheet.tags.length > 0 && (
        <>
          <dt>Tags</dt>
          <dd>{sheet.tags.join(', ')}</dd>
        </>
      )}
      <dt>Created</dt>
      <dd className="figure">{shortTime(sheet.createdAt)}</dd>
    </dl>
  );
}

function Comment({ utterance }: { utterance: Utterance }) {
  return (
    <li
      className="comment"
      data-side={utterance.isStaff ? 'staff' : 'caller'}
      data-note={!utterance.isPublic && utterance.call === null}
    >
      <span className="avatar" aria-hidden="true">
        {initials(utterance.authorName)}
      </span>
      <div className="bubble">
        <div className="byline">
          <b dir="auto">{utterance.authorName}</b>
          <span className="quiet figure">{shortTime(utterance.createdAt)}</span>
          {!utterance.isPublic && utterance.call === null && <span className="tag">Internal</span>}
        </div>
        {utterance.call === null ? (
          <p dir="auto">{utterance.text}</p>
        ) : (
          <CallCard call={utterance.call} />
        )}
      </div>
    </li>
  );
}
