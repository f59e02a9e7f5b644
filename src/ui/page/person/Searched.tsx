import styled from 'styled-components';

import type { Coverage, Unsearched } from '../../../inventory/coverage.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { useText } from '../../text.tsx';

interface SearchedProps {
  readonly inventory: Pick<Inventory, 'sources'>;
  readonly coverage: Coverage;
}

/** What the search for each number and address brought, and the kinds of place that nothing searched. */
export function Searched({ inventory, coverage }: SearchedProps) {
  const { t } = useText();
  const { search } = coverage;
  const terms = inventory.sources.filter(({ source }) => source === 'search');
  return (
    <>
      {search !== null && terms.length > 0 && (
        <>
          <About>
            {t('personPage.searched.about', { n: search.read, alone: search.foundAlone })}
          </About>
          <List>
            {terms.map(({ term, state, found }) => (
              <li key={term}>
                <PersonalText>{term ?? ''}</PersonalText>{' '}
                {state === 'read'
                  ? t('personPage.searched.found', { n: found })
                  : t(`personPage.searched.state.${state}`, { n: found })}
              </li>
            ))}
          </List>
        </>
      )}
      <NotSearched places={coverage.notSearched} />
    </>
  );
}

/** Kinds of place that were not searched, each with where to look by hand. */
export function NotSearched({ places }: { readonly places: readonly Unsearched[] }) {
  const { t } = useText();
  return (
    <>
      <About>{t('personPage.unsearched.about')}</About>
      <List>
        {places.map((place) => (
          <li key={place}>{t(`personPage.unsearched.${place}`)}</li>
        ))}
      </List>
    </>
  );
}

const About = styled.p`
  margin: ${({ theme }) => theme.space.xs} 0 0;
`;

const List = styled.ul`
  margin: ${({ theme }) => theme.space.xs} 0;
  padding-inline-start: ${({ theme }) => theme.space.md};
`;
