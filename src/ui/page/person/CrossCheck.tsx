import { useMemo } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import { ownership } from '../../../domain/person.ts';
import { ok } from '../../../domain/result.ts';
import { compared } from '../../../inventory/crossCheck.ts';
import type { CheckAdvice, CheckExtent, Inventory } from '../../../inventory/inventory.ts';
import type { Scan } from '../../../inventory/scan.ts';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import { Differences } from './Differences.tsx';
import { PersonText } from './PersonText.tsx';

interface CrossCheckProps {
  readonly rooms: Rooms;
  readonly inventory: Inventory;
  readonly scan: Scan;
}

/** Talk's calls export held against the tickets: what each extent would cost, how far it is, what differs. */
export function CrossCheck(props: CrossCheckProps) {
  return (
    <PersonText>
      <Panel {...props} />
    </PersonText>
  );
}

function Panel({ rooms, inventory, scan }: CrossCheckProps) {
  const { t, formats } = useText();
  const { person, exported, sources } = inventory;
  const exports = sources.filter(
    ({ source }) => source === 'callsExport' || source === 'legsExport',
  );
  const isReading = exports.some(({ state }) => state === 'reading' || state === 'waiting');
  const isRead = exports.every(({ state }) => state === 'read');
  const [advice] = useLoaded(person === null || isReading ? null : `advice:${isRead}`, async () =>
    ok(await scan.checkAdvice()),
  );
  const differences = useMemo(
    () => compared(inventory, person === null ? () => false : ownership(person)),
    [inventory, person],
  );

  return (
    <Section aria-label={t('personPage.check.name')}>
      <Subheading>{t('personPage.check.name')}</Subheading>
      <p>{t('personPage.check.about')}</p>
      {person === null && <p>{t('personPage.check.noPerson')}</p>}
      {isReading && exported !== null && (
        <p role="status">
          {exported.until === null
            ? t('personPage.check.begun')
            : t('personPage.check.reading', {
                n: exported.rowsRead,
                until: formats.moment(exported.until * 1000)?.text ?? '',
              })}
        </p>
      )}
      {person !== null && !isReading && (
        <Extents advice={known(advice)} onCheck={(extent) => scan.crossCheck(extent)} />
      )}
      {isRead && exported !== null && (
        <Differences
          differences={differences}
          exported={exported}
          onOpenTicket={(id) => rooms.host.showTicket(id)}
        />
      )}
    </Section>
  );
}

interface ExtentsProps {
  /** Null until the account's Talk tickets were counted. */
  readonly advice: CheckAdvice | null;
  readonly onCheck: (extent: CheckExtent) => void;
}

function Extents({ advice, onCheck }: ExtentsProps) {
  const { t, formats } = useText();
  if (advice === null) return <Skeleton rows={3} label={t('personPage.check.counting')} />;
  if (advice.costs.length === 0)
    return (
      <>
        <p>{t('personPage.check.notCounted')}</p>
        <div>
          <Button size="small" onClick={() => onCheck('everything')}>
            {t('personPage.check.extent.everything')}
          </Button>
        </div>
      </>
    );
  return (
    <List>
      {advice.costs.map(({ extent, requests, ms }) => (
        <li key={extent}>
          <Button
            size="small"
            isBasic={extent !== advice.recommended}
            onClick={() => onCheck(extent)}
          >
            {t(`personPage.check.extent.${extent}`)}
          </Button>
          <span>
            {t('personPage.check.cost', {
              n: requests,
              time: formats.duration(Math.ceil(ms / 1000)),
            })}
          </span>
          {extent === advice.recommended && <Quiet>{t('personPage.check.recommended')}</Quiet>}
        </li>
      ))}
    </List>
  );
}

const Section = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};

  p {
    margin: 0;
  }
`;

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  padding: 0;
  list-style: none;

  li {
    display: flex;
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.space.xs};
    align-items: center;
  }
`;

const Quiet = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
