import { beforeAll, expect, it } from 'vitest';
import { accessReportOf, type LineReading } from '../../src/handover/accessReport.ts';
import { coverageOf } from '../../src/inventory/coverage.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import * as build from '../zendesk/builders.ts';
import { handingOver, smallWorld, type Handing } from './handing.ts';

const unsaid = { company: null, purpose: null, contact: null, retention: null, recipients: null };

let handing: Handing;
let account: Awaited<ReturnType<Handing['handover']['readAccount']>>;
beforeAll(async () => {
  const world = smallWorld();
  build.partnerCall(world.account, world.first);
  handing = await handingOver(world);
  const { desk, handover, inventory } = handing;
  account = await desk.clock.run(handover.readAccount(inventory.calls));
});

function reportOf(
  wish: {
    inventory?: Inventory;
    lines?: readonly LineReading[];
    recordingsPublic?: boolean | null;
    sentences?: Partial<typeof unsaid> | Record<string, string>;
  } = {},
) {
  const inventory = wish.inventory ?? handing.inventory;
  const report = accessReportOf({
    inventory,
    coverage: coverageOf(inventory),
    evidence: new Map(),
    sentences: { ...unsaid, ...wish.sentences },
    settings:
      wish.recordingsPublic === undefined ? null : { recordingsPublic: wish.recordingsPublic },
    lines: wish.lines ?? account.lines,
    subdomain: 'example',
    now: handing.desk.clock.now(),
  });
  if (report === null) throw new Error('the person is known');
  return report;
}

it('says who the person is, what is held, and since when', () => {
  const report = reportOf();
  expect(report).toMatchObject({
    names: ['Ada Example'],
    addresses: ['ada@example.com'],
    numbers: ['+15550100123'],
    forwardingNumbers: [],
    isAgent: false,
    profiles: 1,
  });
  expect(report.held).toMatchObject({
    tickets: { value: 3, isAtLeast: false },
    calls: { value: 3 },
    voicemails: { value: 1 },
    transcripts: { value: 1 },
    answered: null,
    callsWithoutTicket: null,
    suspended: 0,
  });
  expect(Date.parse(report.since ?? '')).toBeLessThanOrEqual(Date.parse(report.firstCallAt ?? ''));
  expect(Date.parse(report.firstCallAt ?? '')).toBeLessThanOrEqual(
    Date.parse(report.lastCallAt ?? ''),
  );
  expect(report.held.traces).toContainEqual(
    expect.objectContaining({ kind: 'voicemailTranscript', place: 'transcript', tickets: 1 }),
  );
});

it('lists the person’s own calls, newest first, with the way to the audio', () => {
  const { calls } = reportOf();
  expect(calls).toHaveLength(3);
  const times = calls.map(({ call }) => Date.parse(call.startedAt ?? ''));
  expect([...times].sort((one, other) => other - one)).toEqual(times);
  for (const { call, link } of calls)
    expect(link).toBe(`https://example.zendesk.com/agent/tickets/${call.ticketId}`);
});

it('says how long each line keeps recordings, and that a missing period is not known', () => {
  const [line] = reportOf().lines;
  expect(line).toMatchObject({
    name: 'Support line',
    number: '+15550100999',
    calls: 2,
    isRecorded: true,
    callRecordings: { state: 'value', deletedAfter: '3.months' },
    voicemails: { state: 'value', deletedAfter: 'never' },
  });
  const [reading] = account.lines;
  if (reading?.state !== 'read') throw new Error('the line was read');
  const silent: LineReading = {
    state: 'read',
    line: { ...reading.line, callsDeletedAfter: null, voicemailsDeletedAfter: null },
  };
  expect(reportOf({ lines: [silent] }).lines[0]).toMatchObject({
    callRecordings: { state: 'notKnown' },
    voicemails: { state: 'notKnown' },
  });
  expect(reportOf({ lines: [] }).lines[0]).toMatchObject({
    isRecorded: null,
    callRecordings: { state: 'notKnown' },
  });
});

it('says when the period of a line was refused', async () => {
  const { desk, handover, inventory } = handing;
  desk.zendesk.switches.lineSettings = '403';
  const { lines } = await desk.clock.run(handover.readAccount(inventory.calls));
  desk.zendesk.switches.lineSettings = 'all';
  expect(reportOf({ lines }).lines[0]).toMatchObject({
    name: 'Support line',
    callRecordings: { state: 'refused' },
    voicemails: { state: 'refused' },
  });
});

it('says who receives the data, the partner of a call and the company’s own list among them', () => {
  expect(reportOf().recipients.map(({ kind }) => kind)).toEqual(['zendesk', 'twilio', 'partner']);
  const { recipients } = reportOf({ sentences: { recipients: 'Example Survey Ltd' } });
  expect(recipients.at(-1)).toEqual({ kind: 'company', text: 'Example Survey Ltd' });
});

it('tells the admin what the company has not said yet', () => {
  expect(reportOf({ sentences: { purpose: 'To help', contact: ' ' } }).missing).toEqual([
    'company',
    'contact',
    'retention',
    'recipients',
  ]);
});

it('does not know who may hear recordings where the settings were not read', () => {
  expect(reportOf().seenBy).toEqual({ requesters: null, othersOnTickets: 1 });
  expect(reportOf({ recordingsPublic: true }).seenBy.requesters).toBe(true);
  expect(reportOf({ recordingsPublic: null }).seenBy.requesters).toBeNull();
});

it('says of an agent their forwarding number and what they answered', async () => {
  const world = smallWorld();
  const agent = build.agent(world.account, {
    name: 'Ines Agent',
    identities: [{ type: 'agent_forwarding', value: '+15550100444' }],
  });
  build.voiceComment(world.account, world.first, { answeredBy: agent });
  const { inventory } = await handingOver({ ...world, ada: agent });
  const report = reportOf({ inventory });
  expect(report).toMatchObject({ isAgent: true, forwardingNumbers: ['+15550100444'] });
  expect(report.held.answered?.isAtLeast).toBe(true);
});

it('is nothing before the person is known', () => {
  expect(
    accessReportOf({
      inventory: { ...handing.inventory, person: null },
      coverage: coverageOf(handing.inventory),
      evidence: new Map(),
      sentences: unsaid,
      settings: null,
      lines: [],
      subdomain: 'example',
      now: 0,
    }),
  ).toBeNull();
});
