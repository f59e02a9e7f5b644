import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePack, type Pack } from '../../src/handover/pack.ts';
import { schemas } from '../../src/handover/packSchema.ts';
import type { Schema } from '../../src/handover/schema.ts';
import type { Cell } from '../../src/handover/csv.ts';
import {
  chosen,
  handingOver,
  hostileText,
  orderOf,
  packed,
  prepared,
  smallWorld,
  type Handing,
  type Prepared,
} from './handing.ts';

let handing: Handing;
let made: Prepared;
let pack: Pack;
let files: Readonly<Record<string, string>>;

const opened = async (one: Pack): Promise<Readonly<Record<string, string>>> => {
  const zipped = unzipSync(new Uint8Array(await one.blob.arrayBuffer()));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  return Object.fromEntries(
    Object.entries(zipped).map(([path, bytes]) => [path, decoder.decode(bytes)]),
  );
};

beforeAll(async () => {
  handing = await handingOver(smallWorld());
  made = await prepared(handing);
  pack = await packed(handing, orderOf(handing, made));
  files = await opened(pack);
});

const json = (path: string): unknown => JSON.parse(files[path] ?? '');
const rowsOf = (path: string): readonly Readonly<Record<string, string>>[] =>
  Papa.parse<Record<string, string>>((files[path] ?? '').replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;

describe('the pack', () => {
  it('holds each file once, and nothing else', () => {
    expect(Object.keys(files)).toEqual([
      'about.json',
      'schema/person.json',
      'schema/calls.json',
      'schema/tickets.json',
      'schema/about.json',
      'schema/person.csv.json',
      'schema/calls.csv.json',
      'schema/tickets.csv.json',
      'schema/comments.csv.json',
      'person.json',
      'index.html',
      'person.csv',
      'calls.json',
      'calls.csv',
      'tickets.json',
      'tickets.csv',
      'comments.csv',
    ]);
    expect(files['index.html']).toBe('<!doctype html><title>Ada Example</title>');
  });

  it('has a name without personal data', () => {
    expect(pack.name).toMatch(/^talk-privacy-pack-\d+-\d{4}-\d\d-\d\d\.zip$/);
    expect(pack.name).toContain(String(handing.inventory.profileIds[0]));
    expect(pack.blob.type).toBe('application/zip');
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const again = await packed(handing, orderOf(handing, made, { madeAt: Date.UTC(2026, 0, 2) }));
    const once = await packed(handing, orderOf(handing, made, { madeAt: Date.UTC(2026, 0, 2) }));
    expect(new Uint8Array(await again.blob.arrayBuffer())).toEqual(
      new Uint8Array(await once.blob.arrayBuffer()),
    );
    expect(again.name).toContain('2026-01-02');
    // Time and date of the first file, as ZIP writes them: midnight of 1 January 1980.
    expect([...new Uint8Array(await again.blob.arrayBuffer()).slice(10, 14)]).toEqual([
      0, 0, 33, 0,
    ]);
  });

  it('keeps every text to the sign where nothing is blacked out', async () => {
    const whole = await opened(
      await packed(handing, orderOf(handing, made, { blackOut: new Set() })),
    );
    const tickets = JSON.parse(whole['tickets.json'] ?? '') as readonly {
      readonly id: number;
      readonly subject: string | null;
      readonly comments: readonly { readonly texts: readonly { readonly text: string }[] }[];
    }[];
    expect(tickets.map(({ id }) => id)).toEqual(
      made.content.tickets.map(({ ticket }) => ticket.id),
    );
    expect(
      tickets.map(({ comments }) => comments.map(({ texts }) => texts.map((one) => one.text))),
    ).toEqual(
      made.content.tickets.map(({ comments }) =>
        comments.map(({ texts }) => texts.map((one) => one.text)),
      ),
    );
    expect(tickets.map(({ subject }) => subject)).toContain(hostileText);
  });

  it('blacks out what the admin decided, everywhere', () => {
    const all = Object.values(files).join('\n');
    expect(made.review.found.map(({ value }) => value)).toContain('bea@other.example');
    for (const { value } of made.review.found) expect(all).not.toContain(value);
    expect(all).toContain('Ada Example');
    expect(all).toContain('+15550100123');
    const { counts } = pack;
    expect(counts.blackedOut).toBeGreaterThan(3);
    expect(json('about.json')).toMatchObject({ counts });
  });

  it('says what was left out and why, and how audio is added by hand', () => {
    const about = json('about.json') as {
      readonly leftOut: readonly { readonly reason: string; readonly why: string }[];
      readonly audio: { readonly steps: readonly string[] };
    };
    expect(about.leftOut.map(({ reason }) => reason)).toEqual(
      made.content.leftOut.map(({ reason }) => reason),
    );
    expect(about.leftOut.every(({ why }) => why.endsWith('.'))).toBe(true);
    expect(about.audio.steps.length).toBeGreaterThan(3);
    const calls = json('calls.json') as readonly {
      readonly ticketLink: string;
      readonly audioFile: string;
    }[];
    for (const { ticketLink, audioFile } of calls) {
      expect(ticketLink).toMatch(/^https:\/\/example\.zendesk\.com\/agent\/tickets\/\d+$/);
      expect(audioFile).toMatch(/^audio\/\d+-\d+$/);
    }
  });

  it('gives an agent their calls without the caller’s number', async () => {
    const world = smallWorld();
    const agents = await handingOver({ ...world, ada: world.omar });
    const order = orderOf(agents, await prepared(agents), { blackOut: new Set() });
    const calls = (await opened(await packed(agents, order)))['calls.json'] ?? '';
    expect(calls).toContain('"part":"agent"');
    expect(calls).toContain('+15550100999');
    expect(calls).not.toMatch(/\+15550100(123|777)/);
  });
});

describe('a table', () => {
  it('begins with the mark of UTF-8 and ends its lines as spreadsheets do', () => {
    for (const name of ['person.csv', 'calls.csv', 'tickets.csv', 'comments.csv']) {
      expect(files[name]?.startsWith('\ufeff')).toBe(true);
      expect(files[name]?.endsWith('\r\n')).toBe(true);
    }
  });

  it('holds no cell that a spreadsheet would run', () => {
    const cells = ['person.csv', 'calls.csv', 'tickets.csv', 'comments.csv'].flatMap((name) =>
      rowsOf(name).flatMap((row) => Object.values(row)),
    );
    expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
    expect(cells).toContain(`'${hostileText}`);
    expect(cells).toContain("'+15550100123");
  });

  it('has the rows of its JSON', () => {
    const calls = json('calls.json') as readonly Readonly<Record<string, Cell>>[];
    expect(rowsOf('calls.csv')).toEqual(
      calls.map((call) =>
        Object.fromEntries(
          Object.entries(call).map(([name, value]) => [
            name,
            value === null ? '' : String(value).replace(/^\+/, "'+"),
          ]),
        ),
      ),
    );
    const comments = rowsOf('comments.csv');
    expect(comments.filter(({ commentId }) => commentId === '').length).toBeGreaterThan(0);
    expect(new Set(comments.map(({ ticketId }) => ticketId)).size).toBe(3);
    expect(rowsOf('tickets.csv')).toHaveLength(3);
    expect(rowsOf('person.csv')).toContainEqual(
      expect.objectContaining({ field: 'identity.email', value: 'ada@example.com' }),
    );
  });
});

describe('a schema', () => {
  it.each(['person.json', 'calls.json', 'tickets.json', 'about.json'])(
    'in the pack fits %s, field by field',
    (name) => {
      const schema = json(`schema/${name}`) as Schema & { readonly $schema: string };
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(misfits(json(name), schema)).toEqual([]);
    },
  );

  it.each(['person.csv', 'calls.csv', 'tickets.csv', 'comments.csv'])(
    'names the columns of %s in their order',
    (name) => {
      const schema = json(`schema/${name}.json`) as Schema;
      expect(Object.keys(rowsOf(name)[0] ?? {})).toEqual(
        Object.keys(schema.items?.properties ?? {}),
      );
    },
  );

  it('says of every field what it is, in a sentence', () => {
    const silent = Object.entries(schemas).flatMap(([name, schema]) => unsaid(schema, name));
    expect(silent).toEqual([]);
  });

  it('notices what does not fit', () => {
    const call = { properties: { id: { type: 'integer' } }, required: ['id'], type: 'object' };
    expect(misfits({ id: 1 }, call)).toEqual([]);
    expect(misfits({ id: '1' }, call)).toEqual(['/id']);
    expect(misfits({}, call)).toEqual(['/id is missing']);
    expect(misfits({ id: 1, more: 1 }, { ...call, additionalProperties: false })).toEqual([
      '/more is not told',
    ]);
  });
});

describe('a long pack', () => {
  it('tells how far it is and can be aborted', async () => {
    const { clock } = handing.desk;
    const [call] = made.content.calls;
    const many = { ...made.content, calls: Array.from({ length: 2_000 }, () => call!) };
    const order = orderOf(handing, { ...made, content: many });
    const seen: number[] = [];
    const whole = await clock.run(
      makePack(order, { clock, onProgress: (done) => seen.push(done) }),
    );
    expect(whole?.counts.calls).toBe(2_000);
    expect(seen.at(-1)).toBe(1);
    expect([...seen].sort((one, other) => one - other)).toEqual(seen);
    expect(seen.length).toBeGreaterThan(20);

    const stopping = new AbortController();
    const stopped = await clock.run(
      makePack(order, {
        clock,
        signal: stopping.signal,
        onProgress: (done) => done > 0.5 && stopping.abort(),
      }),
    );
    expect(stopped).toBeNull();
  });

  it('is whole without anything in it', async () => {
    const nothing = await chosen(handing, [], { suspended: [], exported: null });
    const empty = await opened(
      await packed(handing, orderOf(handing, { ...made, content: nothing })),
    );
    expect(JSON.parse(empty['calls.json'] ?? '')).toEqual([]);
    expect(JSON.parse(empty['tickets.json'] ?? '')).toEqual([]);
    expect(empty['comments.csv']).toMatch(/^\ufeffticketId,[\w,]+\r\n$/);
  });
});

/** The places that do not fit: as much of JSON Schema as the pack uses. */
function misfits(value: unknown, schema: Schema, path = ''): readonly string[] {
  const here = path === '' ? '/' : path;
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (schema.const !== undefined && value !== schema.const) return [here];
  if (schema.enum && !schema.enum.includes(value as string | null)) return [here];
  if (types !== null && !types.includes(typeOf(value)))
    if (!(typeOf(value) === 'integer' && types.includes('number'))) return [here];
  if (schema.format === 'date-time' && typeof value === 'string' && !isInstant(value))
    return [here];
  if (Array.isArray(value))
    return value.flatMap((item, index) => misfits(item, schema.items ?? {}, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map(Object.entries(value));
  return [
    ...(schema.required ?? [])
      .filter((name) => !fields.has(name))
      .map((name) => `${path}/${name} is missing`),
    ...[...fields].flatMap(([name, field]) => {
      const told = schema.properties?.[name];
      if (told !== undefined) return misfits(field, told, `${path}/${name}`);
      return schema.additionalProperties === false ? [`${path}/${name} is not told`] : [];
    }),
  ];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** Fields without a sentence. */
function unsaid(schema: Schema, path: string): readonly string[] {
  const isSaid = (schema.description ?? '').endsWith('.');
  return [
    ...(isSaid ? [] : [path]),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      unsaid(field, `${path}/${name}`),
    ),
    ...(schema.items === undefined ? [] : unsaid(schema.items, `${path}[]`)),
  ];
}
