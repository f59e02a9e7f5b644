import type { ReactNode } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Ticket } from '../../../domain/ticket.ts';
import type { Candidate } from '../../../inventory/find.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { When } from '../../parts/When.tsx';
import { type TextKey, type Translate, useText } from '../../text.tsx';
import { narrowScreen } from '../narrow.ts';
import { Initials } from '../Initials.tsx';

export type TicketCount =
  | { readonly kind: 'counting' }
  /** Only the first rows are counted: each costs one request. */
  | { readonly kind: 'notCounted' }
  /** Null where Zendesk did not say. */
  | { readonly kind: 'counted'; readonly requested: number | null; readonly ccd: number | null };

interface CandidateRowProps {
  readonly candidate: Candidate;
  readonly tickets: TicketCount;
  /** The ticket that was asked for, when its requester stands here. */
  readonly ticket: Ticket | null;
  readonly isJoined: boolean;
  /** Left out where there is nobody to be joined with. */
  readonly onJoin?: () => void;
  readonly onOpen: () => void;
}

export function CandidateRow(props: CandidateRowProps) {
  const { candidate, tickets, ticket, isJoined, onJoin, onOpen } = props;
  const { t } = useText();
  const { profile, reasons } = candidate;
  return (
    <Row>
      {onJoin && (
        <Tick
          type="checkbox"
          checked={isJoined}
          onChange={onJoin}
          aria-label={t('page.find.join', { name: profile.name })}
        />
      )}
      <Initials name={profile.name} />
      <Who>
        <Button isLink onClick={onOpen}>
          <PersonalText>{profile.name}</PersonalText>
        </Button>
        <Quiet>
          {t(roleKey(profile.role))}
          {profile.isActive === false && ` · ${t('page.find.deletedProfile')}`}
        </Quiet>
        <Quiet>
          {reasons
            .map((reason) =>
              t(`page.find.reason.${reason}`, {
                ticket: String(ticket?.id ?? ''),
                textTicket: String(candidate.textTicket ?? ''),
              }),
            )
            .join(' · ')}
        </Quiet>
      </Who>
      <Facts>
        <Fact name={t('page.find.fact.email')}>{personal(profile.email, t)}</Fact>
        <Fact name={t('page.find.fact.phone')}>
          {personal(profile.phone, t)}
          {profile.isPhoneShared === true && ` (${t('page.find.sharedNumber')})`}
        </Fact>
        <Fact name={t('page.find.fact.tickets')}>{ticketsText(tickets, t)}</Fact>
        <Fact name={t('page.find.fact.lastSeen')}>
          {profile.lastLoginAt === null ? t('words.notKnown') : <When at={profile.lastLoginAt} />}
        </Fact>
      </Facts>
    </Row>
  );
}

function roleKey(role: string | null): TextKey {
  return role === 'end-user' || role === 'agent' || role === 'admin'
    ? `words.role.${role}`
    : 'words.role.unknown';
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const personal = (value: string | null, t: Translate) =>
  value === null ? t('words.notKnown') : <PersonalText>{value}</PersonalText>;

function ticketsText(tickets: TicketCount, t: Translate): string {
  if (tickets.kind === 'counting') return t('page.find.counting');
  if (tickets.kind === 'notCounted') return t('page.find.notCounted');
  const { requested, ccd } = tickets;
  if (requested === null) return t('words.notKnown');
  if (ccd === null) return t('page.find.requestedCount', { requested });
  return t('page.find.ticketCount', { requested, ccd });
}

const Row = styled.li`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: flex-start;
  min-width: 0;
  padding: ${({ theme }) => theme.space.sm} 0;
`;

const Tick = styled.input`
  width: ${({ theme }) => theme.iconSizes.md};
  height: ${({ theme }) => theme.iconSizes.md};
  margin: ${({ theme }) => theme.space.xs} 0 0;
`;

const Who = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  flex: 2;
  justify-items: start;
  min-width: calc(${({ theme }) => theme.space.xxl} * 3);

  button {
    max-width: 100%;
  }
`;

const Quiet = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;

const Facts = styled.dl`
  display: grid;
  flex: 3;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: ${({ theme }) => theme.space.xs};
  min-width: min(100%, calc(${({ theme }) => theme.space.xxl} * 6));
  margin: 0;

  ${narrowScreen} {
    flex-basis: 100%;
  }

  dt {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
    font-size: ${({ theme }) => theme.fontSizes.sm};
  }

  dd {
    margin: 0;
    min-width: 0;
    font-variant-numeric: tabular-nums;
  }
`;
