import type { Answer, World } from './world.ts';

/** 401. */
export function notSignedIn(): Answer {
  return { status: 401, body: { error: "Couldn't authenticate you" } };
}

/** 403 in one of the shapes that have been seen. */
export function forbidden(world: World, message = 'You do not have access to this page.'): Answer {
  const body = world.shapes.pick([
    { error: { title: 'Forbidden', message } },
    { error: 'Forbidden', description: message },
    { errors: [{ code: 'Forbidden', title: 'Forbidden', detail: message }] },
    null,
  ]);
  return body === null ? { status: 403, body: message, type: 'text' } : { status: 403, body };
}

/** 404: no such record, or deleted. */
export function noSuchRecord(): Answer {
  return { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } };
}

/** 404: the account has no such endpoint; says nothing about a record. */
export function noSuchEndpoint(world: World): Answer {
  const body = world.shapes.pick([
    { error: 'InvalidEndpoint', description: 'Not found' },
    { error: { title: 'InvalidEndpoint', message: 'Not found' } },
    null,
  ]);
  return body === null ? { status: 404, body: 'Not Found', type: 'text' } : { status: 404, body };
}

/** 400. */
export function badRequest(world: World, code: string, detail: string): Answer {
  return {
    status: 400,
    body: world.shapes.pick([
      { errors: [{ code, title: detail, detail }] },
      { error: code, description: detail },
      { error: { title: code, message: detail } },
    ]),
  };
}

/** 422 with the validation's details under the field they belong to. */
export function invalid(field: string, description: string): Answer {
  return {
    status: 422,
    body: {
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { [field]: [{ description }] },
    },
  };
}

/** 429, its body in one of the forms that have been seen. */
export function tooMany(world: World, waitSeconds: number | null): Answer {
  const headers: Record<string, string> =
    waitSeconds === null ? {} : { 'retry-after': String(waitSeconds) };
  return world.shapes.chance(0.5)
    ? {
        status: 429,
        type: 'text',
        body: 'Number of allowed API requests per minute exceeded',
        headers,
      }
    : {
        status: 429,
        body: {
          error: 'APIRateLimitExceeded',
          description: 'Number of allowed API requests per minute exceeded',
        },
        headers,
      };
}

/** A 5xx as a server or a proxy before it writes it. */
export function trouble(world: World, status: number): Answer {
  return world.shapes.pick<Answer>([
    { status, body: { error: 'InternalError', description: 'Sorry, we could not do that' } },
    { status, type: 'html', body: `<html><body><h1>${status}</h1></body></html>` },
    { status, type: 'text', body: '' },
  ]);
}

/** A refusal for no reason that the account shows. */
export function refused(world: World, status: 400 | 401 | 403 | 404 | 409 | 422): Answer {
  switch (status) {
    case 400:
      return badRequest(world, 'BadRequest', 'The request could not be understood');
    case 401:
      return notSignedIn();
    case 403:
      return forbidden(world);
    case 404:
      return noSuchEndpoint(world);
    case 409:
      return {
        status,
        body: { error: 'Conflict', description: 'The record was changed meanwhile' },
      };
    case 422:
      return invalid('base', 'This cannot be done now');
  }
}
