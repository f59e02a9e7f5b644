import * as v from 'valibot';
import type { TicketId, UserId } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Place, Written, WrittenComment, WrittenTicket } from '../domain/written.ts';
import { by, flag, idOrNull, perhaps, someId, text, under, type Decoder } from './decode.ts';
import { decodeComments } from './decodeComments.ts';
import { decodeFoundTickets, decodeTickets } from './decodeRecords.ts';
import type { LineRetention, SuspendedTicket } from './deepReads.ts';

type Text = string | null | undefined;

/** A list in which nothing strange spoils the rest. */
const list = <Item>(item: v.GenericSchema<unknown, Item>) => v.fallback(v.array(item), []);

const side = perhaps({ phone: text, formatted_phone: text, name: text, address: text });
const via = perhaps({ channel: text, source: perhaps({ from: side, to: side }) });

const ticketTexts = perhaps({
  subject: text,
  description: text,
  via,
  tags: list(text),
  custom_fields: list(perhaps({ id: idOrNull<number>(), value: v.unknown() })),
});

const commentTexts = perhaps({
  author_id: idOrNull<UserId>(),
  plain_body: text,
  body: text,
  formatted_from: text,
  formatted_to: text,
  via,
  attachments: list(perhaps({ file_name: text })),
  metadata: perhaps({ system: perhaps({ ip_address: text, client: text, location: text }) }),
  // Talk's names first, then the partners' (talk-api 2.3, 2.4).
  data: perhaps({
    from: text,
    to: text,
    from_line: text,
    to_line: text,
    answered_by_name: text,
    transcription_text: text,
    transcript: text,
    location: text,
    end_user_location: text,
  }),
});

const textsOfTickets = by(v.object({ tickets: list(ticketTexts) }));
const textsOfFound = by(v.object({ results: list(ticketTexts) }));
const textsOfComments = by(
  v.object({
    comments: list(commentTexts),
    users: list(perhaps({ id: idOrNull<UserId>(), name: text, email: text })),
  }),
);

/** Tickets with their texts; a text that is not one is left out. */
export const decodeWrittenTickets: Decoder<readonly WrittenTicket[]> = (json) => {
  const tickets = decodeTickets(json);
  const texts = textsOfTickets(json);
  if (!tickets.ok) return tickets;
  return texts.ok ? { ok: true, value: withTexts(tickets.value, texts.value.tickets) } : texts;
};

export const decodeFoundWrittenTickets: Decoder<readonly WrittenTicket[]> = (json) => {
  const found = decodeFoundTickets(json);
  const texts = textsOfFound(json);
  if (!found.ok) return found;
  return texts.ok
    ? { ok: true, value: withTexts(found.value.tickets, texts.value.results) }
    : texts;
};

/** One page of a ticket's comments with their texts and their authors. */
export function decodeWrittenComments(ticketId: TicketId): Decoder<readonly WrittenComment[]> {
  const decode = decodeComments(ticketId);
  return (json) => {
    const comments = decode(json);
    if (!comments.ok) return comments;
    const page = textsOfComments(json);
    if (!page.ok) return page;
    const authors = new Map(page.value.users.map((author) => [author?.id, author]));
    return {
      ok: true,
      value: comments.value.map((comment, index) => {
        const raw = page.value.comments[index];
        const author = comment.authorId === null ? null : authors.get(comment.authorId);
        return {
          ...comment,
          channel: raw?.via?.channel ?? null,
          author: author ? { name: author.name, email: author.email } : null,
          texts: raw ? textsOfComment(raw) : [],
        };
      }),
    };
  };
}

function withTexts(
  tickets: readonly Ticket[],
  raws: readonly (v.InferOutput<typeof ticketTexts> | null)[],
): readonly WrittenTicket[] {
  return tickets.map((ticket, index) => {
    const raw = raws[index];
    return { ...ticket, texts: raw ? textsOfTicket(raw) : [] };
  });
}

function textsOfTicket(raw: NonNullable<v.InferOutput<typeof ticketTexts>>): readonly Written[] {
  return [
    ...written('subject', raw.subject),
    ...written('description', raw.description),
    ...written('via', ...sidesOf(raw.via)),
    ...written('tags', ...raw.tags),
    ...raw.custom_fields.flatMap((field) =>
      written('customField', valueOf(field?.value)).map((one) => ({
        ...one,
        fieldId: field?.id ?? null,
      })),
    ),
  ];
}

function textsOfComment({
  data,
  metadata,
  ...raw
}: NonNullable<v.InferOutput<typeof commentTexts>>): readonly Written[] {
  const system = metadata?.system;
  return [
    ...written('comment', raw.plain_body ?? raw.body),
    ...written('transcript', data?.transcription_text, data?.transcript),
    ...written('location', data?.location, data?.end_user_location),
    ...written(
      'via',
      ...sidesOf(raw.via),
      raw.formatted_from,
      raw.formatted_to,
      data?.from,
      data?.to,
      data?.from_line,
      data?.to_line,
      data?.answered_by_name,
    ),
    ...written('system', system?.ip_address, system?.client, system?.location),
    ...written('attachment', ...raw.attachments.map((file) => file?.file_name)),
  ];
}

/** The same text twice in one place is one text. */
function written(place: Place, ...texts: readonly Text[]): Written[] {
  const given = texts.filter((one): one is string => typeof one === 'string' && one !== '');
  return [...new Set(given)].map((one) => ({ place, text: one, fieldId: null }));
}

function sidesOf(from: v.InferOutput<typeof via>): readonly Text[] {
  return [from?.source?.from, from?.source?.to].flatMap((one) => [
    one?.phone,
    one?.formatted_phone,
    one?.name,
    one?.address,
  ]);
}

/** A field's value: a text, a number, or several of them. */
function valueOf(value: unknown): Text {
  if (Array.isArray(value)) return value.map(valueOf).filter(Boolean).join(', ');
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null;
}

export const decodeCount: Decoder<number> = under(
  'count',
  v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
);

export const decodeSuspended: Decoder<readonly SuspendedTicket[]> = under(
  'suspended_tickets',
  v.array(
    v.pipe(
      v.object({
        id: someId<number>(),
        author: perhaps({ id: idOrNull<UserId>(), email: text }),
        subject: text,
        created_at: text,
      }),
      v.transform((raw) => ({
        id: raw.id,
        authorId: raw.author?.id ?? null,
        authorEmail: raw.author?.email ?? null,
        subject: raw.subject,
        createdAt: raw.created_at,
      })),
    ),
  ),
);

export const decodeLineRetention: Decoder<LineRetention> = under(
  'phone_number',
  v.pipe(
    v.object({
      id: someId<number>(),
      nickname: text,
      number: text,
      recorded: flag,
      settings: perhaps({
        call_recording_delete_after: text,
        voicemail_recording_delete_after: text,
      }),
    }),
    v.transform((raw) => ({
      lineId: raw.id,
      nickname: raw.nickname,
      number: raw.number,
      isRecorded: raw.recorded,
      callsDeletedAfter: raw.settings?.call_recording_delete_after ?? null,
      voicemailsDeletedAfter: raw.settings?.voicemail_recording_delete_after ?? null,
    })),
  ),
);
