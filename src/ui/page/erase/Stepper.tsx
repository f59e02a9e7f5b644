import type { ReactNode } from 'react';
import styled from 'styled-components';

import CurrentIcon from '@zendeskgarden/svg-icons/src/16/circle-full-fill.svg?react';
import OpenIcon from '@zendeskgarden/svg-icons/src/16/circle-stroke.svg?react';
import DoneIcon from '@zendeskgarden/svg-icons/src/16/check-circle-stroke.svg?react';
import LockedIcon from '@zendeskgarden/svg-icons/src/16/lock-locked-stroke.svg?react';
import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Icon } from '../../parts/Mark.tsx';
import { useText } from '../../text.tsx';
import { narrowScreen } from '../narrow.ts';
import { steps, type DraftStep, type StepState, type Way } from './steps.ts';

interface StepperProps {
  readonly way: Way;
  /** Left out once the plan is approved: then there is no going back. */
  readonly onStep?: (step: DraftStep) => void;
  readonly children: ReactNode;
}

/** The whole way at once beside the step that is being worked on; what is locked says why. */
export function Stepper({ way, onStep, children }: StepperProps) {
  const { t } = useText();
  return (
    <Layout>
      <ol aria-label={t('erase.steps.name')}>
        {steps.map((step) => {
          const state = way[step];
          const Shape = icons[state];
          const name = t(`erase.steps.${step}`);
          const mayGo = onStep && isDraftStep(step) && (state === 'done' || state === 'open');
          return (
            <Line
              key={step}
              $isCurrent={state === 'current'}
              data-locked={state === 'locked'}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              <Shape aria-hidden="true" />
              <span>
                {mayGo ? (
                  <Button isLink onClick={() => onStep(step)}>
                    {name}
                  </Button>
                ) : (
                  name
                )}
                <Hidden>{t(`erase.steps.state.${state}`)}</Hidden>
                {state === 'locked' && <Why>{t(`erase.steps.lock.${step}`)}</Why>}
              </span>
            </Line>
          );
        })}
      </ol>
      <Work>{children}</Work>
    </Layout>
  );
}

const isDraftStep = (step: (typeof steps)[number]): step is DraftStep =>
  step === 'check' || step === 'decide' || step === 'approve';

const icons: Readonly<Record<StepState, Icon>> = {
  done: DoneIcon,
  current: CurrentIcon,
  open: OpenIcon,
  locked: LockedIcon,
};

const Layout = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 3fr);
  gap: ${({ theme }) => theme.space.lg};

  ${narrowScreen} {
    grid-template-columns: minmax(0, 1fr);
  }

  > ol {
    display: grid;
    gap: ${({ theme }) => theme.space.xs};
    align-content: start;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  @media print {
    display: block;

    > ol {
      display: none;
    }
  }
`;

const Line = styled.li<{ readonly $isCurrent: boolean }>`
  display: flex;
  gap: ${({ theme }) => theme.space.xs};
  font-weight: ${({ theme, $isCurrent }) =>
    $isCurrent ? theme.fontWeights.semibold : theme.fontWeights.regular};

  svg {
    flex: none;
    width: ${({ theme }) => theme.iconSizes.md};
    height: ${({ theme }) => theme.lineHeights.md};
    color: ${({ theme, $isCurrent }) =>
      getColor({ theme, variable: $isCurrent ? 'foreground.primary' : 'foreground.subtle' })};
  }
`;

const Why = styled.span`
  ${narrowScreen} {
    [data-locked='true'] ~ [data-locked='true'] & {
      display: none;
    }
  }

  display: block;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-size: ${({ theme }) => theme.fontSizes.sm};
`;

const Hidden = styled.span`
  position: absolute;
  clip-path: inset(50%);
  width: 0;
  height: 0;
  overflow: hidden;
`;

const Work = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.md};
  align-content: start;
  min-width: 0;

  p {
    margin: 0;
  }
`;
