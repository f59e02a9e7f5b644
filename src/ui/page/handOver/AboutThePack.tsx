import styled from 'styled-components';

import LookIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';

import type { Host } from '../../../zaf/host.ts';
import { Mark } from '../../parts/Mark.tsx';
import { useText } from '../../text.tsx';
import { companyFrom, sayings } from './company.ts';

/** What the pack cannot hold, and what an admin has yet to say once for every report. */
export function AboutThePack({ host }: { readonly host: Pick<Host, 'setting'> }) {
  const { t } = useText();
  const company = companyFrom(host);
  const missing = sayings.filter((name) => company[name] === null);
  return (
    <>
      {missing.length > 0 && (
        <div>
          <Mark icon={LookIcon} manner="look">
            {t('handOver.missing.title')}
          </Mark>
          <ul>
            {missing.map((name) => (
              <li key={name}>{t(`handOver.missing.name.${name}`)}</li>
            ))}
          </ul>
          <p>{t('handOver.missing.about')}</p>
        </div>
      )}
      <Name>{t('handOver.pack.title')}</Name>
      <p>{t('handOver.pack.contents')}</p>
      <p>{t('handOver.pack.audio')}</p>
      <p>{t('handOver.pack.byHand')}</p>
    </>
  );
}

const Name = styled.h3`
  margin: 0;
  font-size: inherit;
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
`;
