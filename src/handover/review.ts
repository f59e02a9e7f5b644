import type { CommentId, TicketId, UserId } from '../domain/ids.ts';
import { customerNumber, ownership, type Person } from '../domain/person.ts';
import type { WrittenComment } from '../domain/written.ts';
import type { Content, ContentTicket } from './content.ts';
import type { FoundKind, Marker, Other } from './marks.ts';
import type { Texts } from './readTexts.ts';
import { inSlices, type Slicing } from './slices.ts';

export interface FoundPlace {
  /** Null in a message that never became a ticket. */
  readonly ticketId: TicketId | null;
  /** Null on the ticket itself. */
  readonly commentId: CommentId | null;
  readonly times: number;
}

/** One value of somebody else that stands in what is handed over. */
export interface Found {
  readonly key: string;
  readonly kind: FoundKind;
  /** As it is written where it was found first. */
  readonly value: string;
  /** Null where nobody in the account is known by it. */
  readonly owner: Other | null;
  readonly places: readonly FoundPlace[];
  readonly times: number;
}

/** Keys of `Found` that are blacked out. */
export type BlackOut = ReadonlySet<string>;

export interface Review {
  /** In the order in which they stand in the texts. */
  readonly found: readonly Found[];
}

/** Everybody but the person whom the tickets name: authors, agents, requesters, people in copy, other callers. */
export function othersOf({ tickets, people }: Texts, person: Person): readonly Other[] {
  const own = new Set(person.profiles.map(({ id }) => id));
  const isOwned = ownership(person);
  const others = new Map<string, Other>();

  function add(userId: UserId | null, other: Partial<Omit<Other, 'userId'>>): void {
    if (userId !== null && own.has(userId)) return;
    const key = userId === null ? JSON.stringify(other) : String(userId);
    const before = others.get(key);
    others.set(key, {
      userId,
      name: before?.name ?? other.name ?? null,
      role: before?.role ?? other.role ?? null,
      addresses: union(before?.addresses, other.addresses),
      numbers: union(before?.numbers, other.numbers),
    });
  }

  for (const { id, name, role, email, phone } of people)
    add(id, { name, role, addresses: listOf(email), numbers: listOf(phone) });
  for (const one of tickets) {
    if (one.state !== 'read') continue;
    for (const { authorId, authorRole, author, call } of one.comments) {
      if (author !== null)
        add(authorId, { name: author.name, role: authorRole, addresses: listOf(author.email) });
      if (call === null) continue;
      if (call.answeredByName !== null)
        add(call.answeredById, { name: call.answeredByName, role: 'agent' });
      const number = customerNumber(call);
      if (number !== null && !isOwned(call)) add(call.authorId, { numbers: [number] });
    }
  }
  return [...others.values()];
}

/** What stands of other people in all that is handed over. Null when it was aborted. */
export async function reviewOf(
  content: Content,
  marker: Marker,
  slicing: Slicing,
): Promise<Review | null> {
  const found = new Map<string, Found & { places: FoundPlace[]; times: number }>();

  function look(texts: readonly string[], ticketId: TicketId | null, commentId: CommentId | null) {
    for (const text of texts)
      for (const { key, kind, owner, start, end } of marker.marks(text)) {
        const known = found.get(key) ?? {
          key,
          kind,
          owner,
          value: text.slice(start, end),
          places: [],
          times: 0,
        };
        const last = known.places.at(-1);
        if (last?.ticketId === ticketId && last.commentId === commentId)
          known.places[known.places.length - 1] = { ...last, times: last.times + 1 };
        else known.places.push({ ticketId, commentId, times: 1 });
        known.times += 1;
        found.set(key, known);
      }
  }

  const pieces: (() => void)[] = [];
  const isDone =
    (await inSlices(content.tickets, slicing, (one) => {
      pieces.push(() => look(textsOnTicket(one), one.ticket.id, null));
      for (const comment of one.comments)
        pieces.push(() => look(textsInComment(comment), one.ticket.id, comment.id));
    })) &&
    (await inSlices(
      pieces,
      slicing,
      (piece) => piece(),
      (done) => slicing.onProgress?.(pieces.length === 0 ? 1 : done / pieces.length),
    ));
  if (!isDone) return null;
  for (const { subject } of content.suspended) look(listOf(subject), null, null);
  return { found: [...found.values()] };
}

/** How it starts: everything that was found is blacked out. */
export function allBlackedOut({ found }: Review): BlackOut {
  return new Set(found.map(({ key }) => key));
}

const bar = '█████';

/** The text with a bar for each blacked-out value, and how many. The bar's length tells nothing. */
export function blackOutIn(
  text: string,
  marker: Marker,
  keys: BlackOut,
): { readonly text: string; readonly times: number } {
  const marks = keys.size === 0 ? [] : marker.marks(text).filter(({ key }) => keys.has(key));
  let shown = '';
  let from = 0;
  for (const { start, end } of marks) {
    shown += text.slice(from, start) + bar;
    from = end;
  }
  return { text: shown + text.slice(from), times: marks.length };
}

/** The text with a bar for each blacked-out value. */
export function blackedOut(text: string, marker: Marker, keys: BlackOut): string {
  return blackOutIn(text, marker, keys).text;
}

const textsOnTicket = ({ ticket }: ContentTicket): readonly string[] =>
  ticket.texts.map(({ text }) => text);

/** With the names that are handed over beside the texts. */
function textsInComment({ texts, author, call }: WrittenComment): readonly string[] {
  return [
    ...texts.map(({ text }) => text),
    ...listOf(author?.name ?? null),
    ...listOf(call?.answeredByName ?? null),
  ];
}

const listOf = (text: string | null): readonly string[] => (text === null ? [] : [text]);

const union = (one: readonly string[] = [], other: readonly string[] = []): readonly string[] => [
  ...new Set([...one, ...other]),
];
