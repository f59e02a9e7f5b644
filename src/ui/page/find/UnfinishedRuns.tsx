import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { CaseId } from '../../../domain/ids.ts';
import { ok } from '../../../domain/result.ts';
import type { CaseSummary } from '../../../erasure/erasure.ts';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import type { Rooms } from '../../rooms.ts';
import { type Text, useText } from '../../text.tsx';
import { PersonText } from '../person/PersonText.tsx';

interface UnfinishedRunsProps {
  readonly rooms: Rooms;
  readonly onOpenRun: (caseId: CaseId) => void;
}

/** What was begun in this browser and is not at its end, before anything else; then what is. */
export function UnfinishedRuns(props: UnfinishedRunsProps) {
  return (
    <PersonText>
      <Worded {...props} />
    </PersonText>
  );
}

function Worded({ rooms, onOpenRun }: UnfinishedRunsProps) {
  const text = useText();
  const { t } = text;
  const [cases] = useLoaded('cases', async () => ok(await runsIn(rooms)));
  const read = known(cases);
  if (read === null) return null;
  if (read.list === null) return <Note>{t('runs.refused')}</Note>;
  const unfinished = read.list.filter(
    ({ progress }) => progress === null || progress.ended === null,
  );
  const finished = read.list.filter(({ progress }) => progress !== null && progress.ended !== null);
  const list = (summaries: readonly Summary[]) => (
    <List>
      {summaries.map((summary) => (
        <li key={summary.caseId}>
          <span>{sentence(summary, text)}</span>{' '}
          {summary.progress && (
            <Button isLink onClick={() => onOpenRun(summary.caseId)}>
              {t('runs.open')}
            </Button>
          )}
        </li>
      ))}
    </List>
  );
  return (
    <>
      {unfinished.length > 0 && (
        <Note role="region" aria-label={t('runs.unfinished')}>
          {list(unfinished)}
        </Note>
      )}
      {finished.length > 0 && (
        <details>
          <summary>{t('runs.finished', { n: finished.length })}</summary>
          {list(finished)}
        </details>
      )}
    </>
  );
}

interface Summary extends CaseSummary {
  /** This very page works on it, on a screen that one has left. */
  readonly isAtWork: boolean;
}

async function runsIn({ erasure }: Rooms): Promise<{ readonly list: readonly Summary[] | null }> {
  const summaries = await erasure.cases();
  if (summaries === null) return { list: null };
  const list = summaries.map(async (summary): Promise<Summary> => {
    if (summary.progress === null || summary.progress.ended) return { ...summary, isAtWork: false };
    const state = (await erasure.open(summary.caseId))?.snapshot().state;
    return {
      ...summary,
      isAtWork: state === 'acting' || state === 'doubtful' || state === 'waiting',
    };
  });
  return { list: await Promise.all(list) };
}

function sentence(summary: Summary, { t, formats }: Text): string {
  const { caseId, progress, unreadableAt, isAtWork } = summary;
  if (progress === null)
    return t('runs.unreadable', { case: caseId, entry: String(unreadableAt ?? '') });
  const done = progress.items.filter(({ phase }) => phase.kind === 'receipted').length;
  const args = {
    done,
    of: progress.items.length,
    when: formats.moment(progress.approvedAt)?.text ?? t('words.unknownTime'),
    ids: formats.list(progress.plan.profileIds.map(String)),
  };
  if (progress.ended) return t(`runs.${progress.plan.scope}Ended`, args);
  if (isAtWork) return t(`runs.${progress.plan.scope}AtWork`, args);
  return t(`runs.${progress.plan.scope}`, args);
}

const Note = styled.div`
  padding: ${({ theme }) => theme.space.sm};
  border: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.warning' })}`};
  border-radius: ${({ theme }) => theme.borderRadii.md};
  background: ${({ theme }) => getColor({ theme, variable: 'background.warning' })};
`;

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  padding: 0;
  list-style: none;
`;
