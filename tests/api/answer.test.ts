import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOf, isLimited, jsonOf, retryAfterOf } from '../../src/api/answer.ts';
import type { Asked } from '../../src/domain/failure.ts';
import { answer } from './played.ts';

const asked: Asked = { method: 'GET', pattern: '/api/v2/users/{id}' };
const kindOf = (status: number, body: unknown) =>
  failureOf(asked, answer(status, body))?.kind ?? null;

describe('a reply', () => {
  test.each([
    [200, { user: {} }, null],
    [204, undefined, null],
    [200, '\uFEFF\n <!DOCTYPE html><html><body>Sign in</body></html>', 'signedOut'],
    [401, { error: "Couldn't authenticate you" }, 'signedOut'],
    [403, { error: { title: 'Forbidden', message: 'You do not have access' } }, 'forbidden'],
    [403, '<html></html>', 'forbidden'],
    [404, { error: 'RecordNotFound', description: 'Not found' }, 'notFound'],
    [404, { errors: [{ code: 'RecordNotFound', title: 'Not found', detail: '' }] }, 'notFound'],
    [404, { error: 'InvalidEndpoint', description: 'Not found' }, 'noSuchEndpoint'],
    [404, 'Not found', 'noSuchEndpoint'],
    [404, undefined, 'noSuchEndpoint'],
    [404, '<html></html>', 'noSuchEndpoint'],
    [429, 'Number of allowed API requests per minute exceeded', 'limited'],
    [429, { error: 'TooManyJobs', description: '' }, 'tooManyJobs'],
    [422, { error: 'TooManyJobs', current_job_ids: ['a'] }, 'tooManyJobs'],
    [403, { error: { title: 'TooManyJobs', message: '' } }, 'tooManyJobs'],
    [400, { errors: [{ code: 'InvalidPaginationDepth', title: 'x', detail: 'y' }] }, 'refused'],
    [409, {}, 'refused'],
    [422, { error: 'RecordInvalid', details: {} }, 'refused'],
    [302, '', 'serverTrouble'],
    [500, '<html></html>', 'serverTrouble'],
    [503, { error: 'RecordNotFound' }, 'serverTrouble'],
    [0, '', 'noAnswer'],
  ] as const)('of status %i with %j is %s', (status, body, kind) => {
    expect(kindOf(status, body)).toBe(kind);
  });

  test('that is a page by its type is signed out, whatever its first letter', () => {
    const reply = answer(200, 'Sign in', { 'content-type': 'text/html; charset=utf-8' });
    expect(failureOf(asked, reply)?.kind).toBe('signedOut');
  });

  test('that never came or was not sent says which', () => {
    expect(failureOf(asked, { kind: 'noAnswer', cause: 'deadline' })).toEqual({
      asked,
      kind: 'noAnswer',
      cause: 'deadline',
    });
    expect(failureOf(asked, { kind: 'cancelled' })).toEqual({ asked, kind: 'cancelled' });
  });

  test('that is not JSON is garbled as a whole', () => {
    for (const text of ['', 'ok', '{"user":']) {
      expect(jsonOf(asked, answer(200, text))).toEqual({
        ok: false,
        failure: { asked, kind: 'garbled', where: 'body' },
      });
    }
    expect(jsonOf(asked, answer(200, 'null'))).toEqual({ ok: true, value: null });
  });

  test('of whatever status and body becomes one failure, or none for 2xx', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.oneof(fc.string(), fc.json()),
        (status, text) => {
          const failure = failureOf(asked, answer(status, text));
          if (failure === null) expect(Math.floor(status / 100)).toBe(2);
          else expect(failure.asked).toEqual(asked);
        },
      ),
    );
  });
});

describe("Zendesk's own words", () => {
  const textOf = (body: unknown) => {
    const failure = failureOf(asked, answer(422, body));
    return failure?.kind === 'refused' ? failure.serverText : undefined;
  };

  test.each([
    [
      {
        error: 'RecordInvalid',
        description: 'Record validation errors',
        details: { base: [{ description: 'Has 2 tickets' }] },
      },
      'Has 2 tickets',
    ],
    [
      { error: 'RecordInvalid', description: 'Record validation errors' },
      'Record validation errors',
    ],
    [{ error: { title: 'Forbidden', message: 'Ask the owner' } }, 'Ask the owner'],
    [{ error: 'Something' }, 'Something'],
    [
      {
        errors: [
          { code: 'A', title: 'B', detail: 'C' },
          { code: 'D', title: 'E' },
        ],
      },
      'C E',
    ],
    [{ message: 'Too slow' }, 'Too slow'],
    [' plain words ', 'plain words'],
    ['<html>page</html>', null],
    ['', null],
    [[], null],
    [{ error: 5, details: [1] }, null],
  ])('in %j are %j', (body, text) => {
    expect(textOf(body)).toBe(text);
  });

  test('are cut where they are long', () => {
    expect(textOf({ description: 'x'.repeat(9000) })).toHaveLength(500);
  });

  test('cannot reach a prototype', () => {
    expect(
      textOf('{"__proto__":{"description":"x"},"error":{"__proto__":{"message":"y"}}}'),
    ).toBeNull();
  });
});

describe('Retry-After', () => {
  const waitOf = (headers: Readonly<Record<string, string>> | null) =>
    retryAfterOf(answer(429, '', headers));

  test.each([
    [{ 'retry-after': '46' }, 46_000],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': '-3' }, null],
    [{ 'retry-after': 'soon' }, null],
    [
      { 'retry-after': 'Mon, 23 Nov 2026 10:01:00 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' },
      60_000,
    ],
    [{ 'retry-after': 'Mon, 23 Nov 2026 10:01:00 GMT' }, null],
    [{}, null],
    [null, null],
  ])('%j is %s ms', (headers, wait) => {
    expect(waitOf(headers)).toBe(wait);
    const failure = failureOf(asked, answer(429, '', headers));
    expect(failure).toEqual({ asked, kind: 'limited', waitMs: wait });
  });

  test('too many jobs are not too many requests', () => {
    expect(isLimited(answer(429, { error: 'TooManyJobs' }))).toBe(false);
    expect(isLimited(answer(429, ''))).toBe(true);
    expect(isLimited(answer(503, ''))).toBe(false);
  });
});
