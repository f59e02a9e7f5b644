import { useMemo, useState } from 'react';
import styled from 'styled-components';

import type { SuspendedTicket } from '../../../api/deepReads.ts';
import type { TicketId } from '../../../domain/ids.ts';
import type { TraceKind } from '../../../domain/trace.ts';
import type { Place } from '../../../domain/written.ts';
import { placeOf, type Coverage } from '../../../inventory/coverage.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { Scan } from '../../../inventory/scan.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { When } from '../../parts/When.tsx';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import { Paged } from '../Paged.tsx';
import { OneOf, Row } from './CallFilters.tsx';
import { PersonText } from './PersonText.tsx';
import { NotSearched } from './Searched.tsx';
import { TraceTable } from './TraceTable.tsx';

interface TracesProps {
  readonly rooms: Rooms;
  readonly scan: Scan;
  readonly inventory: Inventory;
  readonly coverage: Coverage;
}

/** Personal data beside the audio: where it stands, the text around it, and where nothing was searched. */
export function Traces(props: TracesProps) {
  return (
    <PersonText>
      <Panel {...props} />
    </PersonText>
  );
}

function Panel({ rooms, scan, inventory, coverage }: TracesProps) {
  const { t } = useText();
  const { traces, suspended, phase, progress } = inventory;
  const [kind, setKind] = useState<TraceKind | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [asked, setAsked] = useState<ReadonlyMap<TicketId, 'reading' | 'read'>>(new Map());
  const rows = useMemo(
    () =>
      traces.filter(
        (trace) =>
          (kind === null || trace.kind === kind) && (place === null || trace.place === place),
      ),
    [traces, kind, place],
  );
  const places = useMemo(() => new Set(traces.map(placeOf)).size, [traces]);

  const read = async (id: TicketId) => {
    setAsked((before) => new Map(before).set(id, 'reading'));
    await scan.lookAgain([id]);
    setAsked((before) => new Map(before).set(id, 'read'));
  };

  return (
    <>
      <About>{t('personPage.traces.about')}</About>
      {traces.length > 0 && (
        <Row>
          <OneOf
            label={t('personPage.traces.column.kind')}
            every={t('personPage.filter.everyKind')}
            options={kinds
              .filter((one) => one === kind || traces.some((trace) => trace.kind === one))
              .map((one) => [one, t(`personPage.traces.kind.${one}`)])}
            value={kind}
            onChoose={setKind}
          />
          <OneOf
            label={t('personPage.traces.column.place')}
            every={t('personPage.filter.everyPlace')}
            options={allPlaces
              .filter((one) => one === place || traces.some((trace) => trace.place === one))
              .map((one) => [one, t(`personPage.traces.place.${one}`)])}
            value={place}
            onChoose={setPlace}
          />
          <span role="status">
            {t('personPage.traces.shown', { n: rows.length, of: traces.length, places })}
          </span>
        </Row>
      )}
      {rows.length > 0 ? (
        <TraceTable
          rows={rows}
          asked={asked}
          onRead={(id) => void read(id)}
          onOpenTicket={(id) => rooms.host.showTicket(id)}
        />
      ) : (
        <p>
          {traces.length > 0
            ? t('personPage.traces.filtered', { n: traces.length })
            : t(phase === 'complete' ? 'personPage.traces.none' : 'personPage.traces.noneYet', {
                read: progress.ticketsRead,
                of: progress.ticketsKnown,
              })}
        </p>
      )}
      <Suspended suspended={suspended} />
      <Block>
        <Subheading>{t('personPage.unsearched.title')}</Subheading>
        <NotSearched places={coverage.notSearched} />
      </Block>
    </>
  );
}

const kinds: readonly TraceKind[] = [
  'voicemailTranscript',
  'aiNote',
  'textMessage',
  'name',
  'number',
  'address',
  'location',
  'system',
];

const allPlaces: readonly Place[] = [
  'subject',
  'description',
  'comment',
  'transcript',
  'via',
  'location',
  'system',
  'attachment',
  'tags',
  'customField',
];

/** Messages from the person that never became tickets. */
function Suspended({ suspended }: { readonly suspended: readonly SuspendedTicket[] }) {
  const { t } = useText();
  if (suspended.length === 0) return null;
  return (
    <Block>
      <Subheading>{t('personPage.suspended.title', { n: suspended.length })}</Subheading>
      <p>{t('personPage.suspended.where')}</p>
      <Paged items={suspended}>
        {({ id, createdAt, subject }) => (
          <Line key={id}>
            <When at={createdAt} />
            {subject === null ? (
              <span>{t('personPage.suspended.noSubject')}</span>
            ) : (
              <PersonalText>{subject}</PersonalText>
            )}
            <span>{t('personPage.suspended.id', { id: String(id) })}</span>
          </Line>
        )}
      </Paged>
    </Block>
  );
}

const Block = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};

  p {
    margin: 0;
  }
`;

const About = styled.p`
  margin: 0;
`;

const Line = styled.li`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.space.xxs} ${theme.space.sm}`};
  min-width: 0;
`;
