import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { PhoneNumber } from '../../../domain/phoneNumber.ts';
import type { PhoneReading } from '../../../inventory/phoneBook.ts';
import type { Understood } from '../../../inventory/understood.ts';
import { type Text, useText } from '../../text.tsx';

interface ReadingProps {
  readonly id: string;
  readonly understood: Understood;
  /** The phone book is still at it. */
  readonly isReading: boolean;
  readonly askedNothing: boolean;
  /** The number whose answer is on the screen. */
  readonly shown: PhoneNumber | null;
  readonly onRead: (spelling: string) => void;
}

/** What the field takes the text for, before anything is asked, and what else it may mean. */
export function Reading(props: ReadingProps) {
  const { id, understood, isReading, askedNothing, shown, onRead } = props;
  const text = useText();
  const { t } = text;
  const others = otherReadings(understood).filter(({ number }) => number !== shown);
  return (
    <>
      <Sentence id={id} role="status">
        {askedNothing ? t('page.find.nothingAsked') : sentence(understood, isReading, text)}
      </Sentence>
      {others.length > 0 && (
        <Others>
          <span>{t('page.find.instead')}</span>
          {others.map((reading) => (
            <Button key={reading.number} isLink onClick={() => onRead(reading.shown)}>
              <bdi>{numberName(reading, text)}</bdi>
            </Button>
          ))}
        </Others>
      )}
    </>
  );
}

function sentence(understood: Understood, isReading: boolean, text: Text): string {
  const { t } = text;
  const needsCountryCode =
    !isReading && 'needsCountryCode' in understood && understood.needsCountryCode;
  const hint = needsCountryCode ? ` ${t('page.find.countryCode')}` : '';
  switch (understood.kind) {
    case 'empty':
      return t('page.find.hint');
    case 'number': {
      const id = String(understood.userId);
      const [reading] = understood.readings;
      return reading === undefined
        ? t('page.find.read.number', { id }) + hint
        : t('page.find.read.numberOrPhone', { id, number: numberName(reading, text) });
    }
    case 'ticket':
      return t('page.find.read.ticket', { id: String(understood.ticketId) });
    case 'email':
      return t('page.find.read.email');
    case 'phone': {
      const { reading } = understood;
      const read = t('page.find.read.phone', { number: numberName(reading, text) });
      return reading.extension === null
        ? read
        : `${read} ${t('page.find.read.extension', { extension: reading.extension })}`;
    }
    case 'text':
      return isReading ? '' : t('page.find.read.text') + hint;
  }
}

function otherReadings(understood: Understood): readonly PhoneReading[] {
  if (understood.kind === 'phone') return understood.others;
  return understood.kind === 'number' ? understood.readings : [];
}

/** The number with its country, and why that one where it was not written. */
function numberName({ shown, country, assumed }: PhoneReading, { t, locale }: Text): string {
  if (country === null) return shown;
  const name = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
  return t('page.find.numberIn', { number: shown, country: name, why: assumed ?? 'written' });
}

const Sentence = styled.p`
  min-height: ${({ theme }) => theme.lineHeights.md};
  margin: 0;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  unicode-bidi: plaintext;
`;

const Others = styled.p`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.space.xxs} ${theme.space.sm}`};
  margin: 0;

  button {
    text-align: start;
  }
`;
