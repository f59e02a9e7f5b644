import type { ReactNode } from 'react';
import styled from 'styled-components';

import { getColor } from '@zendeskgarden/react-theming';

import type { Person } from '../../../domain/person.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { useText } from '../../text.tsx';
import { Heading } from '../Heading.tsx';

interface PersonHeaderProps {
  readonly inventory: Pick<Inventory, 'person' | 'phase' | 'profileIds'>;
  /** The heading says that this person is being erased. */
  readonly isErasure?: boolean;
  /** Stands beside the name. */
  readonly children?: ReactNode;
}

/** Who this is: names, numbers, addresses, how many profiles, since when. */
export function PersonHeader({ inventory, isErasure = false, children }: PersonHeaderProps) {
  const { t, formats } = useText();
  const { person, phase, profileIds } = inventory;
  const isReading = phase === 'reading' || phase === 'paused';
  const profiles = person?.profiles ?? [];
  const names = [...new Set(profiles.map(({ name }) => name))];
  const since = profiles
    .flatMap(({ createdAt }) => createdAt ?? [])
    .sort()
    .at(0);
  return (
    <Header>
      <Row>
        <Heading dir="auto">
          {person === null &&
            (isReading
              ? t('page.person.reading')
              : t('page.person.unread', { ids: formats.list(profileIds.map(String)) }))}
          {person !== null &&
            (isErasure ? t('erase.title', { name: formats.list(names) }) : formats.list(names))}
        </Heading>
        {children}
      </Row>
      {person !== null && (
        <Facts>
          {addressesOf(person).map((address) => (
            <PersonalText key={address}>{address}</PersonalText>
          ))}
          {identitiesOf(person, 'agent_forwarding').map((number) => (
            <span key={number}>
              {t('page.person.forwarding')} <PersonalText>{number}</PersonalText>
            </span>
          ))}
          {profiles.some(({ isPhoneShared }) => isPhoneShared === true) && (
            <span>{t('page.person.sharedNumber')}</span>
          )}
          {profiles.length > 1 && <span>{t('page.person.joined', { n: profiles.length })}</span>}
          <span>
            {t('page.person.ids', { ids: formats.list(profiles.map(({ id }) => String(id))) })}
          </span>
          {since !== undefined && (
            <span>{t('page.person.since', { day: formats.day(since) ?? '' })}</span>
          )}
        </Facts>
      )}
    </Header>
  );
}

/** Every number and address once, as Zendesk shows them. */
function addressesOf(person: Person): readonly string[] {
  const own = person.profiles.flatMap(({ phone, email }) => [phone ?? [], email ?? []].flat());
  return [...new Set([...own, ...identitiesOf(person, 'phone_number', 'email')])];
}

function identitiesOf(person: Person, ...types: readonly string[]): readonly string[] {
  const all = [...person.identities.values()].flat();
  return [...new Set(all.filter(({ type }) => types.includes(type)).map(({ value }) => value))];
}

const Header = styled.header`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
  justify-content: space-between;
`;

const Facts = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.space.xxs} ${theme.space.sm}`};
  min-width: 0;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-variant-numeric: tabular-nums;
`;
