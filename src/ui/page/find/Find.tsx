import { type FormEvent, lazy, Suspense, useId, useRef, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { CaseId, UserId } from '../../../domain/ids.ts';
import { ok } from '../../../domain/result.ts';
import { mayBePhone, understand } from '../../../inventory/understood.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Heading } from '../Heading.tsx';
import { TextInput } from '../Inputs.tsx';
import { Candidates } from './Candidates.tsx';
import { Reading } from './Reading.tsx';

const RecentPeople = lazy(() =>
  import('./RecentPeople.tsx').then(({ RecentPeople }) => ({ default: RecentPeople })),
);

const UnfinishedRuns = lazy(() =>
  import('./UnfinishedRuns.tsx').then(({ UnfinishedRuns }) => ({ default: UnfinishedRuns })),
);

interface FindProps {
  readonly rooms: Rooms;
  /** What was asked last; it outlives a visit to a person. */
  readonly question: string;
  readonly onQuestion: (question: string) => void;
  readonly onOpen: (userIds: readonly UserId[]) => void;
  readonly onOpenRun: (caseId: CaseId) => void;
}

export function Find({ rooms, question, onQuestion, onOpen, onOpenRun }: FindProps) {
  const { t } = useText();
  const [field, hint] = [useId(), useId()];
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(question);
  const [askedNothing, setAskedNothing] = useState(false);
  const asked = question === '' ? null : question;
  const [found, findAgain] = useLoaded(asked, (signal) => rooms.find(question, { signal }));
  const finding = asked === null ? null : known(found);
  const [cases] = useLoaded('cases', async () => ok({ list: await rooms.erasure.cases() }));
  const runs = known(cases);
  const mayHaveRuns = runs !== null && (runs.list === null || runs.list.length > 0);

  const spelling = mayBePhone(draft) ? draft : null;
  const [read] = useLoaded(spelling, async () => ok(await rooms.readPhone(draft)));
  const readings = spelling === null ? [] : known(read);
  const understood = understand(draft, readings ?? []);

  const isEmpty = understood.kind === 'empty';
  const [wasEmpty, setWasEmpty] = useState(isEmpty);
  if (isEmpty && !wasEmpty) setWasEmpty(true);
  const [recent, readRecent] = useLoaded(wasEmpty ? 'recent' : null, async (signal) =>
    ok(await rooms.recentPeople({ signal })),
  );
  const viewed = isEmpty ? known(recent) : null;
  const showsRecent = viewed !== null && viewed.people.length > 0;
  const showsAnswer = asked !== null && !showsRecent;

  const ask = (event: FormEvent) => {
    event.preventDefault();
    setAskedNothing(isEmpty);
    if (isEmpty) return;
    if (draft === question) findAgain();
    else onQuestion(draft);
  };
  const askFor = (text: string) => {
    setDraft(text);
    onQuestion(text);
    input.current?.focus();
  };
  const forget = () => {
    void rooms.forgetVisits().then(readRecent);
    // The button goes with the list.
    input.current?.focus();
  };

  return (
    <>
      {mayHaveRuns && (
        <Suspense fallback={null}>
          <UnfinishedRuns rooms={rooms} onOpenRun={onOpenRun} />
        </Suspense>
      )}
      <Search role="search" onSubmit={ask} $isAlone={asked === null}>
        <Heading>{t('page.find.title')}</Heading>
        <label htmlFor={field}>{t('page.find.label')}</label>
        <Row>
          <TextInput
            ref={input}
            id={field}
            aria-describedby={hint}
            type="search"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            value={draft}
            onChange={(event) => {
              setDraft(event.target.value);
              setAskedNothing(false);
            }}
          />
          <Button isPrimary type="submit">
            {t('page.find.ask')}
          </Button>
        </Row>
        <Reading
          id={hint}
          understood={understood}
          isReading={readings === null}
          askedNothing={askedNothing}
          shown={finding?.understood.kind === 'phone' ? finding.understood.reading.number : null}
          onRead={askFor}
        />
      </Search>
      {showsRecent && (
        <Suspense fallback={null}>
          <RecentPeople
            viewed={viewed}
            isAlone={asked === null}
            onOpen={onOpen}
            onClear={forget}
            onTryAgain={readRecent}
          />
        </Suspense>
      )}
      {showsAnswer && found.kind === 'loading' && <p role="status">{t('page.find.searching')}</p>}
      {showsAnswer && found.kind === 'failed' && (
        <FailureNote failure={found.failure} about={t('page.find.failed')} onTryAgain={findAgain} />
      )}
      {showsAnswer && finding && (
        <Candidates rooms={rooms} finding={finding} onOpen={onOpen} onTryAgain={findAgain} />
      )}
    </>
  );
}

const Search = styled.form<{ readonly $isAlone: boolean }>`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  width: 100%;
  max-width: ${({ theme }) => theme.breakpoints.md};
  margin: ${({ theme, $isAlone }) => ($isAlone ? `calc(${theme.space.xxl} * 2) auto 0` : '0')};
`;

const Row = styled.div`
  display: flex;
  gap: ${({ theme }) => theme.space.xs};

  input {
    flex: 1;
  }
`;
