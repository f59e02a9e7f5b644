import { expect, it } from 'vitest';
import type { CallId } from '../../src/domain/ids.ts';
import type { Content } from '../../src/handover/content.ts';
import type { ExportedCall } from '../../src/api/deepReads.ts';
import { scripted } from '../zendesk/faults.ts';
import { chosen, handingOver, prepared, smallWorld, textsOf } from './handing.ts';

const leftOutOf = (content: Content) =>
  Object.fromEntries(content.leftOut.map(({ reason, count }) => [reason, count]));

it('holds the person’s tickets, and of others’ tickets the person’s calls alone', async () => {
  const world = smallWorld();
  const { content } = await prepared(await handingOver(world));
  const byId = new Map(content.tickets.map((one) => [one.ticket.id, one]));
  expect([...byId.keys()]).toEqual([world.first.id, world.beas.id, world.hostile.id]);
  expect(byId.get(world.beas.id)).toMatchObject({
    isOwned: false,
    ticket: { subject: null, texts: [] },
    comments: [{ type: 'VoiceComment', authorId: world.ada.id }],
  });
  expect(content.calls).toMatchObject([{ part: 'caller' }, { part: 'caller' }]);
  expect(content.calls.map(({ call }) => call.authorId)).toEqual([world.ada.id, world.ada.id]);
});

it('counts what it leaves out, with the reason', async () => {
  const { content } = await prepared(await handingOver(smallWorld()));
  expect(leftOutOf(content)).toEqual({
    internalNotes: 1,
    othersTickets: 1,
    othersCalls: 1,
    audio: 2,
    attachments: 1,
  });
});

it('takes internal notes in when they are ticked', async () => {
  const handing = await handingOver(smallWorld());
  const { texts } = await prepared(handing);
  const bodies = async (withInternalNotes: boolean) =>
    (await chosen(handing, texts.tickets, handing.inventory, { withInternalNotes })).tickets
      .flatMap(({ comments }) => comments)
      .flatMap((comment) => comment.texts)
      .filter(({ text }) => text.includes('+1 555 010 0888'));
  expect(await bodies(false)).toEqual([]);
  expect(await bodies(true)).toHaveLength(1);
});

it('takes a comment that may be internal for an internal note', async () => {
  const handing = await handingOver(smallWorld());
  const { tickets } = await textsOf(handing);
  const untold = tickets.map((one) =>
    one.state === 'read'
      ? { ...one, comments: one.comments.map((comment) => ({ ...comment, isPublic: null })) }
      : one,
  );
  const content = await chosen(handing, untold, handing.inventory);
  expect(leftOutOf(content)).toMatchObject({ internalNotes: 2 });
});

it('says which tickets could not be read', async () => {
  const world = smallWorld();
  const handing = await handingOver(world, {
    faults: scripted({
      pathHas: `/api/v2/tickets/${world.first.id}/comments`,
      nth: 2,
      times: 9,
      fault: { kind: 'refused', status: 403 },
    }),
  });
  const { content } = await prepared(handing);
  expect(content.leftOut).toContainEqual({
    reason: 'notRead',
    count: 1,
    ticketIds: [world.first.id],
  });
  expect(content.tickets.map(({ ticket }) => ticket.id)).not.toContain(world.first.id);
});

it('knows an agent’s calls without knowing who called', async () => {
  const world = smallWorld();
  const handing = await handingOver({ ...world, ada: world.omar });
  const { content } = await prepared(handing);
  expect(content.calls.length).toBeGreaterThan(0);
  expect(new Set(content.calls.map(({ part }) => part))).toEqual(new Set(['agent']));
  expect(content.tickets, 'an agent’s answers are about others').toEqual([]);
});

it('adds calls that only the export knows, and messages that never became tickets', async () => {
  const world = smallWorld();
  const handing = await handingOver(world);
  const texts = await textsOf(handing);
  const row: ExportedCall = {
    id: 9_999_001 as CallId,
    createdAt: null,
    updatedAt: null,
    customerId: world.ada.id,
    agentId: null,
    ticketId: null,
    direction: 'inbound',
    completionStatus: null,
    durationSeconds: null,
    recordedSeconds: null,
    isVoicemail: null,
    hasTranscript: null,
    hasSummary: null,
  };
  const before = await chosen(handing, texts.tickets, handing.inventory);
  const [known] = before.calls.flatMap(({ call }) => call.callId ?? []);
  if (known === undefined) throw new Error('a call of the person is known');
  const content = await chosen(handing, texts.tickets, {
    suspended: [
      { id: 5, authorId: null, authorEmail: 'ada@example.com', subject: 'Hi', createdAt: null },
    ],
    exported: {
      since: 0,
      until: 1,
      rowsRead: 3,
      calls: [row, { ...row, id: known }],
      answered: new Set(),
    },
  });
  expect(content.exportedCalls).toMatchObject([{ part: 'caller', call: { id: 9_999_001 } }]);
  expect(content.suspended).toHaveLength(1);
});
