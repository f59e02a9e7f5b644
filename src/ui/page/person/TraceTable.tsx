import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { TicketId } from '../../../domain/ids.ts';
import type { Excerpt, Trace } from '../../../domain/trace.ts';
import { placeOf } from '../../../inventory/coverage.ts';
import { useText } from '../../text.tsx';
import { Cell, Line, type LinePlace, VirtualTable } from './VirtualTable.tsx';

interface TraceTableProps {
  readonly rows: readonly Trace[];
  /** Tickets whose texts are read again, or were. */
  readonly asked: ReadonlyMap<TicketId, 'reading' | 'read'>;
  readonly onRead: (ticketId: TicketId) => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

const columns = [
  ['kind', 16],
  ['place', 16],
  ['text', 46],
  ['seen', 12],
  ['ticket', 10],
] as const;

const card = ['kind kind ticket', 'place place seen', 'text text text', 'text text text'];

/** Two lines of text a row. */
const lineHeight = 14;

/** Traces as a table: kind, place, the text around, who can see it, the ticket. */
export function TraceTable({ rows, ...line }: TraceTableProps) {
  const { t } = useText();
  return (
    <VirtualTable
      name={t('personPage.traces.name')}
      columns={columns.map(([name, share]) => ({
        name,
        share,
        title: t(`personPage.traces.column.${name}`),
      }))}
      rows={rows}
      card={card}
      lineHeight={lineHeight}
    >
      {(trace, place) => (
        <TraceLine key={`${trace.kind}/${placeOf(trace)}`} trace={trace} place={place} {...line} />
      )}
    </VirtualTable>
  );
}

interface TraceLineProps extends Omit<TraceTableProps, 'rows'> {
  readonly trace: Trace;
  readonly place: LinePlace;
}

function TraceLine({ trace, place, asked, onRead, onOpenTicket }: TraceLineProps) {
  const { t } = useText();
  const { ticketId, excerpt, isPublic, fieldId, times } = trace;
  const ticket = String(ticketId);
  const kind = t(`personPage.traces.kind.${trace.kind}`);
  const where =
    fieldId === null
      ? t(`personPage.traces.place.${trace.place}`)
      : t('personPage.traces.field', { id: String(fieldId) });
  const isAsked = asked.get(ticketId);
  return (
    <Line {...place}>
      <Cell part="kind" isTruncated>
        {kind}
      </Cell>
      <Cell part="place" isTruncated>
        {where}
        {times > 1 && ` ${t('personPage.traces.times', { n: times })}`}
      </Cell>
      <Cell part="text">
        {excerpt && <Around excerpt={excerpt} />}
        {!excerpt && isAsked === 'reading' && (
          <span role="status">{t('personPage.traces.reading')}</span>
        )}
        {!excerpt && isAsked === 'read' && t('personPage.traces.unread')}
        {!excerpt && isAsked === undefined && (
          <Button
            isLink
            aria-label={t('personPage.traces.readOf', { kind, where, ticket })}
            onClick={() => onRead(ticketId)}
          >
            {t('personPage.traces.read')}
          </Button>
        )}
      </Cell>
      <Cell part="seen" isTruncated>
        {isPublic === null
          ? '–'
          : t(isPublic ? 'personPage.traces.public' : 'personPage.traces.internal')}
      </Cell>
      <Cell part="ticket">
        <Button
          isLink
          aria-label={t('page.person.table.openTicket', { ticket })}
          onClick={() => onOpenTicket(ticketId)}
        >
          {t('words.ticketNumber', { id: ticket })}
        </Button>
      </Cell>
    </Line>
  );
}

function Around({ excerpt }: { readonly excerpt: Excerpt }) {
  const { before, match, after } = excerpt;
  return (
    <Quote dir="auto" title={`${before}${match}${after}`}>
      {before}
      <Match>{match}</Match>
      {after}
    </Quote>
  );
}

/** Somebody's text, two lines of it. */
const Quote = styled.span`
  display: -webkit-box;
  overflow: hidden;
  overflow-wrap: anywhere;
  white-space: normal;
  unicode-bidi: isolate;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  line-clamp: 2;
`;

const Match = styled.mark`
  background: ${({ theme }) => getColor({ theme, variable: 'background.warning' })};
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.warning' })};
`;
