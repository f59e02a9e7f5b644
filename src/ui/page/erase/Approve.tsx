import { type ReactNode, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { Field, Input } from '@zendeskgarden/react-forms';
import { getColor } from '@zendeskgarden/react-theming';

import type { CaseId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/person.ts';
import type { Draft } from '../../../erasure/draft.ts';
import type { NotStarted } from '../../../erasure/erasure.ts';
import { quietTimeMs } from '../../../erasure/quietTime.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { When } from '../../parts/When.tsx';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';

interface ApproveProps {
  readonly rooms: Rooms;
  readonly draft: Draft;
  readonly person: Person;
  readonly onBack: () => void;
  readonly onApproved: (caseId: CaseId) => void;
}

/** The plan in the order in which it will happen, who it is about, and the word to start it. */
export function Approve({ rooms, draft, person, onBack, onApproved }: ApproveProps) {
  const { t, formats } = useText();
  const { perMinute } = useStore(rooms.pace);
  const [typed, setTyped] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const [notStarted, setNotStarted] = useState<NotStarted | null>(null);
  const { plan, digest, cost } = draft;
  const wanted = String(plan.profileIds[0] ?? '');
  const isTyped = typed.trim() === wanted;
  const span = (seconds: number) =>
    seconds % 60 === 0 ? t('erase.minutes', { n: seconds / 60 }) : formats.duration(seconds);
  const wait = span(quietTimeMs / 1000);

  const start = async () => {
    setIsAsking(false);
    const approved = await rooms.erasure.approve(plan, { digest, typedUserId: typed });
    if (!approved.ok) return setNotStarted(approved.failure);
    void approved.value.start();
    onApproved(approved.value.snapshot().progress.caseId);
  };

  return (
    <>
      <Subheading>{t('erase.steps.approve')}</Subheading>
      <Order>
        {cost.recordings > 0 && <li>{t('erase.approve.recordings', { n: cost.recordings })}</li>}
        {cost.closings > 0 && <li>{t('erase.approve.closings', { n: cost.closings })}</li>}
        {cost.tickets > 0 && <li>{t('erase.approve.tickets', { n: cost.tickets })}</li>}
        <li>{t('erase.approve.sweeps', { wait })}</li>
        <li>{t('erase.approve.word')}</li>
        <li>{t('erase.approve.person', { n: plan.profileIds.length })}</li>
      </Order>
      <p>
        <strong>{t('erase.approve.final')}</strong>{' '}
        {t('erase.approve.cost', {
          time: span(Math.ceil(cost.requests / perMinute) * 60),
          requests: formats.number(cost.requests),
          wait,
        })}
      </p>
      {cost.closings > 0 && <p>{t('erase.decide.closeWarning')}</p>}
      <Facts>
        <Fact name={t('page.find.fact.email')}>{ofProfiles(person, ({ email }) => email)}</Fact>
        <Fact name={t('page.find.fact.phone')}>{ofProfiles(person, ({ phone }) => phone)}</Fact>
        <Fact name={t('page.find.fact.tickets')}>
          {formats.number(plan.coverage.ticketsListed)}
        </Fact>
        <Fact name={t('page.find.fact.lastSeen')}>
          {person.profiles.map(({ id, lastLoginAt }) => (
            <div key={id}>
              {lastLoginAt === null ? t('words.notKnown') : <When at={lastLoginAt} />}
            </div>
          ))}
        </Fact>
      </Facts>
      <Field>
        <Field.Label>{t('erase.approve.type', { id: wanted })}</Field.Label>
        <Field.Hint>{t('erase.approve.typeWhy')}</Field.Hint>
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <p>{t('erase.approve.browserOnly')}</p>
      <Small>
        {t('erase.approve.digest')} <code>{digest}</code>
      </Small>
      {notStarted && <p role="alert">{t(`erase.notStarted.${notStarted.kind}`)}</p>}
      <Row>
        <Button isPrimary isDanger disabled={!isTyped} onClick={() => setIsAsking(true)}>
          {t('erase.approve.start')}
        </Button>
        <Button isBasic onClick={onBack}>
          {t('erase.approve.back')}
        </Button>
      </Row>
      {isAsking && (
        <ConfirmDialog
          title={t('erase.approve.dialog.title', { id: wanted })}
          act={t('erase.approve.start')}
          onConfirm={() => void start()}
          onCancel={() => setIsAsking(false)}
        >
          <p>{t('erase.approve.dialog.counts', { ...cost, profiles: plan.profileIds.length })}</p>
          <p>{t('erase.approve.final')}</p>
          <p>{t('erase.approve.dialog.audio', { n: cost.keptTickets })}</p>
          <p>{t('erase.approve.browserOnly')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function ofProfiles(
  person: Person,
  valueOf: (profile: Person['profiles'][number]) => string | null,
): ReactNode {
  return person.profiles.map((profile) => (
    <div key={profile.id}>
      <Known value={valueOf(profile)} />
    </div>
  ));
}

function Known({ value }: { readonly value: string | null }) {
  const { t } = useText();
  return value === null ? <>{t('words.notKnown')}</> : <PersonalText>{value}</PersonalText>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const Order = styled.ol`
  margin: 0;
  padding-inline-start: ${({ theme }) => theme.space.md};
  list-style: decimal;
`;

const Facts = styled.dl`
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: ${({ theme }) => theme.space.sm};
  margin: 0;
  padding: ${({ theme }) => theme.space.sm};
  border: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
  border-radius: ${({ theme }) => theme.borderRadii.md};

  dt {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }

  dd {
    margin: 0;
    min-width: 0;
    font-variant-numeric: tabular-nums;
  }
`;

const Small = styled.p`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-size: ${({ theme }) => theme.fontSizes.sm};
  overflow-wrap: anywhere;
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
`;
