import { useEffect, useState } from 'react';
import type { TicketPage } from './desk.ts';
import { deskReads } from './deskReads.ts';
import { TicketTable } from './TicketTable.tsx';

interface TicketListProps {
  readonly version: number;
  readonly onOpen: (ticketId: number) => void;
}

export function TicketList({ version, onOpen }: TicketListProps) {
  const [query, setQuery] = useState('');
  const [page, setPage] = useState<TicketPage | null>(null);

  useEffect(() => {
    let isLate = false;
    void deskReads.tickets(query).then((found) => {
      if (!isLate) setPage(found);
    });
    return () => {
      isLate = true;
    };
  }, [query, version]);

  return (
    <section className="list" aria-label="Tickets">
      <header>
        <h1>Tickets</h1>
        <input
          type="search"
          value={query}
          placeholder="Number, subject or requester"
          aria-label="Filter tickets"
          onChange={(event) => setQuery(event.target.value)}
        />
        {page && (
          <span className="quiet">
            {page.tickets.length < page.total ? `first ${page.tickets.length} of ` : ''}
            {page.total} tickets
          </span>
        )}
      </header>
      {page && <TicketTable tickets={page.tickets} onOpen={onOpen} hasRequester />}
    </section>
  );
}
