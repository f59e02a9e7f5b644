import type { ReactElement, RefObject } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { CommentId, TicketId } from '../../../domain/ids.ts';
import type { CallColumn, CallOrder, CallRow } from '../../../inventory/callList.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';
import { narrowScreen } from '../narrow.ts';
import type { Selection } from './selection.ts';
import { Cell, Line, type LinePlace, VirtualTable } from './VirtualTable.tsx';

interface CallTableProps {
  readonly rows: readonly CallRow[];
  readonly columns: readonly CallColumn[];
  readonly order: CallOrder | null;
  readonly onOrder: (by: CallColumn) => void;
  readonly selection: Selection;
  /** Left out where the signed-in person deletes nothing: then there are no boxes to tick. */
  readonly onToggle?: (commentId: CommentId) => void;
  /** The call whose detail is open. */
  readonly opened: CommentId | null;
  readonly onOpen: (commentId: CommentId) => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
  readonly frame: RefObject<HTMLDivElement>;
}

/** The calls as a table. Time and kind always stand in it, the other columns are chosen. */
export function CallTable(props: CallTableProps) {
  const { rows, columns, order, onOrder, onToggle, frame, ...line } = props;
  const { t } = useText();
  const card = cardOf(columns);
  return (
    <VirtualTable
      name={t('page.person.table.name')}
      columns={columns.map((name) => ({
        name,
        title: t(`page.person.table.${name}`),
        share: shares[name],
      }))}
      rows={rows}
      card={card}
      order={order}
      onOrder={onOrder}
      frame={frame}
      {...(onToggle ? { leading: t('page.person.table.select') } : {})}
    >
      {(row, place) => (
        <CallLine
          key={row.call.commentId}
          row={row}
          columns={columns}
          place={place}
          {...line}
          {...(onToggle ? { onToggle } : {})}
        />
      )}
    </VirtualTable>
  );
}

const shares: Readonly<Record<CallColumn, number>> = {
  time: 18,
  kind: 14,
  length: 13,
  line: 13,
  ticket: 9,
  answeredBy: 13,
  recording: 20,
  transcript: 11,
  callId: 11,
};

/** The chosen columns in the order and company in which a card shows them. */
function cardOf(columns: readonly CallColumn[]): readonly string[] {
  const isShown = (...some: readonly CallColumn[]) => some.some((name) => columns.includes(name));
  return [
    'tick time time',
    'tick kind length',
    ...(isShown('line', 'ticket') ? ['tick line ticket'] : []),
    ...(isShown('answeredBy') ? ['tick answeredBy answeredBy'] : []),
    ...(isShown('recording') ? ['tick recording recording'] : []),
    ...(isShown('transcript', 'callId') ? ['tick transcript callId'] : []),
  ];
}

interface CallLineProps extends Pick<
  CallTableProps,
  'columns' | 'selection' | 'onToggle' | 'opened' | 'onOpen' | 'onOpenTicket'
> {
  readonly row: CallRow;
  readonly place: LinePlace;
}

function CallLine(props: CallLineProps) {
  const { row, columns, place, selection, onToggle, opened, onOpen, onOpenTicket } = props;
  const { t, formats } = useText();
  const { call, canBeDeleted } = row;
  const ticket = String(call.ticketId);
  const kind = t('words.callLine', {
    kind: call.kind,
    direction: call.direction,
    origin: call.origin,
  });
  const time = formats.moment(call.startedAt ?? call.createdAt ?? '')?.text ?? null;
  const named = { kind, time: time ?? t('words.unknownTime'), ticket };
  const isSelected = selection.has(call.commentId);

  const cells: Readonly<Record<CallColumn, () => ReactElement>> = {
    time: () => (
      <Cell key="time" part="time">
        <When at={call.startedAt ?? call.createdAt} />
      </Cell>
    ),
    kind: () => (
      <Cell key="kind" part="kind" isTruncated>
        <Button
          isLink
          aria-label={t('page.person.table.openCall', named)}
          aria-expanded={opened === call.commentId}
          onClick={() => onOpen(call.commentId)}
        >
          {kind}
        </Button>
      </Cell>
    ),
    length: () => (
      <Cell key="length" part="length">
        {call.durationSeconds === null
          ? t('words.unknownLength')
          : formats.duration(call.durationSeconds)}
      </Cell>
    ),
    line: () => (
      <Cell key="line" part="line" title={t('page.person.table.line')}>
        {call.lineName === null ? '–' : <PersonalText>{call.lineName}</PersonalText>}
      </Cell>
    ),
    ticket: () => (
      <Cell key="ticket" part="ticket">
        <Button
          isLink
          aria-label={t('page.person.table.openTicket', { ticket })}
          onClick={() => onOpenTicket(call.ticketId)}
        >
          {t('words.ticketNumber', { id: ticket })}
        </Button>
      </Cell>
    ),
    answeredBy: () => (
      <Cell key="answeredBy" part="answeredBy" title={t('page.person.table.answeredBy')}>
        {call.answeredByName !== null && <PersonalText>{call.answeredByName}</PersonalText>}
        {call.answeredByName === null &&
          (call.answeredById === null
            ? '–'
            : t('page.person.table.user', { id: String(call.answeredById) }))}
      </Cell>
    ),
    recording: () => (
      <Cell key="recording" part="recording">
        <StateMark state={row.state} />
        {row.isAnswered && <Whose>{t('page.person.answered')}</Whose>}
        {!row.isAnswered && !row.isOwned && (
          <Whose title={t('page.person.notTheirs')}>{t('page.person.notTheirsShort')}</Whose>
        )}
      </Cell>
    ),
    transcript: () => (
      <Cell key="transcript" part="transcript" title={t('page.person.table.transcript')}>
        {call.hasTranscript ? t('page.person.table.hasTranscript') : '–'}
      </Cell>
    ),
    callId: () => (
      <Cell key="callId" part="callId" title={t('page.person.table.callId')}>
        {call.callId ?? '–'}
      </Cell>
    ),
  };

  return (
    <Line {...place} isSelected={isSelected}>
      {onToggle && (
        <Cell part="tick" isMinimum>
          {canBeDeleted ? (
            <Tick
              type="checkbox"
              checked={isSelected}
              onChange={() => onToggle(call.commentId)}
              aria-label={t('page.person.table.selectCall', named)}
            />
          ) : (
            '–'
          )}
        </Cell>
      )}
      {columns.map((name) => cells[name]())}
    </Line>
  );
}

const Tick = styled.input`
  width: ${({ theme }) => theme.iconSizes.md};
  height: ${({ theme }) => theme.iconSizes.md};
  margin: 0;
  vertical-align: middle;
`;

const Whose = styled.span`
  display: block;

  ${narrowScreen} {
    display: inline;
    margin-inline-start: ${({ theme }) => theme.space.xs};
  }

  font-size: ${({ theme }) => theme.fontSizes.sm};
  line-height: ${({ theme }) => theme.lineHeights.sm};
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
