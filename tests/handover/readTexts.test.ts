import { expect, it } from 'vitest';
import * as build from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import { handingOver, smallWorld, textsOf } from './handing.ts';

const commentsOf = (id: number) => `/api/v2/tickets/${id}/comments`;

it('reads each ticket’s own texts and comments once, and who is named on it', async () => {
  const world = smallWorld();
  const handing = await handingOver(world);
  const texts = await textsOf(handing);
  expect(texts.phase).toBe('ended');
  expect(texts.tickets.map(({ state }) => state)).toEqual(['read', 'read', 'read']);
  expect(texts.progress).toMatchObject({ ticketsRead: 3, ticketsOf: 3, msLeft: null });
  expect(texts.people.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Ada Example', 'Bea Other', 'Omar Haddad']),
  );
  expect(texts.lines).toMatchObject([{ number: '+15550100999' }]);
  const asked = handing.desk.requests();
  expect(asked).toHaveLength(texts.progress.requestsSent);
  expect(asked.filter((line) => line.includes('/comments'))).toHaveLength(3);
  expect(asked).toHaveLength(3 + 1 + 1 + 1);
});

it('keeps a ticket that fails as not read, and reads only that one again', async () => {
  const world = smallWorld();
  const handing = await handingOver(world, {
    faults: scripted({
      pathHas: commentsOf(world.beas.id),
      // The scan read it first.
      nth: 2,
      fault: { kind: 'refused', status: 403 },
    }),
  });
  const texts = await textsOf(handing);
  expect(texts.phase).toBe('ended');
  const failed = texts.tickets.find(({ ticket }) => ticket.id === world.beas.id);
  expect(failed).toMatchObject({ state: 'failed', failure: { kind: 'forbidden' } });
  expect(texts.progress).toMatchObject({ ticketsRead: 2, ticketsOf: 3 });
  handing.desk.requests();

  const again = await textsOf(handing);
  expect(again.progress.ticketsRead).toBe(3);
  const asked = handing.desk.requests();
  expect(asked.filter((line) => line.includes('/comments'))).toHaveLength(1);
});

it('keeps what was read when it is cancelled, and tells what was not', async () => {
  const world = smallWorld();
  for (let count = 0; count < 10; count += 1)
    build.comment(world.account, build.ticket(world.account, { requester: world.ada }));
  const { desk, reading } = await handingOver(world);
  let left: number | null = null;
  const unsubscribe = reading.subscribe(() => {
    const { progress } = reading.snapshot();
    left ??= progress.msLeft;
    if (progress.ticketsRead === 2) reading.cancel();
  });
  reading.start();
  await desk.clock.runUntilIdle();
  unsubscribe();
  const { phase, tickets, progress } = reading.snapshot();
  expect(phase).toBe('stopped');
  expect(left).toBeGreaterThan(0);
  expect(progress).toMatchObject({ ticketsRead: 2, ticketsOf: 13, msLeft: null });
  expect(tickets.filter(({ state }) => state === 'stopped')).toHaveLength(11);
});

it('says which names it does not know when people cannot be read', async () => {
  const handing = await handingOver(smallWorld(), {
    faults: scripted({
      pattern: '/api/v2/users/show_many',
      fault: { kind: 'refused', status: 403 },
    }),
  });
  const texts = await textsOf(handing);
  expect(texts).toMatchObject({ phase: 'ended', people: [], unknown: { kind: 'forbidden' } });
  expect(texts.progress.ticketsRead).toBe(3);
});

it('gives up where going on would help nobody', async () => {
  const world = smallWorld();
  const handing = await handingOver(world);
  handing.desk.zendesk.signIn(null);
  const texts = await textsOf(handing);
  expect(
    texts.tickets.map((one) => (one.state === 'failed' ? one.failure.kind : one.state)),
  ).toEqual(['signedOut', 'signedOut', 'signedOut']);
  expect(texts.progress.requestsSent).toBe(1);
});
