import { expect, it } from 'vitest';
import { defects } from './defects.ts';
import { simulate } from './simulate.ts';

it('the same seed gives the same history, byte for byte', async () => {
  const [first, second] = [await simulate(17), await simulate(17)];
  expect(second.history()).toBe(first.history());
});

it.each([
  [6, 'a ticket was deleted on a read that a slow line had delivered too late'],
  [202, 'a pause was lost while the case was being taken up'],
  [203, 'a second window held the case and nobody paused it'],
])('seed %i, which once failed, holds (%s)', async (seed) => {
  const { violations, ending } = await simulate(seed);
  expect(violations).toEqual([]);
  expect(ending).toEqual({ kind: 'erased' });
});

it.each([
  ['no owner check', 2],
  ['tickets are not read again before they are deleted', 2],
  ['the plan keeps the person’s name', 1],
  ['a recording that the plan does not name is deleted too', 1],
])('the invariants catch a planted defect: %s', async (name, seed) => {
  const defect = defects.find((one) => one.name.startsWith(name));
  if (!defect) throw new Error(`no defect ${name}`);
  expect((await simulate(seed, defect)).violations).not.toEqual([]);
});
