import type { TicketRow } from './desk.ts';
import { shortTime } from './words.ts';

interface TicketTableProps {
  readonly tickets: readonly TicketRow[];
  readonly onOpen: (ticketId: number) => void;
  readonly hasRequester?: boolean;
}

export function TicketTable({ tickets, onOpen, hasRequester = false }: TicketTableProps) {
  return (
    <table className="tickets">
      <thead>
        <tr>
          <th>Status</th>
          <th>Ticket</th>
          <th>Subject</th>
          {hasRequester && <th>Requester</th>}
          <th>Channel</th>
          <th>Updated</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <tr key={ticket.id} onClick={() => onOpen(ticket.id)}>
            <td>
              <span className="status" data-status={ticket.status}>
                {ticket.status}
              </span>
            </td>
            <td className="figure">#{ticket.id}</td>
            <td className="subject" dir="auto">
              <button
                type="button"
                className="link"
                onClick={(event) => {
                  event.stopPropagation();
                  onOpen(ticket.id);
                }}
              >
                {ticket.subject}
              </button>
            </td>
            {hasRequester && (
              <td className="name" dir="auto">
                {ticket.requesterName}
              </td>
            )}
            <td>{ticket.channel}</td>
            <td className="figure">{shortTime(ticket.updatedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
