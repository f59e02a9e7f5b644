import { type ReactNode, useEffect, useRef } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Place, WrittenComment } from '../../../domain/written.ts';
import type { CallRow } from '../../../inventory/callList.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { Duration } from '../../parts/Duration.tsx';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { KindLine } from '../../parts/KindLine.tsx';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import { When } from '../../parts/When.tsx';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { ExportWords } from './ExportWords.tsx';
import { PersonText } from './PersonText.tsx';

interface CallDetailProps {
  readonly rooms: Rooms;
  readonly inventory: Inventory;
  readonly row: CallRow;
  readonly onClose: () => void;
}

/** Everything known of one call. Its texts are read again for this and kept nowhere. */
export function CallDetail(props: CallDetailProps) {
  return (
    <PersonText>
      <Detail {...props} />
    </PersonText>
  );
}

function Detail({ rooms, inventory, row, onClose }: CallDetailProps) {
  const { t, formats } = useText();
  const { ticketId, commentId } = row.call;
  const [loaded, readAgain] = useLoaded(commentId, (signal) =>
    rooms.readCall(ticketId, { signal }),
  );
  const comments = known(loaded);
  const comment = comments?.find(({ id }) => id === commentId) ?? null;
  // What an earlier visit kept lacks numbers, names and lines.
  const call = comment?.call ?? row.call;
  const isPublic = comment?.isPublic ?? null;
  const { callId } = call;
  const exported = inventory.exported?.calls.find(({ id }) => id === callId);
  const foundBy = inventory.tickets.find(({ ticket }) => ticket.id === ticketId)?.foundBy ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  const id = String(ticketId);

  useEffect(() => heading.current?.focus(), []);

  return (
    <Section
      aria-label={t('personPage.detail.name')}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <Head>
        <Title ref={heading} tabIndex={-1}>
          <KindLine call={call} /> <When at={call.startedAt ?? call.createdAt} />
        </Title>
        <Button size="small" onClick={onClose}>
          {t('personPage.detail.close')}
        </Button>
      </Head>
      {loaded.kind === 'loading' && <p role="status">{t('personPage.detail.reading')}</p>}
      {loaded.kind === 'failed' && (
        <FailureNote
          failure={loaded.failure}
          about={t('personPage.detail.failed')}
          means={t('personPage.detail.failedMeans')}
          onTryAgain={readAgain}
        />
      )}
      {comments !== null && comment === null && <p>{t('personPage.detail.gone')}</p>}
      <Facts>
        <Fact name={t('personPage.detail.recording')}>
          <StateMark state={row.state} />
          <Meaning>{t(`personPage.detail.means.${row.state}`)}</Meaning>
        </Fact>
        <Fact name={t('personPage.detail.whose')}>
          {t(`personPage.detail.relation.${relationOf(row)}`)}
        </Fact>
        <Fact name={t('personPage.detail.from')}>
          <Said text={call.formattedFrom ?? call.from} />
        </Fact>
        <Fact name={t('personPage.detail.to')}>
          <Said text={call.formattedTo ?? call.to} />
        </Fact>
        <Fact name={t('page.person.table.line')}>
          <Said text={call.lineName} />
        </Fact>
        <Fact name={t('page.person.table.answeredBy')}>
          <Said text={call.answeredByName} />
          {call.answeredById !== null &&
            ` (${t('page.person.table.user', { id: String(call.answeredById) })})`}
        </Fact>
        <Fact name={t('personPage.detail.started')}>
          <When at={call.startedAt} />
        </Fact>
        <Fact name={t('page.person.table.length')}>
          <Duration seconds={call.durationSeconds} />
        </Fact>
        <Fact name={t('personPage.detail.written')}>
          <When at={call.createdAt} />
        </Fact>
        <Fact name={t('personPage.detail.author')}>
          <Said text={comment?.author?.name ?? comment?.author?.email ?? null} />
          {call.authorId !== null &&
            ` (${t('page.person.table.user', { id: String(call.authorId) })})`}
        </Fact>
        <Fact name={t('page.person.table.ticket')}>
          <Button
            isLink
            aria-label={t('page.person.table.openTicket', { ticket: id })}
            onClick={() => rooms.host.showTicket(ticketId)}
          >
            {t('words.ticketNumber', { id })}
          </Button>
        </Fact>
        <Fact name={t('personPage.detail.foundBy')}>
          {formats.list([...foundBy].map((source) => t(`personPage.detail.source.${source}`)))}
        </Fact>
        <Fact name={t('page.person.table.callId')}>{callId ?? t('words.notKnown')}</Fact>
        <Fact name={t('personPage.detail.export')}>
          {exported ? (
            <ExportWords call={exported} />
          ) : (
            t(
              inventory.exported === null || callId === null
                ? 'personPage.detail.exportUnread'
                : 'personPage.detail.exportSilent',
            )
          )}
        </Fact>
        {isPublic !== null && (
          <Fact name={t('personPage.traces.column.seen')}>
            {t(isPublic ? 'personPage.traces.public' : 'personPage.traces.internal')}
          </Fact>
        )}
      </Facts>
      {comment && <Texts comment={comment} />}
    </Section>
  );
}

/** Transcript, location, the text of the comment: as it stands on the ticket now, each place once. */
function Texts({ comment }: { readonly comment: WrittenComment }) {
  const { t } = useText();
  const texts = new Map<Place, Set<string>>();
  for (const { place, text } of comment.texts)
    if (text.trim() !== '') texts.set(place, (texts.get(place) ?? new Set()).add(text));
  if (texts.size === 0) return <p>{t('personPage.detail.noTexts')}</p>;
  return (
    <dl>
      {[...texts].map(([place, some]) => (
        <div key={place}>
          <dt>{t(`personPage.traces.place.${place}`)}</dt>
          {[...some].map((text) => (
            <Words key={text} dir="auto">
              {text}
            </Words>
          ))}
        </div>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Said({ text }: { readonly text: string | null }) {
  const { t } = useText();
  return text === null ? <>{t('words.notKnown')}</> : <PersonalText>{text}</PersonalText>;
}

function relationOf({ isOwned, isAnswered }: CallRow): 'own' | 'answered' | 'others' {
  if (isOwned) return 'own';
  return isAnswered ? 'answered' : 'others';
}

const Section = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};
  padding: ${({ theme }) => theme.space.sm};
  border: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
  border-radius: ${({ theme }) => theme.borderRadii.md};

  dl {
    margin: 0;
  }

  dt {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
    font-size: ${({ theme }) => theme.fontSizes.sm};
  }

  dd {
    min-width: 0;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }

  p {
    margin: 0;
  }
`;

const Head = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
  justify-content: space-between;
`;

const Title = styled.h2`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  font-size: ${({ theme }) => theme.fontSizes.lg};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  line-height: ${({ theme }) => theme.lineHeights.lg};

  &:focus {
    outline: none;
  }
`;

const Facts = styled.dl`
  display: grid;
  grid-template-columns: repeat(
    auto-fill,
    minmax(min(100%, calc(${({ theme }) => theme.space.xxl} * 6)), 1fr)
  );
  gap: ${({ theme }) => `${theme.space.xs} ${theme.space.lg}`};
`;

const Meaning = styled.p`
  margin: 0;
`;

const Words = styled.dd`
  max-height: calc(${({ theme }) => theme.space.xxl} * 5);
  overflow: auto;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`;
