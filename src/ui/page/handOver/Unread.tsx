import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import LookIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';

import type { TicketId } from '../../../domain/ids.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { useText } from '../../text.tsx';
import { Paged } from '../Paged.tsx';
import { unreadTickets, type Prepared } from './preparation.ts';

interface UnreadProps {
  readonly prepared: Prepared;
  /** Left out where texts were not asked for. */
  readonly onReadAgain?: () => void;
  readonly onOpenTicket: (id: TicketId) => void;
}

/** What could not be read, and is missing in what leaves. */
export function Unread({ prepared, onReadAgain, onOpenTicket }: UnreadProps) {
  const { t } = useText();
  const { texts, account } = prepared;
  const unread = unreadTickets(texts);
  const failure = texts.tickets.flatMap((one) => (one.state === 'failed' ? one.failure : []))[0];
  return (
    <>
      {unread.length > 0 && (
        <div>
          <Mark icon={LookIcon} manner="look">
            {t('handOver.unread.title', { n: unread.length })}
          </Mark>
          <p>{t('handOver.unread.about')}</p>
          {failure && <FailureNote failure={failure} about={t('handOver.unread.failed')} />}
          <Numbers>
            <Paged items={unread}>
              {(id) => (
                <li key={id}>
                  <Button
                    isLink
                    aria-label={t('handOver.review.openTicket', { ticket: String(id) })}
                    onClick={() => onOpenTicket(id)}
                  >
                    {t('words.ticketNumber', { id: String(id) })}
                  </Button>
                </li>
              )}
            </Paged>
          </Numbers>
          {onReadAgain && (
            <Button size="small" onClick={onReadAgain}>
              {t('handOver.unread.again')}
            </Button>
          )}
        </div>
      )}
      {texts.unknown && <FailureNote failure={texts.unknown} about={t('handOver.unread.people')} />}
      {account.failure && (
        <FailureNote failure={account.failure} about={t('handOver.unread.account')} />
      )}
    </>
  );
}

const Numbers = styled.div`
  ul {
    display: flex;
    flex-wrap: wrap;
  }
`;
