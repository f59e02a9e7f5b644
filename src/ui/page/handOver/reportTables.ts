import type { HeldTraces, ReportCall, ReportLine, Stay } from '../../../handover/accessReport.ts';
import type { Text } from '../../text.tsx';
import { momentPiece, yesNo, type Line, type Table } from './reportParts.ts';

/** What was found beside the audio, kind by kind and place by place. */
export function tracesTable(traces: readonly HeldTraces[], { t, formats }: Text): Table {
  return tableOf(
    t('handOver.report.held.tracesName'),
    ['kindHead', 'placeHead', 'timesHead', 'ticketsHead'].map((head) =>
      t(`handOver.report.held.${head as 'kindHead'}`),
    ),
    traces,
    ({ kind, place, times, tickets }) => [
      [t(`handOver.report.held.kind.${kind}`)],
      [t(`handOver.report.held.place.${place}`)],
      [formats.number(times)],
      [formats.number(tickets)],
    ],
  );
}

/** The lines of the calls, with how long each keeps recordings. */
export function linesTable(lines: readonly ReportLine[], text: Text): Table {
  const { t, formats } = text;
  const heads = ['line', 'calls', 'recorded', 'callRecordings', 'voicemails'] as const;
  return tableOf(
    t('handOver.report.stay.lines'),
    heads.map((head) => t(`handOver.report.stay.${head}`)),
    lines,
    (line) => [
      nameOf(line, text),
      [formats.number(line.calls)],
      [t('handOver.report.stay.recordedIs', { is: yesNo(line.isRecorded) })],
      [stayText(line.callRecordings, text)],
      [stayText(line.voicemails, text)],
    ],
  );
}

function nameOf({ name, number }: ReportLine, { t }: Text): Line {
  if (name !== null && number !== null && name !== number)
    return [{ personal: name }, ', ', { personal: number }];
  const known = name ?? number;
  return known === null ? [t('handOver.report.stay.unknownLine')] : [{ personal: known }];
}

/** `3.months` and its like (talk-api 6); a word of the future is shown as Zendesk says it. */
function stayText(stay: Stay, { t }: Text): string {
  if (stay.state !== 'value') return t(`handOver.report.stay.${stay.state}`);
  if (stay.deletedAfter === 'never') return t('handOver.report.stay.never');
  const [, count, unit] = /^(\d+)\.(days|weeks|months|years)$/.exec(stay.deletedAfter) ?? [];
  if (count === undefined || unit === undefined) return stay.deletedAfter;
  return t('handOver.report.stay.after', { n: Number(count), unit });
}

/** The person's calls, newest first. */
export function callsTable(calls: readonly ReportCall[], text: Text): Table {
  const { t, formats } = text;
  const heads = ['time', 'kind', 'length', 'line', 'ticket', 'recording', 'transcript'] as const;
  return tableOf(
    t('handOver.report.calls.title'),
    heads.map((head) => t(`handOver.report.calls.${head}`)),
    calls,
    ({ call, recording, link }) => [
      [momentPiece(call.startedAt ?? call.createdAt, text)],
      [
        t('words.callLine', {
          kind: call.kind,
          direction: call.direction,
          origin: call.origin,
        }),
      ],
      [
        call.durationSeconds === null
          ? t('handOver.report.notKnown')
          : formats.duration(call.durationSeconds),
      ],
      call.lineName === null ? [t('handOver.report.notKnown')] : [{ personal: call.lineName }],
      [{ href: link, text: t('words.ticketNumber', { id: String(call.ticketId) }) }],
      [t(`handOver.report.calls.state.${recording}`)],
      call.hasTranscript ? [t('handOver.report.calls.has')] : [],
    ],
  );
}

function tableOf<Row>(
  name: string,
  heads: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly Line[],
): Table {
  return {
    kind: 'table',
    name,
    heads,
    count: rows.length,
    row(index) {
      const row = rows[index];
      return row === undefined ? [] : cells(row);
    },
  };
}
