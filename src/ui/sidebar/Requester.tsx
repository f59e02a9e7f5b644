import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { Profile } from '../../domain/profile.ts';
import { PersonalText } from '../parts/PersonalText.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useText } from '../text.tsx';

interface RequesterProps {
  readonly requester: Profile | null;
  readonly isReading: boolean;
  /** Without an answer there is nobody to name; the failure stands elsewhere. */
  readonly hasFailed: boolean;
  readonly onOpenProfile: (requester: Profile) => void;
}

export function Requester({ requester, isReading, hasFailed, onOpenProfile }: RequesterProps) {
  const { t } = useText();
  if (requester === null) {
    if (isReading) return <Skeleton label={t('sidebar.requester.reading')} rows={1} />;
    return hasFailed ? null : <Quiet>{t('sidebar.requester.none')}</Quiet>;
  }
  return (
    <Line aria-label={t('sidebar.requester.heading')}>
      <Name>
        <Button
          isLink
          title={t('sidebar.requester.openProfile')}
          onClick={() => onOpenProfile(requester)}
        >
          <PersonalText>{requester.name}</PersonalText>
        </Button>
      </Name>
      {requester.phone === null ? (
        <Quiet>{t('sidebar.requester.noPhone')}</Quiet>
      ) : (
        <PersonalText>{requester.phone}</PersonalText>
      )}
    </Line>
  );
}

const Line = styled.header`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: baseline;
  justify-content: space-between;
`;

const Name = styled.h1`
  min-width: 0;
  max-width: 100%;
  margin: 0;
  font-size: ${({ theme }) => theme.fontSizes.md};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};

  button {
    max-width: 100%;
  }
`;

const Quiet = styled.p`
  margin: 0;
`;
