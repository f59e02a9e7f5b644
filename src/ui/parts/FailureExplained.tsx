import styled from 'styled-components';
import AlertIcon from '@zendeskgarden/svg-icons/src/16/alert-error-stroke.svg?react';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import messages from 'virtual:messages/failures';

import { MoreText, useText } from '../text.tsx';
import { Details } from './Details.tsx';
import type { FailureNoteProps, ShownFailure } from './FailureNote.tsx';
import { Mark } from './Mark.tsx';
import { PersonalText } from './PersonalText.tsx';

/** What happened, what it means here, what to do next, and details to hand on, without personal data. */
export function FailureExplained(props: FailureNoteProps) {
  return (
    <MoreText messages={messages}>
      <Explanation {...props} />
    </MoreText>
  );
}

function Explanation({ failure, about, means, onTryAgain }: FailureNoteProps) {
  const { t } = useText();
  const serverText = failure.serverText ?? null;
  return (
    <Note role="alert">
      <Mark icon={AlertIcon} manner="alarm">
        {about} {t(`failures.${failure.kind}.happened`)}
      </Mark>
      <Line>{means ?? t(`failures.${failure.kind}.means`)}</Line>
      <Line>{t(`failures.${failure.kind}.next`)}</Line>
      {serverText !== null && (
        <Line>
          {t('words.zendeskSays')} <PersonalText>{serverText}</PersonalText>
        </Line>
      )}
      {onTryAgain && (
        <Button size="small" onClick={onTryAgain}>
          {t('words.tryAgain')}
        </Button>
      )}
      <Details text={detailsOf(failure)} />
    </Note>
  );
}

/** The failure for whoever looks after the app. Its `serverText` can hold personal values and stays out. */
export function detailsOf({ kind, asked, status, cause, where, waitMs }: ShownFailure): string {
  const wait = waitMs === undefined || waitMs === null ? null : `${waitMs} ms`;
  return [`${asked.method} ${asked.pattern}`, kind, status, cause, where, wait]
    .filter((part) => part !== undefined && part !== null)
    .join(' · ');
}

const Note = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xxs};
  justify-items: start;
  padding: ${({ theme }) => theme.space.xs};
  border: ${({ theme }) => theme.borders.sm}
    ${({ theme }) => getColor({ theme, variable: 'border.danger' })};
  border-radius: ${({ theme }) => theme.borderRadii.md};
`;

const Line = styled.p`
  margin: 0;
  max-width: 100%;
`;
