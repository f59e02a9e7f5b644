import type { ReactNode } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { ExportedCall } from '../../../api/deepReads.ts';
import type { Call } from '../../../domain/call.ts';
import type { TicketId } from '../../../domain/ids.ts';
import type { Compared } from '../../../inventory/crossCheck.ts';
import type { Exported } from '../../../inventory/inventory.ts';
import { Duration } from '../../parts/Duration.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';
import { Paged } from '../Paged.tsx';
import { ExportWords } from './ExportWords.tsx';
import { spanText } from './Sources.tsx';

interface DifferencesProps {
  readonly differences: Compared;
  readonly exported: Exported;
  readonly onOpenTicket: (id: TicketId) => void;
}

/** What one source has and the other has not. Both are said; neither is taken for the truth. */
export function Differences({ differences, exported, onOpenTicket }: DifferencesProps) {
  const text = useText();
  const { t } = text;
  const { onlyInExport, onlyOnTickets } = differences;
  return (
    <>
      <p role="status">
        {t('personPage.check.read', {
          n: exported.calls.length,
          span: spanText(exported, text) ?? '',
        })}
      </p>
      {onlyInExport.length + onlyOnTickets.length === 0 && <p>{t('personPage.check.same')}</p>}
      {onlyInExport.length > 0 && (
        <>
          <Title>{t('personPage.check.onlyInExport', { n: onlyInExport.length })}</Title>
          <p>{t('personPage.check.onlyInExportWhy')}</p>
          <Paged items={onlyInExport}>
            {(call) => <InExport key={call.id} call={call} onOpenTicket={onOpenTicket} />}
          </Paged>
        </>
      )}
      {onlyOnTickets.length > 0 && (
        <>
          <Title>{t('personPage.check.onlyOnTickets', { n: onlyOnTickets.length })}</Title>
          <p>{t('personPage.check.onlyOnTicketsWhy')}</p>
          <Paged items={onlyOnTickets}>
            {(call) => <OnTicket key={call.commentId} call={call} onOpenTicket={onOpenTicket} />}
          </Paged>
        </>
      )}
    </>
  );
}

interface RowProps<OneCall> {
  readonly call: OneCall;
  readonly onOpenTicket: (id: TicketId) => void;
}

function InExport({ call, onOpenTicket }: RowProps<ExportedCall>) {
  const { t } = useText();
  const kind =
    call.isVoicemail === null ? 'unknown' : call.isVoicemail ? ('voicemail' as const) : 'call';
  return (
    <Item
      kind={t('words.callLine', { kind, direction: call.direction, origin: 'talk' })}
      at={call.createdAt}
      seconds={call.durationSeconds}
      ticketId={call.ticketId}
      onOpenTicket={onOpenTicket}
    >
      <ExportWords call={call} />
    </Item>
  );
}

function OnTicket({ call, onOpenTicket }: RowProps<Call>) {
  const { t } = useText();
  const { kind, direction, origin } = call;
  return (
    <Item
      kind={t('words.callLine', { kind, direction, origin })}
      at={call.startedAt ?? call.createdAt}
      seconds={call.durationSeconds}
      ticketId={call.ticketId}
      onOpenTicket={onOpenTicket}
    />
  );
}

interface ItemProps {
  readonly kind: string;
  readonly at: string | null;
  readonly seconds: number | null;
  /** Null where the export names none. */
  readonly ticketId: TicketId | null;
  readonly onOpenTicket: (id: TicketId) => void;
  readonly children?: ReactNode;
}

function Item({ kind, at, seconds, ticketId, onOpenTicket, children }: ItemProps) {
  const { t } = useText();
  return (
    <Line>
      <When at={at} />
      <span>{kind}</span>
      <Duration seconds={seconds} />
      {ticketId === null ? (
        <span>{t('personPage.check.noTicket')}</span>
      ) : (
        <Button
          isLink
          aria-label={t('page.person.table.openTicket', { ticket: String(ticketId) })}
          onClick={() => onOpenTicket(ticketId)}
        >
          {t('words.ticketNumber', { id: String(ticketId) })}
        </Button>
      )}
      {children}
    </Line>
  );
}

const Title = styled.strong`
  display: block;
`;

const Line = styled.li`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.space.xxs} ${theme.space.sm}`};
`;
