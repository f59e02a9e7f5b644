import type { ReactNode } from 'react';
import styled from 'styled-components';

import { recordingStates, type CallFilter } from '../../../inventory/callList.ts';
import { useText } from '../../text.tsx';
import { Choice } from '../Inputs.tsx';

interface CallFiltersProps {
  readonly filter: CallFilter;
  readonly onFilter: (filter: CallFilter) => void;
  /** The person is an agent: calls that they answered are a relation of their own. */
  readonly isStaff: boolean;
  /** Stands behind the filters. */
  readonly children?: ReactNode;
}

const kinds = ['call', 'voicemail', 'unknown'] as const;
const relations = ['own', 'answered', 'others'] as const;
const transcripts = ['with', 'without'] as const;

/** What the table of calls is limited to. */
export function CallFilters({ filter, onFilter, isStaff, children }: CallFiltersProps) {
  const { t } = useText();
  return (
    <Row>
      <OneOf
        label={t('page.person.filter.kind')}
        every={t('personPage.filter.everyKind')}
        options={kinds.map((kind) => [kind, t(`personPage.filter.kinds.${kind}`)])}
        value={filter.kind}
        onChoose={(kind) => onFilter({ ...filter, kind })}
      />
      <OneOf
        label={t('page.person.filter.state')}
        every={t('personPage.filter.everyState')}
        options={recordingStates.map((state) => [state, t(`words.recordingState.${state}`)])}
        value={filter.state}
        onChoose={(state) => onFilter({ ...filter, state })}
      />
      <OneOf
        label={t('personPage.filter.whose')}
        every={t('personPage.filter.everybody')}
        options={relations
          .filter((whose) => isStaff || whose !== 'answered')
          .map((whose) => [whose, t(`personPage.filter.relations.${whose}`)])}
        value={filter.whose}
        onChoose={(whose) => onFilter({ ...filter, whose })}
      />
      <OneOf
        label={t('personPage.filter.transcript')}
        every={t('personPage.filter.eitherWay')}
        options={transcripts.map((has) => [has, t(`personPage.filter.transcripts.${has}`)])}
        value={filter.hasTranscript === null ? null : filter.hasTranscript ? 'with' : 'without'}
        onChoose={(has) =>
          onFilter({ ...filter, hasTranscript: has === null ? null : has === 'with' })
        }
      />
      {children}
    </Row>
  );
}

interface OneOfProps<Value extends string> {
  readonly label: string;
  /** The first choice, which lets everything through. */
  readonly every: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value | null;
  readonly onChoose: (value: Value | null) => void;
}

/** One value of several, or null for all of them. */
export function OneOf<Value extends string>(props: OneOfProps<Value>) {
  const { label, every, options, value, onChoose } = props;
  return (
    <label>
      <span>{label}</span>
      <Choice
        value={value ?? ''}
        onChange={({ target }) =>
          onChoose(options.find(([name]) => name === target.value)?.[0] ?? null)
        }
      >
        <option value="">{every}</option>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </Choice>
    </label>
  );
}

/** Fields in a row, each under its label. */
export const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: flex-end;

  label {
    display: grid;
    gap: ${({ theme }) => theme.space.xxs};
  }
`;
