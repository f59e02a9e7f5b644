import type { ReactNode } from 'react';
import styled from 'styled-components';

import OkIcon from '@zendeskgarden/svg-icons/src/16/check-circle-stroke.svg?react';
import LookIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';
import { Button } from '@zendeskgarden/react-buttons';
import { Checkbox, Field } from '@zendeskgarden/react-forms';

import type { Blocker, Decision, Draft } from '../../../erasure/draft.ts';
import { Mark } from '../../parts/Mark.tsx';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';

interface CheckProps {
  readonly draft: Draft;
  /** Whether a run could be written down here; null until it is known. */
  readonly isDurable: boolean | null;
  readonly decision: Decision;
  readonly onDecision: (decision: Decision) => void;
  readonly onReadAgain: () => void;
  /** There is an unfinished erasure of this person. */
  readonly onOpenBegun?: () => void;
  /** Left out while a point is open. */
  readonly onNext?: () => void;
}

/** Points about the person that either hold or keep the erasure from going on. */
const points = [
  'notAdmin',
  'oneself',
  'notEndUser',
  'sharedProfile',
  'alreadyDeleted',
  'scanIncomplete',
] as const satisfies readonly Blocker['kind'][];

/** Rights, blockers and the copy: each point with its next step. */
export function Check(props: CheckProps) {
  const { draft, isDurable, decision, onDecision, onReadAgain, onOpenBegun, onNext } = props;
  const { t } = useText();
  const unclosed = draft.blockers.filter(({ kind }) => kind === 'unclosedTicket').length;
  const isBlocked = (point: Blocker['kind']) => draft.blockers.some(({ kind }) => kind === point);
  return (
    <>
      <Subheading>{t('erase.steps.check')}</Subheading>
      <p>{t('erase.check.about')}</p>
      <List>
        {points.map((point) => (
          <Point key={point} isOpen={isBlocked(point)}>
            {isBlocked(point) ? t(`erase.check.blocked.${point}`) : t(`erase.check.fine.${point}`)}
            {point === 'scanIncomplete' && isBlocked(point) && (
              <>
                {' '}
                <Button isLink onClick={onReadAgain}>
                  {t('page.person.coverage.again')}
                </Button>
              </>
            )}
          </Point>
        ))}
        <Point isOpen={isDurable !== true}>
          {isDurable === null && t('erase.check.storageAsked')}
          {isDurable === true && t('erase.check.storageFine')}
          {isDurable === false && t('erase.notStarted.storageRefused')}
        </Point>
        {onOpenBegun && (
          <Point isOpen>
            {t('erase.check.begun')}{' '}
            <Button isLink onClick={onOpenBegun}>
              {t('runs.open')}
            </Button>
          </Point>
        )}
        <Point isOpen={unclosed > 0}>{t('erase.check.unclosed', { n: unclosed })}</Point>
      </List>
      <Field>
        <Checkbox
          checked={decision.isCopySettled}
          onChange={({ target }) => onDecision({ ...decision, isCopySettled: target.checked })}
        >
          <Field.Label>{t('erase.check.copy')}</Field.Label>
          <Field.Hint>{t('erase.check.copyWhy')}</Field.Hint>
        </Checkbox>
      </Field>
      <div>
        <Button isPrimary disabled={!onNext} onClick={onNext}>
          {t('erase.check.next')}
        </Button>
        {!onNext && <Reason>{t('erase.check.notYet')}</Reason>}
      </div>
    </>
  );
}

function Point({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  return (
    <li>
      <Mark icon={isOpen ? LookIcon : OkIcon} manner={isOpen ? 'look' : 'fact'}>
        {children}
      </Mark>
    </li>
  );
}

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Reason = styled.span`
  margin-inline-start: ${({ theme }) => theme.space.sm};
`;
