import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { openMarker, type Marker } from '../../src/handover/marks.ts';
import { allBlackedOut, blackedOut, reviewOf } from '../../src/handover/review.ts';
import { handingOver, prepared, smallWorld, type Handing, type Prepared } from './handing.ts';

let handing: Handing;
let made: Prepared;
let marker: Marker;
beforeAll(async () => {
  handing = await handingOver(smallWorld());
  made = await prepared(handing, { withInternalNotes: true });
  ({ marker } = made);
});

/** The text with everything of others blacked out. */
const dark = (text: string): string =>
  blackedOut(text, marker, new Set(marker.marks(text).map(({ key }) => key)));

describe('other people’s data', () => {
  it.each([
    ['Bea Other called', '█████ called'],
    ['BEA  <b>OTHER</b>', '█████</b>'],
    ['ask omar haddad.', 'ask █████.'],
    ['write to Bea@Other.example or x@y.example!', 'write to █████ or █████!'],
    ['call (555) 010-0777', 'call █████'],
    ['call +49 30 123456, or 030 123 456', 'call █████, or █████'],
    ['call 0049 30 123456', 'call █████'],
    ['tel:+33-1-23-45-67-89;', 'tel:█████;'],
    ['５５５ ０１０ ０７７７ rang', '█████ rang'],
    ['12.34.56.78 rang', '█████ rang'],
    ['555 010 0123, not 555 010 0777', '555 010 0123, not █████'],
  ])('in %j is blacked out', (text, expected) => expect(dark(text)).toBe(expected));
});

describe('what is nobody else’s', () => {
  it.each([
    'Ada Example, ada@example.com, +1 (555) 010-0123',
    'our line +1 555 010 0999, or (555) 010-0999',
    'on 2026-02-03 at 09:10:02, 03.02.2026 and 3/2/26',
    'from 203.0.113.9',
    'ticket #12345678, 42 of 1234',
    'id 12345678901234567890',
    'a @ b, @home, user@localhost',
    'Omar and Bea',
  ])('stays in %j', (text) => expect(dark(text)).toBe(text));

  it('stays where it touches somebody else’s', () => {
    expect(dark('5550100123 5550100777')).toBe('5550100123█████');
    expect(dark('Ada Example Bea Other')).toBe('Ada Example █████');
  });

  it('stays whatever is written around it', () => {
    const own = fc.constantFrom('Ada Example', 'ada@example.com', '+1 555 010 0123');
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom('Bea Other', ' +49 30 123456', ' bea@other.example', 'Ada', '@', '1 ', '0'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, own, pieces, (before, what, after) => {
        const text = `${before.join('')} , ${what} , ${after.join('')}`;
        expect(dark(text)).toContain(what);
      }),
    );
  });
});

describe('the bar', () => {
  it('tells nothing of the length', () => {
    expect(dark('a@b.example')).toBe(dark('somebody.with.a.long.name@company.example'));
  });

  it('leaves everything else as it was, sign by sign', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const marks = marker.marks(`${before} Bea Other ${after}`);
        const whole = `${before} Bea Other ${after}`;
        const kept = marks.reduce((rest, { start, end }) => rest - (end - start), whole.length);
        expect(dark(whole).replaceAll('█████', '')).toHaveLength(
          kept - (whole.match(/█████/g) ?? []).length * 5,
        );
        expect(marks.map(({ start, end }) => whole.slice(start, end))).toContain('Bea Other');
      }),
    );
  });
});

describe('a review', () => {
  it('groups what it finds by value, with whose it is and where', () => {
    const found = made.review.found.map(({ kind, value, owner, times }) => ({
      kind,
      value,
      owner: owner?.name ?? null,
      times,
    }));
    expect(found).toContainEqual({
      kind: 'number',
      value: '555 010 0777',
      owner: 'Bea Other',
      times: 1,
    });
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'address', value: 'bea@other.example', owner: 'Bea Other' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'number', value: '+1 555 010 0888', owner: null }),
    );
    const omar = made.review.found.find(({ owner }) => owner?.name === 'Omar Haddad');
    expect(omar?.places.every(({ ticketId }) => ticketId !== null)).toBe(true);
    expect(omar?.times).toBe(omar?.places.reduce((sum, { times }) => sum + times, 0));
    expect(found.map(({ value }) => value)).not.toContain('Ada Example');
  });

  it('leaves in what the admin leaves in', () => {
    const keys = new Set(allBlackedOut(made.review));
    const text = 'Bea Other, bea@other.example';
    keys.delete('name bea other');
    expect(blackedOut(text, marker, keys)).toBe('Bea Other, █████');
    expect(blackedOut(text, marker, new Set())).toBe(text);
  });

  it('ends without a word when it is aborted', async () => {
    const { clock } = handing.desk;
    const many = { ...made.content, tickets: Array(300).fill(made.content.tickets[0]) as never };
    const stopping = new AbortController();
    const review = reviewOf(many, marker, { clock, signal: stopping.signal });
    stopping.abort();
    expect(await clock.run(review)).toBeNull();
  });
});

it('knows two spellings of one known number as one value', () => {
  const keys = ['+15550100777', '(555) 010-0777', '001 555 010 0777'].map(
    (text) => marker.marks(text)[0]?.key,
  );
  expect(new Set(keys).size).toBe(1);
});

it('comes to the end of hostile texts and of many names', () => {
  const others = Array.from({ length: 200 }, (_, index) => ({
    userId: (1000 + index) as UserId,
    name: `Person Number${String.fromCharCode(97 + (index % 26))}${index}x`,
    role: 'end-user',
    addresses: [],
    numbers: [],
  }));
  const many = openMarker({
    identifiers: {
      person: handing.person,
      names: [],
      addresses: [],
      numbers: [],
      number: () => [],
    },
    others,
    lines: [],
  });
  const hostile = [
    'person '.repeat(5_000),
    'a@'.repeat(50_000),
    'a@b.c '.repeat(16_000),
    `${'a'.repeat(100_000)}@`,
    '1-'.repeat(50_000),
    '1.1.1.'.repeat(16_000),
    '+1 '.repeat(30_000),
    'é@é.é '.repeat(16_000),
  ];
  for (const text of hostile) expect(many.marks(text).length).toBeLessThan(text.length);
});
