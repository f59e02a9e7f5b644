import type { Person } from '../../src/domain/person.ts';
import {
  contentOf,
  type Beside,
  type Content,
  type ContentOptions,
} from '../../src/handover/content.ts';
import { openHandover, type Handover } from '../../src/handover/handover.ts';
import type { Marker } from '../../src/handover/marks.ts';
import { makePack, type Pack, type PackOrder } from '../../src/handover/pack.ts';
import type { Texts, TextsReading } from '../../src/handover/readTexts.ts';
import { allBlackedOut, reviewOf, type Review } from '../../src/handover/review.ts';
import { coverageOf } from '../../src/inventory/coverage.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { openDesk, scanned, type Desk } from '../inventory/desk.ts';
import type { Account, TicketRecord, UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import type { ZendeskOptions } from '../zendesk/zendesk.ts';

export const hostileText = [
  '=HYPERLINK("https://evil.example","x")',
  '<script>alert(1)</script>',
  'שלום \u202eolleh',
  '👩‍👩‍👧 😀',
  'a "quoted", text;\twith\r\nlines',
].join('\n');

export interface SmallWorld {
  readonly account: Account;
  readonly ada: UserRecord;
  readonly bea: UserRecord;
  readonly omar: UserRecord;
  /** Ada's, with her voicemail, Bea's call and Omar's words. */
  readonly first: TicketRecord;
  /** Bea's, with a call of Ada's on it. */
  readonly beas: TicketRecord;
  /** Ada's, full of hostile text. */
  readonly hostile: TicketRecord;
}

export function smallWorld(): SmallWorld {
  const account = build.emptyAccount();
  build.admin(account, { name: 'Dana Admin', email: 'dana@company.example' });
  for (const line of account.lines) line.callRecordingDeleteAfter = '3.months';
  const omar = build.agent(account, { name: 'Omar Haddad', email: 'omar@company.example' });
  const ada = build.endUser(account, {
    name: 'Ada Example',
    email: 'ada@example.com',
    phone: '+15550100123',
  });
  const bea = build.endUser(account, {
    name: 'Bea Other',
    email: 'bea@other.example',
    phone: '+15550100777',
  });
  const first = build.ticket(account, {
    requester: ada,
    via: 'voicemail',
    assignee: omar,
    description: 'Call from: +1 (555) 010-0123',
  });
  build.voiceComment(account, first, {
    kind: 'voicemail',
    transcript: 'This is Ada Example. Ask Bea Other, 555 010 0777, bea@other.example.',
    location: 'Springfield',
  });
  build.voiceComment(account, first, { caller: bea, author: bea, answeredBy: omar });
  build.comment(account, first, { author: omar, body: 'Dear Ada Example, yours, Omar Haddad' });
  build.comment(account, first, {
    author: omar,
    body: 'Call +1 555 010 0888 first',
    public: false,
  });
  const beas = build.ticket(account, { requester: bea, cc: [ada], subject: 'Bea’s own matter' });
  build.comment(account, beas, { body: 'Words of Bea' });
  build.voiceComment(account, beas, { caller: ada, author: ada, answeredBy: omar });
  const hostile = build.ticket(account, { requester: ada, subject: hostileText });
  build.comment(account, hostile, { body: hostileText, attachments: ['=1+1.pdf'] });
  return { account, ada, bea, omar, first, beas, hostile };
}

/** A desk at which the person was found and read, and the texts may be read afresh. */
export interface Handing {
  readonly desk: Desk;
  readonly handover: Handover;
  readonly inventory: Inventory;
  readonly person: Person;
  readonly reading: TextsReading;
}

export async function handingOver(
  { account, ada }: Pick<SmallWorld, 'account' | 'ada'>,
  options: Partial<ZendeskOptions> = {},
): Promise<Handing> {
  const desk = openDesk(account, options);
  const scan = await scanned(desk, [ada.id]);
  const inventory = scan.snapshot();
  if (inventory.person === null) throw new Error('the person is not known');
  const handover = openHandover(desk);
  const reading = handover.openTexts(inventory.tickets.map(({ ticket }) => ticket));
  desk.requests();
  return { desk, handover, inventory, person: inventory.person, reading };
}

/** Starts the reading and lets time pass until it has ended. */
export async function textsOf({
  desk,
  reading,
}: Pick<Handing, 'desk' | 'reading'>): Promise<Texts> {
  const ended = new Promise<void>((resolve) => {
    const unsubscribe = reading.subscribe(() => {
      const { phase } = reading.snapshot();
      if (phase === 'reading') return;
      unsubscribe();
      resolve();
    });
  });
  reading.start();
  await desk.clock.run(ended);
  return reading.snapshot();
}

export interface Prepared {
  readonly texts: Texts;
  readonly content: Content;
  readonly marker: Marker;
  readonly review: Review;
}

export async function prepared(
  handing: Handing,
  options: ContentOptions = { withInternalNotes: false },
): Promise<Prepared> {
  const { desk, handover, inventory, person } = handing;
  const texts = await textsOf(handing);
  const content = await chosen(handing, texts.tickets, inventory, options);
  const marker = await handover.markerFor(person, texts);
  const review = await desk.clock.run(reviewOf(content, marker, { clock: desk.clock }));
  if (review === null) throw new Error('nobody aborted the review');
  return { texts, content, marker, review };
}

export async function chosen(
  { desk, person }: Handing,
  tickets: Texts['tickets'],
  beside: Beside,
  options: ContentOptions = { withInternalNotes: false },
): Promise<Content> {
  const { clock } = desk;
  const content = await clock.run(contentOf(person, tickets, beside, options, { clock }));
  if (content === null) throw new Error('nobody aborted the choice');
  return content;
}

export function orderOf(
  { desk, inventory }: Handing,
  { content, marker, review }: Prepared,
  wish: Partial<PackOrder> = {},
): PackOrder {
  return {
    content,
    marker,
    blackOut: allBlackedOut(review),
    coverage: coverageOf(inventory),
    subdomain: 'example',
    madeAt: desk.clock.now(),
    page: '<!doctype html><title>Ada Example</title>',
    withInternalNotes: false,
    ...wish,
  };
}

export async function packed({ desk }: Handing, order: PackOrder): Promise<Pack> {
  const pack = await desk.clock.run(makePack(order, { clock: desk.clock }));
  if (pack === null) throw new Error('nobody aborted the pack');
  return pack;
}
