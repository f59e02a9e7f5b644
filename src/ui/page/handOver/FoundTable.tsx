import { Button } from '@zendeskgarden/react-buttons';

import type { TicketId } from '../../../domain/ids.ts';
import type { BlackOut, Found } from '../../../handover/review.ts';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { type TextKey, useText } from '../../text.tsx';
import { Cell, Line, type LinePlace, VirtualTable } from '../person/VirtualTable.tsx';

interface FoundTableProps {
  readonly found: readonly Found[];
  readonly leftIn: BlackOut;
  readonly onToggle: (key: string) => void;
  readonly onShow: (found: Found) => void;
  readonly onOpenTicket: (id: TicketId) => void;
}

const columns = [
  ['value', 26],
  ['kind', 10],
  ['whose', 24],
  ['times', 8],
  ['where', 22],
  ['text', 10],
] as const;

const card = ['box value value', 'kind whose whose', 'times where text'];

/** Other people's data in the texts. A tick blacks it out. */
export function FoundTable({ found, ...line }: FoundTableProps) {
  const { t } = useText();
  return (
    <VirtualTable
      name={t('handOver.review.name')}
      columns={columns.map(([name, share]) => ({
        name,
        share,
        title: t(`handOver.review.column.${name}`),
      }))}
      rows={found}
      card={card}
      leading={t('handOver.review.column.blackOut')}
    >
      {(one, place) => <FoundLine key={one.key} found={one} place={place} {...line} />}
    </VirtualTable>
  );
}

interface FoundLineProps extends Omit<FoundTableProps, 'found'> {
  readonly found: Found;
  readonly place: LinePlace;
}

function FoundLine({ found, place, leftIn, onToggle, onShow, onOpenTicket }: FoundLineProps) {
  const { t, formats } = useText();
  const { key, kind, value, owner, times, places } = found;
  const [first = null, ...more] = new Set(places.map(({ ticketId }) => ticketId));
  return (
    <Line {...place}>
      <Cell part="box" isMinimum>
        <input
          type="checkbox"
          checked={!leftIn.has(key)}
          aria-label={t('handOver.review.blackOut', { value })}
          onChange={() => onToggle(key)}
        />
      </Cell>
      <Cell part="value">
        <PersonalText>{value}</PersonalText>
      </Cell>
      <Cell part="kind" isTruncated>
        {t(`handOver.review.kind.${kind}`)}
      </Cell>
      <Cell part="whose">
        {owner === null || owner.name === null ? (
          t(owner === null ? 'handOver.review.nobody' : 'words.notKnown')
        ) : (
          <PersonalText>
            {t('handOver.review.owner', { name: owner.name, role: t(roleOf(owner.role)) })}
          </PersonalText>
        )}
      </Cell>
      <Cell part="times">{formats.number(times)}</Cell>
      <Cell part="where" isTruncated>
        {first === null ? (
          t('handOver.review.noTicket')
        ) : (
          <Button
            isLink
            aria-label={t('handOver.review.openTicket', { ticket: String(first) })}
            onClick={() => onOpenTicket(first)}
          >
            {t('words.ticketNumber', { id: String(first) })}
          </Button>
        )}
        {more.length > 0 && ` ${t('handOver.review.moreTickets', { n: more.length })}`}
      </Cell>
      <Cell part="text">
        <Button
          isLink
          aria-label={t('handOver.review.showOf', { value })}
          onClick={() => onShow(found)}
        >
          {t('handOver.review.show')}
        </Button>
      </Cell>
    </Line>
  );
}

function roleOf(role: string | null): TextKey {
  if (role !== 'end-user' && role !== 'agent' && role !== 'admin') return 'words.role.unknown';
  return `words.role.${role}`;
}
