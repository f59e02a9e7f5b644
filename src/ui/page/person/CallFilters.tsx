import styled from 'styled-components';

import type { CallFilter } from '../../../inventory/coverage.ts';
import { useText } from '../../text.tsx';
import { Choice } from '../Inputs.tsx';

interface CallFiltersProps {
  readonly filter: CallFilter;
  readonly onFilter: (filter: CallFilter) => void;
}

const kinds = ['call', 'voicemail', 'unknown'] as const;
const states = [
  'listed',
  'noneListed',
  'mayStillCome',
  'deletionAccepted',
  'seenGone',
  'partners',
  'cannotTell',
] as const;

export function CallFilters({ filter, onFilter }: CallFiltersProps) {
  const { t } = useText();
  return (
    <Row>
      <label>
        <span>{t('page.person.filter.kind')}</span>
        <Choice
          value={filter.kind ?? ''}
          onChange={({ target }) =>
            onFilter({ ...filter, kind: kinds.find((kind) => kind === target.value) ?? null })
          }
        >
          <option value="">{t('page.person.filter.everyKind')}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`page.person.filter.kinds.${kind}`)}
            </option>
          ))}
        </Choice>
      </label>
      <label>
        <span>{t('page.person.filter.state')}</span>
        <Choice
          value={filter.state ?? ''}
          onChange={({ target }) =>
            onFilter({ ...filter, state: states.find((state) => state === target.value) ?? null })
          }
        >
          <option value="">{t('page.person.filter.everyState')}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`words.recordingState.${state}`)}
            </option>
          ))}
        </Choice>
      </label>
    </Row>
  );
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};

  label {
    display: grid;
    gap: ${({ theme }) => theme.space.xxs};
  }
`;
