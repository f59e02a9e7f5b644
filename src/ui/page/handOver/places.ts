import type { CommentId, TicketId } from '../../../domain/ids.ts';
import type { Place as WrittenPlace } from '../../../domain/written.ts';
import type { Prepared } from './preparation.ts';

/** A text as it is handed over, with where it stands. */
export interface ShownText {
  readonly where: WrittenPlace | 'author' | 'answeredBy';
  readonly text: string;
}

/** A ticket, or one comment of it, in which something of other people stands. */
export interface ShownPlace {
  readonly ticketId: TicketId | null;
  readonly commentId: CommentId | null;
  readonly createdAt: string | null;
  texts(): readonly ShownText[];
}

/** Every place of what was found, in the order in which it is handed over. */
export function placesWith({ content, review }: Prepared): readonly ShownPlace[] {
  const wanted = new Set(review.found.flatMap(({ places }) => places.map(keyOf)));
  const places = content.tickets.flatMap(({ ticket, comments }): readonly ShownPlace[] => [
    {
      ticketId: ticket.id,
      commentId: null,
      createdAt: ticket.createdAt,
      texts: () => ticket.texts.map(({ place, text }) => ({ where: place, text })),
    },
    ...comments.map((comment) => ({
      ticketId: ticket.id,
      commentId: comment.id,
      createdAt: comment.createdAt,
      texts: () => [
        ...textOf('author', comment.author?.name ?? null),
        ...textOf('answeredBy', comment.call?.answeredByName ?? null),
        ...comment.texts.map(({ place, text }) => ({ where: place, text })),
      ],
    })),
  ]);
  const suspended: ShownPlace = {
    ticketId: null,
    commentId: null,
    createdAt: null,
    texts: () => content.suspended.flatMap(({ subject }) => textOf('subject', subject)),
  };
  return [...places, suspended].filter((place) => wanted.has(keyOf(place)));
}

const keyOf = ({ ticketId, commentId }: Pick<ShownPlace, 'ticketId' | 'commentId'>): string =>
  `${ticketId ?? ''}/${commentId ?? ''}`;

const textOf = (where: ShownText['where'], text: string | null): readonly ShownText[] =>
  text === null ? [] : [{ where, text }];
