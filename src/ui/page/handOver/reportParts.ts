import type { Instant, Text } from '../../text.tsx';

/** A stretch of a line. What people wrote or are called stands in its own direction. */
export type Piece =
  | string
  | { readonly personal: string }
  | { readonly iso: string; readonly text: string }
  | { readonly href: string; readonly text: string };

export type Line = readonly Piece[];

export type Block =
  | { readonly kind: 'text'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | {
      readonly kind: 'facts';
      readonly facts: readonly { readonly term: string; readonly value: Line }[];
    }
  | Table;

/** Its lines are made one by one: a list of calls can be long. */
export interface Table {
  readonly kind: 'table';
  readonly name: string;
  readonly heads: readonly string[];
  readonly count: number;
  row(index: number): readonly Line[];
}

/** A time as people read it, or that it is not known. */
export function momentPiece(at: Instant | null, { t, formats }: Text): Piece {
  const moment = at === null ? null : formats.moment(at);
  return moment === null ? t('handOver.report.notKnown') : { iso: moment.iso, text: moment.text };
}

export const yesNo = (is: boolean | null): 'yes' | 'no' | 'other' => {
  if (is === null) return 'other';
  return is ? 'yes' : 'no';
};
