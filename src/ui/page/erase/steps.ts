import type { Act } from '../../../domain/receipt.ts';
import type { Blocker, Draft } from '../../../erasure/draft.ts';
import { firstOpen } from '../../../erasure/progress.ts';
import type { RunView } from '../../../erasure/runner.ts';

/** The whole way of an erasure, in the only order there is. */
export const steps = [
  'check',
  'decide',
  'approve',
  'recordings',
  'content',
  'tickets',
  'sweeps',
  'person',
  'proof',
] as const;
export type Step = (typeof steps)[number];

/** The steps before anything is destroyed, where one may go back and forth. */
export type DraftStep = 'check' | 'decide' | 'approve';

export type StepState = 'done' | 'current' | 'open' | 'locked';

export type Way = Readonly<Record<Step, StepState>>;

/** What keeps Check from being done; the rest is settled in Decide. */
function checkBlockers(blockers: readonly Blocker[]): readonly Blocker[] {
  return blockers.filter(({ kind }) => kind !== 'unclosedTicket');
}

/** The way while the plan is still a draft. `isReady`: what the draft itself does not know is in order. */
export function wayOfDraft(at: DraftStep, draft: Draft | null, isReady: boolean): Way {
  const isChecked = draft !== null && isReady && checkBlockers(draft.blockers).length === 0;
  // From Check the way leads through Decide, also where there is nothing left to decide.
  const isDecided = at !== 'check' && isChecked && draft.blockers.length === 0;
  const state = (step: DraftStep, isOpen: boolean, isDone: boolean): StepState => {
    if (step === at) return 'current';
    if (!isOpen) return 'locked';
    return isDone && steps.indexOf(step) < steps.indexOf(at) ? 'done' : 'open';
  };
  return {
    check: state('check', true, isChecked),
    decide: state('decide', isChecked, isDecided),
    approve: state('approve', isDecided, false),
    recordings: 'locked',
    content: 'locked',
    tickets: 'locked',
    sweeps: 'locked',
    person: 'locked',
    proof: 'locked',
  };
}

/** The way of an approved plan. */
export function wayOfRun(view: RunView): Way {
  const at = stepOfRun(view);
  const state = (step: Step): StepState => {
    if (step === at) return 'current';
    return steps.indexOf(step) < steps.indexOf(at) ? 'done' : 'locked';
  };
  return {
    check: 'done',
    decide: 'done',
    approve: 'done',
    recordings: state('recordings'),
    content: state('content'),
    tickets: state('tickets'),
    sweeps: state('sweeps'),
    person: state('person'),
    proof: state('proof'),
  };
}

export function stepOfRun({ progress, command }: RunView): Step {
  const item = firstOpen(progress);
  if (progress.ended || item === null) return 'proof';
  const step = stepOfAct[item.planned.act.kind];
  if (step !== 'person' || item.planned.act.kind === 'userForGood') return step;
  const isAsking = command?.kind === 'askNotOnCall' || command?.kind === 'readHints';
  return isAsking || item.phase.kind !== 'open' || command?.kind === 'act' ? 'person' : 'sweeps';
}

const stepOfAct: Readonly<Record<Act['kind'], Step>> = {
  recording: 'recordings',
  close: 'content',
  ticket: 'tickets',
  ticketForGood: 'tickets',
  user: 'person',
  userForGood: 'person',
};
