import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idFrom, type UserId } from '../../src/domain/ids.ts';
import type { PageTarget } from '../../src/zaf/host.ts';
import { handover, pageTargetFrom, pathOf } from '../../src/zaf/pageTarget.ts';
import { steppedWorld } from './steppedWorld.ts';

const userId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map((id) => id as UserId);
const target: fc.Arbitrary<PageTarget> = fc.oneof(
  fc.constant({ view: 'find' } as const),
  userId.map((id) => ({ view: 'person' as const, userId: id })),
);

describe('pageTargetFrom', () => {
  it('finds a target in every form in which one can arrive', () => {
    fc.assert(
      fc.property(
        target,
        fc.constantFrom('', '/', 'agent/apps/talk-privacy/', '/a/b/'),
        (wanted, before) => {
          const path = before + pathOf(wanted);
          for (const payload of [
            wanted,
            path,
            { path },
            { appRoute: path },
            { appRoute: 7, path },
            `${path}?x=y#z`,
          ])
            expect(pageTargetFrom(payload)).toEqual(wanted);
          expect(pageTargetFrom(JSON.parse(JSON.stringify(wanted)))).toEqual(wanted);
        },
      ),
    );
  });

  it('makes of anything whatever a target with a real id, or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.jsonValue(),
          fc.webPath(),
          fc.record({ view: fc.constantFrom('person', 'find', 'run'), userId: fc.anything() }),
        ),
        (payload) => {
          const found = pageTargetFrom(payload);
          if (found?.view === 'person') expect(idFrom(found.userId)).toBe(found.userId);
          else expect([null, 'find']).toContain(found?.view ?? null);
        },
      ),
    );
  });

  it.each([
    ['person'],
    ['person/'],
    ['person/0'],
    ['person/-3'],
    ['person/7e3'],
    ['person/9007199254740993'],
    ['person/7/delete'],
    ['people/7'],
    [''],
    [{ view: 'person' }],
    [{ view: 'person', userId: '7; drop' }],
    [{ view: 'erase', userId: 7 }],
    [{}],
    [null],
    [7],
  ])('finds nothing in %j', (payload) => {
    expect(pageTargetFrom(payload)).toBeNull();
  });
});

describe('a stored target', () => {
  const acme = { subdomain: 'acme', userId: 7 as UserId };

  it('is taken once', () => {
    const world = steppedWorld();
    fc.assert(
      fc.property(target, (wanted) => {
        handover(world, acme).leave(wanted);
        expect(handover(world, acme).take()).toEqual(wanted);
        expect(handover(world, acme).take()).toBeNull();
      }),
    );
  });

  it('is followed within two minutes and not afterwards', () => {
    const world = steppedWorld();
    handover(world, acme).leave({ view: 'find' });
    world.pass(120_000);
    expect(handover(world, acme).take()).toEqual({ view: 'find' });
    handover(world, acme).leave({ view: 'find' });
    world.pass(120_001);
    expect(handover(world, acme).take()).toBeNull();
  });

  it('is not followed when the clock was put back', () => {
    const world = steppedWorld();
    handover(world, acme).leave({ view: 'find' });
    world.pass(-1);
    expect(handover(world, acme).take()).toBeNull();
  });

  it('is not seen by another account or another person', () => {
    const world = steppedWorld();
    handover(world, acme).leave({ view: 'find' });
    expect(handover(world, { ...acme, subdomain: 'other' }).take()).toBeNull();
    expect(handover(world, { ...acme, userId: 8 as UserId }).take()).toBeNull();
    expect(handover(world, acme).take()).toEqual({ view: 'find' });
  });

  it('is nothing where storage holds something else', () => {
    const world = steppedWorld();
    fc.assert(
      fc.property(fc.string(), (text) => {
        world.store.set('talk-privacy.target.acme.7', text);
        expect(handover(world, acme).take()).toBeNull();
      }),
    );
  });
});
