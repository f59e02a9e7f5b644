import { useEffect, useState } from 'react';
import type { UserSheet } from './desk.ts';
import { deskReads } from './deskReads.ts';
import type { Place } from './place.ts';
import { TicketTable } from './TicketTable.tsx';
import { initials } from './words.ts';

interface UserPaneProps {
  readonly userId: number;
  readonly version: number;
  readonly onGo: (place: Place) => void;
}

export function UserPane({ userId, version, onGo }: UserPaneProps) {
  const [user, setUser] = useState<UserSheet | null>();

  useEffect(() => {
    let isLate = false;
    void deskReads.user(userId).then((found) => {
      if (!isLate) setUser(found);
    });
    return () => {
      isLate = true;
    };
  }, [userId, version]);

  if (user === undefined) return null;
  if (user === null) return <p className="outage">There is no user {userId} any more.</p>;
  return (
    <section className="list" aria-label="User">
      <header className="person">
        <span className="avatar" aria-hidden="true">
          {initials(user.name)}
        </span>
        <h1 dir="auto">{user.name}</h1>
        <span className="quiet">
          {user.role} · user id {user.id}
          {user.isActive ? '' : ' · deleted'}
        </span>
      </header>
      <ul className="identities">
        {user.identities.map((identity) => (
          <li key={`${identity.type} ${identity.value}`}>
            <span className="quiet">{identity.type}</span> <span dir="auto">{identity.value}</span>
          </li>
        ))}
      </ul>
      <TicketTable
        tickets={user.tickets}
        onOpen={(ticketId) => onGo({ view: 'ticket', ticketId })}
      />
    </section>
  );
}
