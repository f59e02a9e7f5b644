import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { UserId } from '../../../domain/ids.ts';
import type { RecentlyViewed, RecentPerson } from '../../../inventory/recentPeople.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { type Text, useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import { PersonText } from '../person/PersonText.tsx';

interface RecentPeopleProps {
  readonly viewed: RecentlyViewed;
  /** Nothing was asked yet: the field stands in the middle, and so does this. */
  readonly isAlone: boolean;
  readonly onOpen: (userIds: readonly UserId[]) => void;
  readonly onClear: () => void;
  readonly onTryAgain: () => void;
}

/** Whose pages were opened in this browser: it keeps ids, the names are of now. */
export function RecentPeople(props: RecentPeopleProps) {
  return (
    <PersonText>
      <Worded {...props} />
    </PersonText>
  );
}

function Worded(props: RecentPeopleProps) {
  const { viewed, isAlone, onOpen, onClear, onTryAgain } = props;
  const text = useText();
  const { t } = text;
  return (
    <Section aria-label={t('recent.title')} $isAlone={isAlone}>
      <Subheading>{t('recent.title')}</Subheading>
      {viewed.unread && (
        <FailureNote failure={viewed.unread} about={t('recent.unread')} onTryAgain={onTryAgain} />
      )}
      <List>
        {viewed.people.map((person) => (
          <li key={person.userIds.join(',')}>
            <Button isLink onClick={() => onOpen(person.userIds)}>
              <PersonalText>{nameOf(person, text)}</PersonalText>
            </Button>{' '}
            <Quiet>{goneOf(person, text)}</Quiet>
          </li>
        ))}
      </List>
      <Quiet>{t('recent.kept')}</Quiet>
      <div>
        <Button size="small" onClick={onClear}>
          {t('recent.clear')}
        </Button>
      </div>
    </Section>
  );
}

function nameOf({ userIds, profiles }: RecentPerson, { t, formats }: Text): string {
  return profiles === null || profiles.length === 0
    ? t('recent.ids', { ids: formats.list(userIds.map(String)) })
    : formats.list([...new Set(profiles.map(({ name }) => name))]);
}

function goneOf({ userIds, profiles }: RecentPerson, { t }: Text): string {
  if (profiles === null) return '';
  const there = profiles.filter(({ isActive }) => isActive !== false).length;
  const gone = userIds.length - there;
  return gone === 0 ? '' : t('recent.gone', { gone, of: userIds.length });
}

const Section = styled.section<{ readonly $isAlone: boolean }>`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};
  width: 100%;
  max-width: ${({ theme }) => theme.breakpoints.md};
  margin: ${({ $isAlone }) => ($isAlone ? '0 auto' : '0')};
`;

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  padding: 0;
  list-style: none;

  li {
    min-width: 0;
  }

  button {
    max-width: 100%;
  }
`;

const Quiet = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
