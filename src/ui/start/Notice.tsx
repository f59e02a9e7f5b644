import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import messages from 'virtual:messages/start';

import { Details } from '../parts/Details.tsx';
import { MoreText, useText } from '../text.tsx';

export interface NoticeProps {
  /** A section of the texts: its title, what it means here and what to do next. */
  readonly about: 'outside' | 'silent' | 'foreignOrigin' | 'defect';
  /** Names and places in the code only. */
  readonly details?: string;
  readonly onReload?: () => void;
}

/** The whole frame, where there is nothing else to show. */
export function Notice(props: NoticeProps) {
  return (
    <MoreText messages={messages}>
      <Words {...props} />
    </MoreText>
  );
}

function Words({ about, details, onReload }: NoticeProps) {
  const { t } = useText();
  return (
    <Main role="alert">
      <Title>{t(`start.${about}.title`)}</Title>
      <Line>{t(`start.${about}.means`)}</Line>
      <Line>{t(`start.${about}.next`)}</Line>
      {onReload && (
        <div>
          <Button size="small" onClick={onReload}>
            {t('start.reload')}
          </Button>
        </div>
      )}
      {details !== undefined && <Details text={details} />}
    </Main>
  );
}

const Main = styled.main`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  max-width: ${({ theme }) => theme.breakpoints.sm};
  padding: ${({ theme }) => theme.space.sm};
  overflow-wrap: anywhere;
`;

const Title = styled.h1`
  margin: 0;
  font-size: ${({ theme }) => theme.fontSizes.lg};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
`;

const Line = styled.p`
  margin: 0;
`;
