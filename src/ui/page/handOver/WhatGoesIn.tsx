import { useMemo } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { Checkbox, Field } from '@zendeskgarden/react-forms';
import LookIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';

import { isOwnedTicket, ownership } from '../../../domain/person.ts';
import { requestsForAccount } from '../../../handover/handover.ts';
import { coverageOf } from '../../../inventory/coverage.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { Mark } from '../../parts/Mark.tsx';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { requestsForTexts, ticketsToRead, type Choice, type Stage } from './preparation.ts';

interface WhatGoesInProps {
  readonly rooms: Rooms;
  readonly inventory: Inventory;
  readonly choice: Choice;
  readonly stage: Stage['kind'];
  readonly onChoice: (choice: Choice) => void;
  readonly onPrepare: () => void;
}

/** What is handed over, what it costs to read, and in how much it was counted. */
export function WhatGoesIn(props: WhatGoesInProps) {
  const { rooms, inventory, choice, stage, onChoice, onPrepare } = props;
  const { t, formats } = useText();
  const { perMinute } = useStore(rooms.pace);
  const { person } = inventory;
  const known = useMemo(() => figuresOf(inventory), [inventory]);
  const { comments, restored } = known.coverage;
  const isChoosing = stage === 'choosing';
  const calls = formats.number(known.calls);
  const texts = requestsForTexts(known.toRead);
  const minutes = Math.floor(texts / Math.max(1, perMinute));

  return (
    <>
      <p>{t('handOver.what.about')}</p>
      <List>
        <li>
          {t('handOver.what.calls', {
            n: inventory.phase === 'complete' ? calls : t('words.count.atLeast', { count: calls }),
          })}
        </li>
        <li>
          <Field>
            <Checkbox
              checked={choice.withTexts && known.toRead > 0}
              disabled={!isChoosing || known.toRead === 0}
              onChange={({ target }) => onChoice({ ...choice, withTexts: target.checked })}
            >
              <Field.Label>
                {t('handOver.what.texts', { n: formats.number(known.requested) })}
              </Field.Label>
              <Field.Hint>
                {known.toRead === 0
                  ? t('handOver.what.noTexts')
                  : t('handOver.what.textsCost', { n: texts, minutes })}
              </Field.Hint>
            </Checkbox>
          </Field>
        </li>
        <li>
          <Field>
            <Checkbox
              checked={choice.withNotes && choice.withTexts}
              disabled={!(isChoosing || stage === 'ready') || !choice.withTexts}
              onChange={({ target }) => onChoice({ ...choice, withNotes: target.checked })}
            >
              <Field.Label>{t('handOver.what.notes')}</Field.Label>
              <Field.Hint>{t('handOver.what.notesWhy')}</Field.Hint>
            </Checkbox>
          </Field>
        </li>
      </List>
      <p>
        {t('handOver.what.coverage', {
          read: formats.number(comments.read),
          of: formats.number(comments.of ?? comments.read),
        })}{' '}
        {isChoosing && t('handOver.what.accountCost', { n: known.forAccount })}
      </p>
      {inventory.phase !== 'complete' && (
        <Mark icon={LookIcon} manner="look">
          {t('handOver.what.notWhole')}
        </Mark>
      )}
      {isChoosing && restored && !choice.withTexts && (
        <p>{t('handOver.what.restored', { n: restored.tickets })}</p>
      )}
      {isChoosing && (
        <div>
          <Button isPrimary disabled={person === null} onClick={onPrepare}>
            {t('handOver.what.prepare')}
          </Button>
          {person === null && <Reason>{t('handOver.what.wait')}</Reason>}
        </div>
      )}
    </>
  );
}

function figuresOf(inventory: Inventory) {
  const { person, tickets, calls } = inventory;
  const owned = person === null ? [] : calls.filter(ownership(person));
  return {
    coverage: coverageOf(inventory),
    calls: owned.length,
    requested:
      person === null ? 0 : tickets.filter(({ ticket }) => isOwnedTicket(ticket, person)).length,
    toRead: person === null ? 0 : ticketsToRead(inventory, person).length,
    forAccount: requestsForAccount(owned),
  };
}

const List = styled.ul`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};
  padding: 0;
  list-style: none;
`;

const Reason = styled.span`
  margin-inline-start: ${({ theme }) => theme.space.sm};
`;
