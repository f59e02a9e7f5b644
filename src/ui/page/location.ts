import type { CaseId, UserId } from '../../domain/ids.ts';

/** Where in the page one is. Ids only, so that a link can carry it. */
export type Location =
  | { readonly view: 'find' }
  | { readonly view: 'person'; readonly userIds: readonly UserId[] }
  | { readonly view: 'erase'; readonly userIds: readonly UserId[] }
  | { readonly view: 'run'; readonly caseId: CaseId };

/** The way here, oldest first; never empty, the last one is on the screen. */
export type Trail = readonly [Location, ...Location[]];

export type Move =
  | { readonly kind: 'go'; readonly to: Location }
  /** Takes the place of the current location, as when a draft becomes a run. */
  | { readonly kind: 'replace'; readonly to: Location }
  | { readonly kind: 'back' };

export const current = (trail: Trail): Location => trail[trail.length - 1] ?? trail[0];

export function moved(trail: Trail, move: Move): Trail {
  const [first, ...rest] = trail;
  switch (move.kind) {
    case 'go':
      return keyOf(current(trail)) === keyOf(move.to) ? trail : [first, ...rest, move.to];
    case 'replace':
      return rest.length === 0 ? [move.to] : [first, ...rest.slice(0, -1), move.to];
    case 'back':
      return rest.length === 0 ? trail : [first, ...rest.slice(0, -1)];
  }
}

/** The same key for the same place: what a screen remounts on. */
export function keyOf(location: Location): string {
  switch (location.view) {
    case 'find':
      return 'find';
    case 'person':
    case 'erase':
      return `${location.view}:${[...location.userIds].sort((a, b) => a - b).join(',')}`;
    case 'run':
      return `run:${location.caseId}`;
  }
}
