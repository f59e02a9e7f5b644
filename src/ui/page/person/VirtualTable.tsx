import { type ReactNode, type RefObject, useRef } from 'react';
import styled, { useTheme } from 'styled-components';

import { Table } from '@zendeskgarden/react-tables';
import { focusStyles, getColor } from '@zendeskgarden/react-theming';

import { narrowScreen, useIsNarrow } from '../narrow.ts';
import { useShownLines } from './useShownLines.ts';

export interface Column<Name extends string> {
  readonly name: Name;
  readonly title: string;
  /** Its share of the width, beside the other columns' shares. */
  readonly share: number;
}

interface VirtualTableProps<Row, Name extends string> {
  readonly name: string;
  readonly columns: readonly Column<Name>[];
  readonly rows: readonly Row[];
  /** Where it is narrow each row is a card: its lines, each with the cells that stand beside each other. */
  readonly card: readonly string[];
  /** In steps of Garden's base, 4 px: a fixed height keeps every line in its place. */
  readonly lineHeight?: number;
  /** The head of a column without a name, before all others. */
  readonly leading?: ReactNode;
  readonly order?: { readonly by: Name; readonly isDescending: boolean } | null;
  /** Left out where the rows have one order. */
  readonly onOrder?: (by: Name) => void;
  /** The scrolling frame, for giving the focus back. */
  readonly frame?: RefObject<HTMLDivElement>;
  /** One `Line` with its `Cell`s. */
  readonly children: (row: Row, line: LinePlace) => ReactNode;
}

/** What a line is told by its table. */
export interface LinePlace {
  readonly role: 'row';
  readonly 'aria-rowindex': number;
  readonly $card: readonly string[];
  readonly $lineHeight: number;
}

/** One line of a card. */
const cardLine = 6;
/** So many lines are on the screen at a time, so the table stays small however many rows there are. */
const linesShown = 10;

/** A table of any length, as cards where it is narrow. Only what is on the screen is in the document. */
export function VirtualTable<Row, Name extends string>(props: VirtualTableProps<Row, Name>) {
  const { name, columns, rows, card, lineHeight = 12, leading, order, onOrder, children } = props;
  const { base } = useTheme().space;
  const own = useRef<HTMLDivElement>(null);
  const frame = props.frame ?? own;
  const isNarrow = useIsNarrow();
  const height = base * (isNarrow ? cardHeight(card) : lineHeight);
  const { first, end } = useShownLines(frame, rows.length, height);
  const [above, below] = [first * height, (rows.length - end) * height];
  const shares = columns.reduce((sum, { share }) => sum + share, 0);

  return (
    <Scroll ref={frame} $lineHeight={lineHeight} tabIndex={0} role="region" aria-label={name}>
      <Table role="table" aria-label={name} aria-rowcount={rows.length + 1} isReadOnly={!leading}>
        <Columns isSticky role="rowgroup">
          <Table.HeaderRow role="row" aria-rowindex={1}>
            {leading !== undefined && (
              <Table.HeaderCell role="columnheader" isMinimum>
                <Hidden>{leading}</Hidden>
              </Table.HeaderCell>
            )}
            {columns.map(({ name: column, title, share }) => (
              <Table.HeaderCell
                key={column}
                role="columnheader"
                width={`${(100 * share) / shares}%`}
                isTruncated
                {...(onOrder ? { 'aria-sort': sortOf(column, order) } : {})}
              >
                {/* The head of a card cannot be seen, so nothing in it takes the focus. */}
                {onOrder && !isNarrow ? (
                  <Sort type="button" onClick={() => onOrder(column)}>
                    {title}
                  </Sort>
                ) : (
                  title
                )}
              </Table.HeaderCell>
            ))}
          </Table.HeaderRow>
        </Columns>
        <Table.Body role="rowgroup">
          {above > 0 && <Space aria-hidden="true" style={{ height: above }} />}
          {rows.slice(first, end).map((row, index) =>
            children(row, {
              role: 'row',
              'aria-rowindex': first + index + 2,
              $card: card,
              $lineHeight: lineHeight,
            }),
          )}
          {below > 0 && <Space aria-hidden="true" style={{ height: below }} />}
        </Table.Body>
      </Table>
    </Scroll>
  );
}

function sortOf<Name extends string>(
  column: Name,
  order: VirtualTableProps<unknown, Name>['order'],
): 'ascending' | 'descending' | 'none' {
  if (order?.by !== column) return 'none';
  return order.isDescending ? 'descending' : 'ascending';
}

const cardHeight = (card: readonly string[]): number => (card.length + 1) * cardLine;

interface CellProps {
  /** Its place in a card. */
  readonly part: string;
  /** Stands before its content in a card, where the column's head cannot be seen. */
  readonly title?: string;
  readonly isTruncated?: boolean;
  readonly isMinimum?: boolean;
  readonly children: ReactNode;
}

export function Cell({ part, title, children, ...rest }: CellProps) {
  return (
    <Table.Cell role="cell" style={{ gridArea: part }} data-name={title} {...rest}>
      {children}
    </Table.Cell>
  );
}

/** One row. */
export const Line = styled(Table.Row)<{
  readonly $card: readonly string[];
  readonly $lineHeight: number;
}>`
  td {
    box-sizing: border-box;
    height: ${({ theme, $lineHeight }) => `${theme.space.base * $lineHeight}px`};
    padding: 0 ${({ theme }) => theme.space.xs};
    overflow: hidden;
    font-variant-numeric: tabular-nums;
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
      ${({ $card }) => $card.map((line) => `'${line}'`).join(' ')} / auto minmax(0, 1fr)
      auto;
    grid-auto-rows: ${({ theme }) => `${theme.space.base * cardLine}px`};
    box-sizing: border-box;
    height: ${({ theme, $card }) => `${theme.space.base * cardHeight($card)}px`};
    padding: ${({ theme }) => theme.space.sm} 0;

    td {
      width: auto;
      height: auto;
    }

    td[data-name]::before {
      content: attr(data-name) ': ';
      color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
    }
  }
`;

const Scroll = styled.div<{ readonly $lineHeight: number }>`
  max-height: ${({ theme, $lineHeight }) => `${theme.space.base * $lineHeight * linesShown}px`};
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

const Sort = styled.button`
  max-width: 100%;
  padding: 0;
  border: none;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;

  &:hover {
    text-decoration: underline;
  }

  &::after {
    content: '';
    padding-inline-start: ${({ theme }) => theme.space.xxs};
  }

  [aria-sort='ascending'] > &::after {
    content: '↑' / '';
  }

  [aria-sort='descending'] > &::after {
    content: '↓' / '';
  }

  ${({ theme }) => focusStyles({ theme, inset: true })}
`;

const Space = styled.tr`
  ${narrowScreen} {
    display: block;
  }
`;

const Hidden = styled.span`
  position: absolute;
  clip-path: inset(50%);
  width: 0;
  height: 0;
  overflow: hidden;
`;
