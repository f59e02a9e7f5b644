import { Fragment, useState } from 'react';
import styled from 'styled-components';

import type { Coverage, Portion, SourceCoverage } from '../../../inventory/coverage.ts';
import type { Exported, Inventory } from '../../../inventory/inventory.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { type Text, type TextKey, useText } from '../../text.tsx';
import { PersonText } from './PersonText.tsx';
import { Searched } from './Searched.tsx';

interface SourcesProps {
  readonly inventory: Inventory;
  readonly coverage: Coverage;
  readonly onReadAgain: () => void;
}

/** Each source with its state, what is kept from an earlier visit, where nothing was searched, what failed. */
export function Sources(props: SourcesProps) {
  return (
    <PersonText>
      <Lines {...props} />
    </PersonText>
  );
}

function Lines({ inventory, coverage, onReadAgain }: SourcesProps) {
  const text = useText();
  const { t, formats } = text;
  const { restored } = coverage;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <List>
        {sourcesShown.map((source) => {
          const covered = coverage[source];
          return (
            covered && <li key={source}>{sourceText(source, covered, inventory.exported, text)}</li>
          );
        })}
      </List>
      {restored && (
        <span>
          {t('personPage.coverage.restored', {
            n: restored.tickets,
            when: formats.moment(restored.at)?.text ?? '',
          })}
        </span>
      )}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <Summary>{t('personPage.coverage.notSearched')}</Summary>
        {isOpen && <Searched inventory={inventory} coverage={coverage} />}
      </details>
      <Failures inventory={inventory} onTryAgain={onReadAgain} />
    </>
  );
}

const sourcesShown = [
  'requested',
  'ccd',
  'followed',
  'commented',
  'assigned',
  'search',
  'suspended',
  'callsExport',
  'legsExport',
] as const;

/** From when until when Talk's export was read; null before its first page. */
export function spanText({ since, until }: Exported, { t, formats }: Text): string | null {
  if (until === null) return null;
  const end = formats.day(until * 1000) ?? '';
  return since === 0
    ? t('personPage.coverage.whole', { until: end })
    : t('personPage.coverage.span', { since: formats.day(since * 1000) ?? '', until: end });
}

/** "requested 58 of 60, reading": a source that has not begun shows no number at all. */
function sourceText(
  source: (typeof sourcesShown)[number],
  covered: SourceCoverage,
  exported: Exported | null,
  text: Text,
): string {
  const { t } = text;
  const { state } = covered;
  const name = t(`personPage.coverage.source.${source}`);
  const count =
    state === 'waiting' || state === 'notAsked' ? null : countText(source, covered, exported, text);
  const what = count === null ? name : t('personPage.coverage.with', { name, count });
  return state === 'read' ? what : t(`personPage.coverage.state.${state}`, { what });
}

function countText(
  source: (typeof sourcesShown)[number],
  covered: SourceCoverage,
  exported: Exported | null,
  text: Text,
): string | null {
  const { t, formats } = text;
  switch (source) {
    case 'search':
      return t('personPage.coverage.searched', {
        done: covered.partsRead,
        of: covered.parts,
        tickets: covered.read,
      });
    case 'suspended':
      return formats.number(covered.read);
    case 'callsExport':
    case 'legsExport':
      return exported && spanText(exported, text);
    default:
      return portion(covered, text);
  }
}

/** What could not be read, each source once, however many tickets failed alike. */
function Failures({
  inventory,
  onTryAgain,
}: Pick<SourcesProps, 'inventory'> & { readonly onTryAgain: () => void }) {
  const { t } = useText();
  const unread = inventory.tickets.flatMap(({ comments }) =>
    comments.state === 'failed' ? [comments.failure] : [],
  );
  const [first] = unread;
  return (
    <>
      {inventory.sources.map(
        ({ source, profileId, term, failure }) =>
          failure && (
            <Fragment key={`${source}:${profileId}:${term}`}>
              <FailureNote
                failure={failure}
                about={t(failedSource[source])}
                means={t('personPage.coverage.atLeast')}
                // An export goes on from where it was in the cross-check.
                {...(source === 'callsExport' || source === 'legsExport' ? {} : { onTryAgain })}
              />
            </Fragment>
          ),
      )}
      {first && (
        <FailureNote
          failure={first}
          about={t('personPage.coverage.failed.comments', { n: unread.length })}
          means={t('personPage.coverage.atLeast')}
          onTryAgain={onTryAgain}
        />
      )}
    </>
  );
}

const failedSource: Readonly<Record<Inventory['sources'][number]['source'], TextKey>> = {
  profile: 'personPage.coverage.failed.profile',
  requested: 'personPage.coverage.failed.requested',
  ccd: 'personPage.coverage.failed.ccd',
  followed: 'personPage.coverage.failed.followed',
  assigned: 'personPage.coverage.failed.assigned',
  commented: 'personPage.coverage.failed.commented',
  search: 'personPage.coverage.failed.search',
  suspended: 'personPage.coverage.failed.suspended',
  callsExport: 'personPage.coverage.failed.callsExport',
  legsExport: 'personPage.coverage.failed.legsExport',
};

const portion = ({ read, of }: Portion, { t, formats }: Text) =>
  of === null
    ? t('personPage.coverage.some', { read: formats.number(read) })
    : t('personPage.coverage.of', { read: formats.number(read), of: formats.number(of) });

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  margin: 0;
  padding: 0;
  list-style: none;
  font-variant-numeric: tabular-nums;

  li:not(:last-child)::after {
    content: '·' / '';
    margin-inline: ${({ theme }) => theme.space.xxs};
  }
`;

const Summary = styled.summary`
  cursor: pointer;
`;
