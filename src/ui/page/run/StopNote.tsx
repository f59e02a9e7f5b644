import styled from 'styled-components';

import AlertIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';
import { Button } from '@zendeskgarden/react-buttons';

import type { StopReason } from '../../../erasure/journal.ts';
import { itemNamed } from '../../../erasure/progress.ts';
import type { RunView } from '../../../erasure/runner.ts';
import { Mark } from '../../parts/Mark.tsx';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { When } from '../../parts/When.tsx';
import { type Text, useText } from '../../text.tsx';
import { itemText, type KnownCalls } from './itemText.ts';

interface StopNoteProps {
  readonly view: RunView;
  readonly calls: KnownCalls;
  readonly onResume: () => void;
  /** Left out where there is no plan to change. */
  readonly onChangePlan?: () => void;
}

/** Why a run stands still: what happened, what is done and what is not, and the ways on. */
export function StopNote({ view, calls, onResume, onChangePlan }: StopNoteProps) {
  const text = useText();
  const { t } = text;
  const { progress, state, isWritingRefused, unreadableAt, serverText } = view;
  const done = progress.items.filter(({ phase }) => phase.kind === 'receipted').length;
  const rest = progress.items.length - done;
  return (
    <Note role="status">
      <Mark icon={AlertIcon} manner="look">
        {headline(view, text)}
      </Mark>
      {progress.stopped && !isWritingRefused && unreadableAt === null && (
        <>
          <p>{reasonText(progress.stopped.why, view, calls, text)}</p>
          <p>
            {t('erase.stopped.since')} <When at={progress.stopped.at} />
          </p>
        </>
      )}
      {serverText !== null && (
        <p>
          {t('words.zendeskSays')} <PersonalText>{serverText}</PersonalText>
        </p>
      )}
      <p>{t('erase.stopped.doneAndNot', { done, rest })}</p>
      {state !== 'watching' && unreadableAt === null && (
        <Row>
          <Button isPrimary onClick={onResume}>
            {t('erase.stopped.resume')}
          </Button>
          {onChangePlan && <Button onClick={onChangePlan}>{t('erase.stopped.changePlan')}</Button>}
        </Row>
      )}
    </Note>
  );
}

function headline({ state, isWritingRefused, unreadableAt, progress }: RunView, { t }: Text) {
  if (unreadableAt !== null) return t('erase.stopped.unreadable', { entry: String(unreadableAt) });
  if (isWritingRefused) return t('erase.stopped.writingRefused');
  if (state === 'watching') return t('erase.stopped.watching');
  if (progress.stopped === null) return t('erase.stopped.interrupted');
  return progress.stopped.why.kind === 'paused'
    ? t('erase.stopped.paused')
    : t('erase.stopped.title');
}

function reasonText(why: StopReason, view: RunView, calls: KnownCalls, text: Text): string {
  const { t, formats } = text;
  const named = (key: string) => {
    const item = itemNamed(view.progress, key);
    return item ? itemText(item.planned, calls, text) : key;
  };
  const tickets = (ids: readonly number[]) =>
    formats.list(ids.map((id) => t('words.ticketNumber', { id: String(id) })));
  switch (why.kind) {
    case 'paused':
      return t('erase.why.paused');
    case 'notAdmin':
      return t('erase.why.notAdmin');
    case 'failure': {
      const said = [
        t(`failures.${why.failure}.happened`),
        t(`failures.${why.failure}.means`),
        t(`failures.${why.failure}.next`),
      ].join(' ');
      return why.item === null ? said : t('erase.why.failureAt', { item: named(why.item), said });
    }
    case 'changed':
      return t('erase.why.changed', {
        item: named(why.item),
        difference: t(`erase.difference.${why.difference}`),
      });
    case 'noAnswerTwice':
      return t('erase.why.noAnswerTwice', { item: named(why.item) });
    case 'stillThere':
      return t('erase.why.stillThere', { item: named(why.item) });
    case 'newFinds':
      return [
        t('erase.why.newFinds'),
        why.tickets.length > 0 && t('erase.why.newTickets', { tickets: tickets(why.tickets) }),
        why.calls.length > 0 && t('erase.why.newCalls', { n: why.calls.length }),
        why.listedAgain.length > 0 && t('erase.why.listedAgain', { n: why.listedAgain.length }),
        why.unclosed.length > 0 && t('erase.why.unclosed', { tickets: tickets(why.unclosed) }),
        why.partnerOrUnknownCalls > 0 &&
          t('erase.why.partnerOrUnknown', { n: why.partnerOrUnknownCalls }),
        t('erase.why.nextPlan'),
      ]
        .filter((line) => line !== false)
        .join(' ');
    case 'personRefused':
      return why.unclosed.length > 0
        ? t('erase.why.personRefusedFor', { tickets: tickets(why.unclosed) })
        : t('erase.why.personRefused', { status: String(why.status) });
  }
}

const Note = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  justify-items: start;
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
`;
