import type { Coverage } from '../inventory/coverage.ts';
import type { WrittenComment } from '../domain/written.ts';
import type { Content, ContentTicket } from './content.ts';
import { csvHeader, csvRows } from './csv.ts';
import type { Marker } from './marks.ts';
import {
  openRecords,
  personRows,
  ticketRow,
  textsOfComment,
  textsOfTicket,
  type CallRecord,
  type CommentRecord,
  type Row,
  type TicketRecord,
} from './packRecords.ts';
import { aboutOf } from './packAbout.ts';
import { columnsOf, schemaPath, schemas, type Table } from './packSchema.ts';
import { blackOutIn, type BlackOut } from './review.ts';
import { inSlices, type Slicing } from './slices.ts';
import { schemaDraft } from './schema.ts';
import { openZip } from './zip.ts';

export interface PackOrder {
  readonly content: Content;
  readonly marker: Marker;
  readonly blackOut: BlackOut;
  readonly coverage: Coverage;
  readonly subdomain: string;
  /** Milliseconds since 1970; the same order makes the same bytes. */
  readonly madeAt: number;
  /** The readable page, a whole HTML document. */
  readonly page: string;
  readonly withInternalNotes: boolean;
}

export interface PackCounts {
  readonly tickets: number;
  readonly comments: number;
  /** With those that only Talk's export knows. */
  readonly calls: number;
  /** Audio that has to be added by hand. */
  readonly recordingsListed: number;
  /** Places, not values. */
  readonly blackedOut: number;
}

export interface Pack {
  /** Without personal data. */
  readonly name: string;
  readonly blob: Blob;
  readonly counts: PackCounts;
}

/**
 * The portability pack as one ZIP, made in slices that leave the page its breath. Null when it was aborted; the
 * progress goes from 0 to 1.
 */
export async function makePack(order: PackOrder, slicing: Slicing): Promise<Pack | null> {
  const { content, subdomain, marker, blackOut } = order;
  const zip = await openZip();
  let blackedOut = 0;
  const records = openRecords(content, subdomain, (text) => {
    const clean = blackOutIn(text, marker, blackOut);
    blackedOut += clean.times;
    return clean.text;
  });
  const given: GivenPiece[] = [];
  const quiet = openWork({ ...slicing, onProgress: undefined }, 1);
  if (!(await quiet(content.tickets, (ticket) => given.push(...givenPieces(ticket))))) return null;
  const callCount = content.calls.length + content.exportedCalls.length;
  const work = openWork(slicing, 3 * given.length + content.tickets.length + 3 * callCount);

  const person = records.person();
  const pieces: Piece[] = [];
  const calls: CallRecord[] = [];
  let ticket: TicketRecord | null = null;
  const isMade =
    (await work(given, ({ of, comment, ...place }) => {
      if (comment === null || ticket === null) ticket = records.ticket(of);
      pieces.push({ ...place, ticket, comment: comment && records.comment(comment) });
    })) &&
    (await work(content.calls, ({ part, call }) => calls.push(records.call(part, call)))) &&
    (await work(content.exportedCalls, ({ part, call }) =>
      calls.push(records.exportedCall(part, call)),
    ));
  if (!isMade) return null;
  const tickets = pieces.filter(({ comment }) => comment === null);
  const counts: PackCounts = {
    tickets: tickets.length,
    comments: pieces.length - tickets.length,
    calls: calls.length,
    recordingsListed: calls.filter(({ isRecordingListed }) => isRecordingListed === true).length,
    blackedOut,
  };

  const small: readonly (readonly [path: string, text: string])[] = [
    ['about.json', pretty(aboutOf(order, counts))],
    ...Object.entries(schemas).map(
      ([name, schema]) =>
        [schemaPath(name), pretty({ $schema: schemaDraft, title: name, ...schema })] as const,
    ),
    ['person.json', pretty(person)],
    ['index.html', order.page],
  ];
  for (const [path, text] of small)
    if (!(await file(path, chunksOf(text), (chunk) => chunk, {}, quiet))) return null;
  const isWritten =
    (await table('person.csv', [person], personRows, quiet)) &&
    (await file('calls.json', calls, jsonItem, list)) &&
    (await table('calls.csv', calls, (call) => [call])) &&
    (await file('tickets.json', pieces, jsonPiece, list)) &&
    (await table('tickets.csv', tickets, (one) => [ticketRow(one.ticket, one.commentCount)])) &&
    (await table('comments.csv', pieces, (one) =>
      one.comment === null ? textsOfTicket(one.ticket) : textsOfComment(one.ticket, one.comment),
    ));
  return isWritten ? { name: packName(order), blob: zip.end(), counts } : null;

  async function file<Item>(
    path: string,
    items: readonly Item[],
    textOf: (item: Item, index: number) => string,
    { head = '', tail = '' }: Frame,
    by = work,
  ): Promise<boolean> {
    const { write, end } = zip.open(path);
    let waiting = head;
    let index = 0;
    const isDone = await by(items, (item) => {
      waiting += textOf(item, index);
      index += 1;
      if (waiting.length < fullPage) return;
      write(waiting);
      waiting = '';
    });
    write(waiting + tail);
    end();
    return isDone;
  }

  function table<Item>(
    name: Table,
    items: readonly Item[],
    rowsOf: (item: Item) => readonly Row[],
    by = work,
  ): Promise<boolean> {
    const columns = columnsOf(name);
    const cellsOf = (row: Row) => columns.map((column) => row[column] ?? null);
    const textOf = (item: Item) => csvRows(rowsOf(item).map(cellsOf));
    return file(name, items, textOf, { head: csvHeader(columns) }, by);
  }
}

/** What stands before the first and after the last item of a file. */
interface Frame {
  readonly head?: string;
  readonly tail?: string;
}

const pretty = (json: unknown): string => `${JSON.stringify(json, null, 2)}\n`;

const list: Frame = { head: '[', tail: '\n]\n' };
const jsonItem = (item: unknown, index: number): string =>
  `${index === 0 ? '\n' : ',\n'}${JSON.stringify(item)}`;

/** A ticket is opened by its first piece and closed by its last. */
function jsonPiece({ ticket, comment, isFirst, isLast }: Piece, index: number): string {
  const own =
    comment === null
      ? `${jsonItem(ticket, index).slice(0, -1)},"comments":[`
      : `${isFirst ? '' : ','}${JSON.stringify(comment)}`;
  return isLast ? `${own}]}` : own;
}

/** A ticket, or one comment of it: a whole ticket can be longer than a slice. */
interface Piece extends PiecePlace {
  readonly ticket: TicketRecord;
  readonly comment: CommentRecord | null;
}

interface PiecePlace {
  /** The first comment of its ticket. */
  readonly isFirst: boolean;
  /** Nothing of the ticket comes after it. */
  readonly isLast: boolean;
  readonly commentCount: number;
}

interface GivenPiece extends PiecePlace {
  readonly of: ContentTicket;
  readonly comment: WrittenComment | null;
}

function givenPieces(of: ContentTicket): readonly GivenPiece[] {
  const commentCount = of.comments.length;
  return [
    { of, comment: null, isFirst: false, isLast: commentCount === 0, commentCount },
    ...of.comments.map((comment, index) => ({
      of,
      comment,
      isFirst: index === 0,
      isLast: index === commentCount - 1,
      commentCount,
    })),
  ];
}

/** Signs that are gathered before they are packed: small pieces pack slowly, large ones hold the page. */
const fullPage = 32_768;

/** Never between the two halves of a sign. */
function chunksOf(text: string): readonly string[] {
  const chunks: string[] = [];
  for (let from = 0; from < text.length;) {
    const isHalf = /[\ud800-\udbff]/.test(text.charAt(from + fullPage - 1));
    const to = from + fullPage + (isHalf ? 1 : 0);
    chunks.push(text.slice(from, to));
    from = to;
  }
  return chunks;
}

/** Slices that tell together how far the whole is. */
function openWork(slicing: Slicing, of: number) {
  let before = 0;
  return <Item>(items: readonly Item[], each: (item: Item) => void): Promise<boolean> => {
    const base = before;
    before += items.length;
    return inSlices(items, slicing, each, (done) =>
      slicing.onProgress?.(of === 0 ? 1 : Math.min(1, (base + done) / of)),
    );
  };
}

/** By the number of the profile alone: a name of a file is seen by many. */
function packName({ content, madeAt }: PackOrder): string {
  const [profile] = content.person.profiles;
  return `talk-privacy-pack-${profile?.id ?? 'nobody'}-${new Date(madeAt).toISOString().slice(0, 10)}.zip`;
}
