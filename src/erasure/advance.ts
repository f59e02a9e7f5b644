import { decide, isDoubtful } from './decide.ts';
import { learn, toWrite } from './learn.ts';
import { firstOpen } from './progress.ts';
import type { Command, Event, Run } from './run.ts';

/** The next state and the one thing to do in it. Pure: all it knows of the world came in as events. */
export function advance(
  run: Run,
  event: Event | null,
  now: number,
): { readonly run: Run; readonly command: Command } {
  const told = event === null ? run : learn(run, event);
  const decision = decide(told, now);
  if (decision.kind !== 'note') return { run: told, command: decision };
  return advance(toWrite(told, ...decision.bodies), null, now);
}

/** The run's one state: its verbs exist only where they are legal. */
export function stateOf(
  run: Run,
  command: Command,
): 'acting' | 'doubtful' | 'waiting' | 'stopped' | 'finished' {
  if (run.progress.ended) return 'finished';
  if (command.kind === 'rest') return 'stopped';
  if (command.kind === 'wait' || command.kind === 'askNotOnCall') return 'waiting';
  const item = firstOpen(run.progress);
  return item && isDoubtful(run, item) ? 'doubtful' : 'acting';
}
