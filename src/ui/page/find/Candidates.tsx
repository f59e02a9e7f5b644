import { useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { RelatedCounts } from '../../../api/reads.ts';
import type { UserId } from '../../../domain/ids.ts';
import { ok } from '../../../domain/result.ts';
import { isHiddenCaller, type Finding } from '../../../inventory/find.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import type { Rooms } from '../../rooms.ts';
import { type Translate, useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import { CandidateRow, type TicketCount } from './CandidateRow.tsx';

interface CandidatesProps {
  readonly rooms: Rooms;
  readonly finding: Finding;
  readonly onOpen: (userIds: readonly UserId[]) => void;
  readonly onTryAgain: () => void;
}

/** Who the question may mean: facts first, then matches with their reasons. */
export function Candidates({ rooms, finding, onOpen, onTryAgain }: CandidatesProps) {
  const { t, formats } = useText();
  const { candidates, matches, ticket, unread, isTextCut } = finding;
  const ids = candidates.map(({ profile }) => profile.id);
  const [joined, setJoined] = useState<ReadonlySet<UserId>>(new Set());
  const [counted] = useLoaded(ids.length === 0 ? null : ids.join(','), async (signal) =>
    ok(await rooms.ticketCounts(ids, { signal })),
  );
  const together = ids.filter((id) => joined.has(id));

  const toggle = (id: UserId) =>
    setJoined((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return (
    <Section aria-label={t('page.find.results')}>
      {candidates.length > 0 && (
        <Subheading>{t('page.find.found', { n: candidates.length })}</Subheading>
      )}
      {ticket !== null && candidates.length === 0 && (
        <p>{t('page.find.requesterGone', { id: String(ticket.id) })}</p>
      )}
      {ticket === null && candidates.length === 0 && <p>{nobody(finding, t)}</p>}
      {matches !== null && matches > candidates.length && (
        <p>
          {t('page.find.more', {
            shown: formats.number(candidates.length),
            matches: formats.number(matches),
          })}
        </p>
      )}
      {candidates.some(({ reasons }) => reasons.includes('sharedPhone')) && (
        <p>{t('page.find.shared')}</p>
      )}
      {isTextCut && <p>{t('page.find.textCut')}</p>}
      {unread && (
        <FailureNote
          failure={unread}
          about={t('page.find.partFailed')}
          means={t('page.find.mayBeMore')}
          onTryAgain={onTryAgain}
        />
      )}
      {candidates.length > 1 && <p>{t('page.find.joining')}</p>}
      <List>
        {candidates.map((candidate) => (
          <CandidateRow
            key={candidate.profile.id}
            candidate={candidate}
            tickets={ticketCount(known(counted), candidate.profile.id)}
            ticket={ticket}
            isJoined={joined.has(candidate.profile.id)}
            {...(candidates.length > 1 ? { onJoin: () => toggle(candidate.profile.id) } : {})}
            onOpen={() => onOpen([candidate.profile.id])}
          />
        ))}
      </List>
      {together.length > 1 && (
        <div>
          <Button onClick={() => onOpen(together)}>
            {t('page.find.samePerson', { n: together.length })}
          </Button>
        </div>
      )}
      {mayHideNumbers(finding) && <p>{t('page.find.hidden')}</p>}
    </Section>
  );
}

function ticketCount(
  counts: ReadonlyMap<UserId, RelatedCounts | null> | null,
  id: UserId,
): TicketCount {
  if (counts === null) return { kind: 'counting' };
  const count = counts.get(id);
  if (count === undefined) return { kind: 'notCounted' };
  return { kind: 'counted', requested: count?.requested ?? null, ccd: count?.ccd ?? null };
}

const fewCandidates = 2;

/** Where more calls may be the person's than a search by number can know. */
const mayHideNumbers = ({ understood, candidates }: Finding): boolean =>
  (understood.kind === 'phone' && candidates.length <= fewCandidates) ||
  candidates.some(({ profile }) => isHiddenCaller(profile));

/** Says what was looked for and where, because Zendesk's search sees less than one expects. */
function nobody({ understood }: Finding, t: Translate): string {
  switch (understood.kind) {
    case 'number':
      return t('page.find.nobody.number', { id: String(understood.userId) });
    case 'ticket':
      return t('page.find.nobody.ticket', { id: String(understood.ticketId) });
    case 'email':
      return t('page.find.nobody.email', { email: understood.email });
    case 'phone':
      return t('page.find.nobody.phone', { number: understood.reading.shown });
    case 'text':
      return t('page.find.nobody.text', { text: understood.text });
    case 'empty':
      return t('page.find.nothingAsked');
  }
}

const Section = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};
  min-width: 0;

  p {
    max-width: ${({ theme }) => theme.breakpoints.md};
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

const List = styled.ul`
  display: grid;
  margin: 0;
  padding: 0;
  list-style: none;

  li + li {
    border-top: ${({ theme }) =>
      `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
  }
`;
