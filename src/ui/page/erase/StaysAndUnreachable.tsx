import { Fragment } from 'react';
import styled from 'styled-components';

import type { Plan, Stay, StayGround, Unreachable } from '../../../erasure/plan.ts';
import { type Text, useText } from '../../text.tsx';

interface StaysAndUnreachableProps {
  readonly plan: Plan;
}

/** What stays and on which ground, and what cannot be reached and where to go for it. */
export function StaysAndUnreachable({ plan }: StaysAndUnreachableProps) {
  const text = useText();
  const { t } = text;
  const stays = groupBy(plan.stays, ({ ground }) => ground);
  const unreachable = groupBy(plan.unreachable, ({ kind }) => kind);
  return (
    <>
      <Part>{t('erase.decide.stays')}</Part>
      {stays.size === 0 && <p>{t('erase.decide.nothingStays')}</p>}
      <List>
        {[...stays].map(([ground, ones]) => (
          <Fragment key={ground}>
            <dt>{t(groundKey(ground, ones))}</dt>
            <dd>{ticketsText(ones, text)}</dd>
          </Fragment>
        ))}
      </List>
      <Part>{t('erase.decide.unreachable')}</Part>
      <List>
        {[...unreachable].map(([kind, ones]) => (
          <Fragment key={kind}>
            <dt>{t(`erase.unreachable.${kind}.what`)}</dt>
            <dd>
              {t(`erase.unreachable.${kind}.where`)} {ticketsText(ones, text)}
            </dd>
          </Fragment>
        ))}
      </List>
    </>
  );
}

const groundKey = (ground: StayGround, ones: readonly Stay[]) =>
  ground === 'byChoice' && ones.every(({ commentId }) => commentId !== null)
    ? ('erase.ground.byChoiceCall' as const)
    : (`erase.ground.${ground}` as const);

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key) {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The tickets that are meant, each once; nothing where a whole place is meant. */
function ticketsText(ones: readonly (Stay | Unreachable)[], { t, formats }: Text): string {
  const ids = new Set(ones.flatMap((one) => ('ticketId' in one ? [one.ticketId] : [])));
  return formats.list([...ids].map((id) => t('words.ticketNumber', { id: String(id) })));
}

const Part = styled.h3`
  margin: 0;
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  font-size: ${({ theme }) => theme.fontSizes.md};
`;

const List = styled.dl`
  display: grid;
  gap: ${({ theme }) => theme.space.xxs};
  margin: 0;

  dt {
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }

  dd {
    margin: 0 0 ${({ theme }) => theme.space.xs};
    overflow-wrap: anywhere;
  }
`;
