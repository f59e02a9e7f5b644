import type { Asked, Failure } from '../domain/failure.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { WireReply } from './send.ts';

type Answer = Extract<WireReply, { readonly kind: 'answer' }>;

/**
 * What is wrong with a reply, or null for a 2xx that is not an HTML page. By status first, then by
 * the error's name, which comes in four JSON shapes, as plain text or not at all (support-api 10.2).
 */
export function failureOf(asked: Asked, reply: WireReply): Failure | null {
  if (reply.kind === 'cancelled') return { asked, kind: 'cancelled' };
  if (reply.kind === 'noAnswer') return { asked, kind: 'noAnswer', cause: reply.cause };
  const { status } = reply;
  if (status >= 200 && status < 300) return isPage(reply) ? { asked, kind: 'signedOut' } : null;
  if (status === 0) return { asked, kind: 'noAnswer', cause: 'network' };
  if (status < 400 || status >= 500) return { asked, kind: 'serverTrouble', status };

  const said = errorIn(reply);
  if (said.names.includes('TooManyJobs')) return { asked, kind: 'tooManyJobs' };
  if (status === 401) return { asked, kind: 'signedOut' };
  if (status === 403) return { asked, kind: 'forbidden', serverText: said.text };
  if (status === 404) {
    return { asked, kind: said.names.includes('RecordNotFound') ? 'notFound' : 'noSuchEndpoint' };
  }
  if (status === 429) return { asked, kind: 'limited', waitMs: retryAfterOf(reply) };
  return { asked, kind: 'refused', status, serverText: said.text };
}

/** The JSON of a successful reply, still unknown. */
export function jsonOf(asked: Asked, reply: WireReply): Result<unknown> {
  const failure = failureOf(asked, reply);
  if (failure !== null) return failed(failure);
  const json = reply.kind === 'answer' ? parsed(reply.text) : undefined;
  return json === undefined ? failed({ asked, kind: 'garbled', where: 'body' }) : ok(json);
}

/** A refusal for sending too much, as opposed to one for too many background jobs. */
export function isLimited(reply: WireReply): boolean {
  return (
    reply.kind === 'answer' && reply.status === 429 && !errorIn(reply).names.includes('TooManyJobs')
  );
}

/** How long Retry-After asks to wait, in milliseconds; null where it is not visible or not readable. */
export function retryAfterOf(reply: WireReply): number | null {
  const headers = reply.kind === 'answer' ? reply.headers : null;
  const value = headers?.['retry-after']?.trim();
  if (value === undefined) return null;
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const wait = Date.parse(value) - Date.parse(headers?.['date'] ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

const longestText = 500;

/** JSON never begins with `<`; a signed-out account answers 200 with its login page. */
function isPage(answer: Answer): boolean {
  return /^\s*</.test(answer.text) || /^text\/html\b/i.test(answer.headers?.['content-type'] ?? '');
}

function errorIn(answer: Answer): {
  readonly names: readonly string[];
  readonly text: string | null;
} {
  const body = parsed(answer.text);
  if (body === undefined) {
    const plain = isPage(answer) ? '' : answer.text.trim();
    return { names: [], text: shortened(plain) };
  }
  const error = field(body, 'error');
  const list = listOf(field(body, 'errors'));
  const names = [error, field(error, 'title'), ...list.map((entry) => field(entry, 'code'))].filter(
    isText,
  );
  const details = Object.values(recordOf(field(body, 'details')))
    .flatMap(listOf)
    .map((entry) => field(entry, 'description'))
    .filter(isText);
  const text =
    details.length > 0
      ? details.join(' ')
      : [
          field(body, 'description'),
          field(error, 'message'),
          list
            .map((entry) => field(entry, 'detail') ?? field(entry, 'title'))
            .filter(isText)
            .join(' '),
          field(body, 'message'),
          field(error, 'title'),
          error,
        ].find((candidate) => isText(candidate) && candidate !== '');
  return { names, text: isText(text) ? shortened(text) : null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  const record = recordOf(value);
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function shortened(text: string): string | null {
  return text === '' ? null : text.slice(0, longestText);
}
