import { type FormEvent, useId, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { CaseId, UserId } from '../../../domain/ids.ts';
import { understand, type Understood } from '../../../inventory/find.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import type { Rooms } from '../../rooms.ts';
import { type Translate, useText } from '../../text.tsx';
import { Heading } from '../Heading.tsx';
import { TextInput } from '../Inputs.tsx';
import { Candidates } from './Candidates.tsx';
import { UnfinishedRuns } from './UnfinishedRuns.tsx';

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
  const [draft, setDraft] = useState(question);
  const [askedNothing, setAskedNothing] = useState(false);
  const asked = question === '' ? null : question;
  const [found, findAgain] = useLoaded(asked, (signal) => rooms.find(question, { signal }));
  const finding = asked === null ? null : known(found);
  const understood = understand(draft);

  const ask = (event: FormEvent) => {
    event.preventDefault();
    setAskedNothing(understood.kind === 'empty');
    if (understood.kind === 'empty') return;
    if (draft === question) findAgain();
    else onQuestion(draft);
  };

  return (
    <>
      <UnfinishedRuns rooms={rooms} onOpenRun={onOpenRun} />
      <Search role="search" onSubmit={ask} $isAlone={asked === null}>
        <Heading>{t('page.find.title')}</Heading>
        <label htmlFor={field}>{t('page.find.label')}</label>
        <Row>
          <TextInput
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
        <Reading id={hint} role="status">
          {askedNothing ? t('page.find.nothingAsked') : reading(understood, t)}
        </Reading>
      </Search>
      {asked !== null && found.kind === 'loading' && (
        <p role="status">{t('page.find.searching')}</p>
      )}
      {asked !== null && found.kind === 'failed' && (
        <FailureNote failure={found.failure} about={t('page.find.failed')} onTryAgain={findAgain} />
      )}
      {finding && (
        <Candidates rooms={rooms} finding={finding} onOpen={onOpen} onTryAgain={findAgain} />
      )}
    </>
  );
}

/** What the field takes the text for, before anything is asked. */
function reading(understood: Understood, t: Translate): string {
  const hint =
    'needsCountryCode' in understood && understood.needsCountryCode
      ? ` ${t('page.find.countryCode')}`
      : '';
  switch (understood.kind) {
    case 'empty':
      return t('page.find.hint');
    case 'number':
      return t('page.find.read.number', { id: String(understood.userId) }) + hint;
    case 'ticket':
      return t('page.find.read.ticket', { id: String(understood.ticketId) });
    case 'email':
      return t('page.find.read.email');
    case 'phone':
      return t('page.find.read.phone', { number: understood.number });
    case 'text':
      return t('page.find.read.text') + hint;
  }
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

const Reading = styled.p`
  min-height: ${({ theme }) => theme.lineHeights.md};
  margin: 0;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  unicode-bidi: plaintext;
`;
