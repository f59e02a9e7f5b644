import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { focusStyles, getColor } from '@zendeskgarden/react-theming';

import type { TicketId } from '../../../domain/ids.ts';
import type { Marker } from '../../../handover/marks.ts';
import type { BlackOut } from '../../../handover/review.ts';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';
import type { ShownPlace } from './places.ts';

interface PreviewProps {
  readonly place: ShownPlace;
  readonly at: number;
  readonly of: number;
  readonly marker: Marker;
  readonly leftIn: BlackOut;
  readonly onGo: (at: number) => void;
  readonly onOpenTicket: (id: TicketId) => void;
}

/** The texts of one place as they leave: bars where they are blacked out, marks where something was left in. */
export function Preview({ place, at, of, marker, leftIn, onGo, onOpenTicket }: PreviewProps) {
  const { t, formats } = useText();
  const { ticketId } = place;
  return (
    <Frame aria-label={t('handOver.review.preview')}>
      <Row>
        <span role="status">
          {t('handOver.review.position', { at: formats.number(at + 1), of: formats.number(of) })}
        </span>
        {ticketId === null ? (
          <span>{t('handOver.review.noTicket')}</span>
        ) : (
          <Button
            isLink
            aria-label={t('handOver.review.openTicket', { ticket: String(ticketId) })}
            onClick={() => onOpenTicket(ticketId)}
          >
            {t('words.ticketNumber', { id: String(ticketId) })}
          </Button>
        )}
        {place.createdAt !== null && <When at={place.createdAt} />}
        <Button size="small" aria-disabled={at === 0} onClick={() => onGo(Math.max(0, at - 1))}>
          {t('handOver.review.before')}
        </Button>
        <Button
          size="small"
          aria-disabled={at === of - 1}
          onClick={() => onGo(Math.min(of - 1, at + 1))}
        >
          {t('handOver.review.after')}
        </Button>
      </Row>
      <Texts tabIndex={0} role="group" aria-label={t('handOver.review.preview')}>
        <dl>
          {place.texts().map(({ where, text }, index) => (
            <div key={index}>
              <dt>{t(`handOver.review.place.${where}`)}</dt>
              <dd dir="auto">
                <Marked text={text} marker={marker} leftIn={leftIn} />
              </dd>
            </div>
          ))}
        </dl>
      </Texts>
    </Frame>
  );
}

function Marked({
  text,
  marker,
  leftIn,
}: Pick<PreviewProps, 'marker' | 'leftIn'> & { readonly text: string }) {
  const { t } = useText();
  const marks = marker.marks(text);
  return (
    <>
      {marks.map(({ key, start, end }, index) => (
        <span key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          {leftIn.has(key) ? (
            <mark dir="auto">{text.slice(start, end)}</mark>
          ) : (
            <Bar role="img" aria-label={t('handOver.review.blackedOut')} />
          )}
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
}

const Frame = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  padding: ${({ theme }) => theme.space.sm};
  border: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
  border-radius: ${({ theme }) => theme.borderRadii.md};
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
  font-variant-numeric: tabular-nums;
`;

const Texts = styled.div`
  max-height: calc(${({ theme }) => theme.space.xxl} * 6);
  overflow: auto;
  overflow-wrap: anywhere;

  dl,
  dd {
    margin: 0;
  }

  dt {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }

  dd {
    white-space: pre-wrap;
  }

  mark {
    background: ${({ theme }) => getColor({ theme, variable: 'background.warning' })};
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.warning' })};
    unicode-bidi: isolate;
  }

  ${({ theme }) => focusStyles({ theme, inset: true })}
`;

/** Of one length, whatever is under it. */
const Bar = styled.span`
  display: inline-block;
  width: 3em;
  height: 0.9em;
  background: ${({ theme }) => getColor({ theme, variable: 'foreground.default' })};
  vertical-align: baseline;
  forced-color-adjust: none;
`;
