import type { UserId } from '../../src/domain/ids.ts';
import {
  draftErasure,
  draftRecordings,
  noDecision,
  type Decision,
  type Draft,
} from '../../src/erasure/draft.ts';
import type { RunStore, RunView } from '../../src/erasure/runner.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { openFrame, type Frame } from '../simulate/browser.ts';
import type { Account, UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { steppedClock, type SteppedClock } from '../zendesk/clock.ts';
import { noFaults, type Faults } from '../zendesk/faults.ts';
import { rngFrom } from '../zendesk/rng.ts';
import type { Switches } from '../zendesk/switches.ts';
import { openZendesk, type Zendesk } from '../zendesk/zendesk.ts';
import { emptyDisk, type Disk } from './memoryJournal.ts';

export interface People {
  readonly account: Account;
  readonly admin: UserRecord;
  readonly agent: UserRecord;
  readonly ada: UserRecord;
  readonly stranger: UserRecord;
}

/** An admin at work on Ada's erasure, in one browser whose windows can die. */
export interface Office extends People {
  readonly zendesk: Zendesk;
  readonly clock: SteppedClock;
  readonly disk: Disk;
  /** May be changed while it runs. */
  faults: Faults;
  /** A new window; `dies` says at which request or write it is killed. */
  window(dies?: () => boolean): Frame;
  scan(frame: Frame): Promise<Inventory>;
  draft(inventory: Inventory, decision?: Partial<Decision>): Draft;
  /** Scans, drafts and approves Ada's erasure. */
  approve(frame: Frame, decision?: Partial<Decision>): Promise<RunStore>;
  /** Approves the deletion of every recording that the scan found. */
  approveRecordings(frame: Frame, what?: 'call' | 'voicemail'): Promise<RunStore>;
  /** Starts the run and gives the admin's word whenever it is asked for; resolves when it stands still. */
  finish(store: RunStore): Promise<RunView>;
  /** The methods and paths of everything that destroys, in order of arrival. */
  acts(): readonly string[];
}

export function openOffice(
  furnish: (people: People) => void,
  options: { readonly switches?: Partial<Switches>; readonly listLagMs?: number } = {},
): Office {
  const account = build.emptyAccount();
  const admin = build.admin(account, { name: 'Dana Admin' });
  const agent = build.agent(account, { name: 'Omar' });
  const ada = build.endUser(account, {
    name: 'Ada Example',
    phone: '+15550100123',
    email: 'ada@example.com',
  });
  const stranger = build.endUser(account, {
    name: 'Ben Other',
    phone: '+15550100456',
    email: 'ben@example.com',
  });
  const people: People = { account, admin, agent, ada, stranger };
  furnish(people);
  const clock = steppedClock({ startsAt: account.madeAt });
  const disk = emptyDisk();
  const storage = new Map<string, string>();
  const zendesk = openZendesk(account, {
    clock,
    faults: (arrival) => office.faults(arrival),
    ...(options.switches ? { switches: options.switches } : {}),
    ...(options.listLagMs === undefined ? {} : { listLagMs: options.listLagMs }),
  });
  const office: Office = {
    ...people,
    zendesk,
    clock,
    disk,
    faults: noFaults,
    window: (dies = () => false) =>
      openFrame({
        zendesk,
        clock,
        disk,
        storage,
        rng: rngFrom(1),
        hooks: {},
        diesNow: dies,
        defect: null,
      }),
    scan: async (frame) => {
      const scan = frame.openScan([ada.id]);
      scan.start();
      await clock.run(
        new Promise<void>((resolve) => {
          const off = scan.subscribe(() => {
            if (scan.snapshot().phase === 'reading') return;
            off();
            resolve();
          });
        }),
      );
      return scan.snapshot();
    },
    draft: (inventory, decision = {}) =>
      draftErasure(
        inventory,
        { ...noDecision, isCopySettled: true, ...decision },
        { me: meOf(admin.id), account: 'example', now: clock.now() },
      ),
    approve: async (frame, decision) => {
      const draft = office.draft(await office.scan(frame), decision);
      const approved = await clock.run(
        frame.erasure.approve(draft.plan, { digest: draft.digest, typedUserId: String(ada.id) }),
      );
      if (!approved.ok) throw new Error(approved.failure.kind);
      return approved.value;
    },
    approveRecordings: async (frame, what) => {
      const inventory = await office.scan(frame);
      const draft = draftRecordings(inventory.calls, {
        me: meOf(admin.id),
        account: 'example',
        person: inventory.person,
        profileIds: inventory.profileIds,
        inventory,
        now: clock.now(),
        ...(what === undefined ? {} : { what }),
      });
      const approved = await clock.run(
        frame.erasure.approve(draft.plan, { digest: draft.digest, typedUserId: null }),
      );
      if (!approved.ok) throw new Error(approved.failure.kind);
      return approved.value;
    },
    finish: async (store) => {
      const off = store.subscribe(() => {
        if (store.snapshot().command?.kind === 'askNotOnCall')
          queueMicrotask(() => store.confirmNotOnCall());
      });
      await clock.run(store.start());
      off();
      return store.snapshot();
    },
    acts: () =>
      zendesk.log
        .filter((entry) => entry.method !== 'GET')
        .map((entry) => `${entry.method} ${entry.path}`),
  };
  return office;
}

function meOf(id: UserId): Parameters<typeof draftErasure>[2]['me'] {
  return {
    id,
    name: 'Dana Admin',
    email: null,
    phone: null,
    number: null,
    isPhoneShared: null,
    role: 'admin',
    roleType: 4,
    customRoleId: null,
    isActive: true,
    isShared: false,
    isSharedAgent: false,
    isSuspended: false,
    ticketRestriction: null,
    createdAt: null,
    updatedAt: null,
    lastLoginAt: null,
  };
}
