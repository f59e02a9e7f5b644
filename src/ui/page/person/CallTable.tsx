import { useRef } from 'react';
import styled, { useTheme } from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { Table } from '@zendeskgarden/react-tables';
import { focusStyles, getColor } from '@zendeskgarden/react-theming';

import type { CommentId, TicketId } from '../../../domain/ids.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';
import { narrowScreen, useIsNarrow } from '../narrow.ts';
import type { CallRow, Selection } from './callRow.ts';
import { useShownLines } from './useShownLines.ts';

interface CallTableProps {
  readonly rows: readonly CallRow[];
  readonly selection: Selection;
  /** Left out where the signed-in person deletes nothing: then there are no boxes to tick. */
  readonly onToggle?: (commentId: CommentId) => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Lines of 48 px, cards of 144 px at Garden's base of 4: a fixed height keeps every line in its place. */
const lineHeight = 12;
const cardHeight = 36;
/** Twelve lines are on the screen at a time, so the table stays small however many calls there are. */
const linesShown = 12;

/** The calls as a table, as cards where it is narrow. Only what is on the screen is in the document. */
export function CallTable({ rows, selection, onToggle, onOpenTicket }: CallTableProps) {
  const { t } = useText();
  const { base } = useTheme().space;
  const frame = useRef<HTMLDivElement>(null);
  const height = base * (useIsNarrow() ? cardHeight : lineHeight);
  const { first, end } = useShownLines(frame, rows.length, height);
  const [above, below] = [first * height, (rows.length - end) * height];

  return (
    <Scroll ref={frame} tabIndex={0} role="region" aria-label={t('page.person.table.name')}>
      <Table
        role="table"
        aria-label={t('page.person.table.name')}
        aria-rowcount={rows.length + 1}
        isReadOnly={!onToggle}
      >
        <Columns isSticky role="rowgroup">
          <Table.HeaderRow role="row" aria-rowindex={1}>
            {onToggle && (
              <Table.HeaderCell role="columnheader" isMinimum>
                <Hidden>{t('page.person.table.select')}</Hidden>
              </Table.HeaderCell>
            )}
            {columns.map((column) => (
              <Table.HeaderCell key={column} role="columnheader" width={widths[column]} isTruncated>
                {t(`page.person.table.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.HeaderRow>
        </Columns>
        <Table.Body role="rowgroup">
          {above > 0 && <Space aria-hidden="true" style={{ height: above }} />}
          {rows.slice(first, end).map((row, index) => (
            <CallLine
              key={row.call.commentId}
              row={row}
              position={first + index + 2}
              isSelected={selection.has(row.call.commentId)}
              {...(onToggle ? { onToggle } : {})}
              onOpenTicket={onOpenTicket}
            />
          ))}
          {below > 0 && <Space aria-hidden="true" style={{ height: below }} />}
        </Table.Body>
      </Table>
    </Scroll>
  );
}

interface CallLineProps {
  readonly row: CallRow;
  readonly position: number;
  readonly isSelected: boolean;
  readonly onToggle?: (commentId: CommentId) => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

function CallLine({ row, position, isSelected, onToggle, onOpenTicket }: CallLineProps) {
  const { t, formats } = useText();
  const { call, state, isOwned, canBeDeleted } = row;
  const ticket = String(call.ticketId);
  const kind = t('words.callLine', {
    kind: call.kind,
    direction: call.direction,
    origin: call.origin,
  });
  const moment = formats.moment(call.startedAt ?? call.createdAt ?? '');
  return (
    <Line role="row" aria-rowindex={position} isSelected={isSelected}>
      {onToggle && (
        <Table.Cell role="cell" data-part="tick" isMinimum>
          {canBeDeleted ? (
            <Tick
              type="checkbox"
              checked={isSelected}
              onChange={() => onToggle(call.commentId)}
              aria-label={t('page.person.table.selectCall', {
                kind,
                time: moment?.text ?? t('words.unknownTime'),
                ticket,
              })}
            />
          ) : (
            '–'
          )}
        </Table.Cell>
      )}
      <Table.Cell role="cell" data-part="time">
        <When at={call.startedAt ?? call.createdAt} />
      </Table.Cell>
      <Table.Cell role="cell" data-part="kind" isTruncated>
        {kind}
      </Table.Cell>
      <Figures role="cell" data-part="length">
        {call.durationSeconds === null
          ? t('words.unknownLength')
          : formats.duration(call.durationSeconds)}
      </Figures>
      <Table.Cell role="cell" data-part="line" data-name={t('page.person.table.line')}>
        {call.lineName === null ? '–' : <PersonalText>{call.lineName}</PersonalText>}
      </Table.Cell>
      <Figures role="cell" data-part="ticket">
        <Button
          isLink
          aria-label={t('page.person.table.openTicket', { ticket })}
          onClick={() => onOpenTicket(call.ticketId)}
        >
          {t('words.ticketNumber', { id: ticket })}
        </Button>
      </Figures>
      <Table.Cell role="cell" data-part="answeredBy" data-name={t('page.person.table.answeredBy')}>
        {call.answeredByName === null ? '–' : <PersonalText>{call.answeredByName}</PersonalText>}
      </Table.Cell>
      <Table.Cell role="cell" data-part="recording">
        <StateMark state={state} />
        {!isOwned && (
          <Whose title={t('page.person.notTheirs')}>{t('page.person.notTheirsShort')}</Whose>
        )}
      </Table.Cell>
    </Line>
  );
}

const columns = ['time', 'kind', 'length', 'line', 'ticket', 'answeredBy', 'recording'] as const;

const widths: Readonly<Record<(typeof columns)[number], string>> = {
  time: '18%',
  kind: '14%',
  length: '13%',
  line: '13%',
  ticket: '9%',
  answeredBy: '13%',
  recording: '20%',
};

const Scroll = styled.div`
  max-height: ${({ theme }) => `${theme.space.base * lineHeight * linesShown}px`};
  overflow: auto;
  border-bottom: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};

  ${({ theme }) => focusStyles({ theme, inset: true })}
`;

const Columns = styled(Table.Head)`
  th {
    padding-inline: ${({ theme }) => theme.space.xs};
    background: ${({ theme }) => getColor({ theme, variable: 'background.default' })};
  }

  ${narrowScreen} {
    position: absolute;
    clip-path: inset(50%);
    width: 0;
    height: 0;
    overflow: hidden;
  }
`;

const Line = styled(Table.Row)`
  td {
    box-sizing: border-box;
    height: ${({ theme }) => `${theme.space.base * lineHeight}px`};
    padding: 0 ${({ theme }) => theme.space.xs};
    overflow: hidden;
    vertical-align: middle;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  td:has(> input) {
    text-overflow: clip;
  }

  /* Garden's link blue is too pale on a selected line. */
  td button {
    color: inherit;
  }

  ${narrowScreen} {
    display: grid;
    grid-template:
      'tick time time'
      'tick kind length'
      'tick line ticket'
      'tick answeredBy answeredBy'
      'tick recording recording' / auto minmax(0, 1fr) auto;
    grid-auto-rows: ${({ theme }) => `${theme.space.base * 6}px`};
    box-sizing: border-box;
    height: ${({ theme }) => `${theme.space.base * cardHeight}px`};
    padding: ${({ theme }) => theme.space.sm} 0;

    td {
      width: auto;
      height: auto;
    }

    ${[...columns, 'tick'].map((part) => `td[data-part='${part}'] { grid-area: ${part}; }`).join('')}

    td[data-name]::before {
      content: attr(data-name) ': ';
      color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
    }
  }
`;

const Space = styled.tr`
  ${narrowScreen} {
    display: block;
  }
`;

const Figures = styled(Table.Cell)`
  font-variant-numeric: tabular-nums;
`;

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

const Hidden = styled.span`
  position: absolute;
  clip-path: inset(50%);
  width: 0;
  height: 0;
  overflow: hidden;
`;
