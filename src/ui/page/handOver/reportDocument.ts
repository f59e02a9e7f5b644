import type { AccessReport } from '../../../handover/accessReport.ts';
import type { Count } from '../../../inventory/coverage.ts';
import type { Instant, Text } from '../../text.tsx';
import type { Company } from './company.ts';
import { momentPiece, yesNo, type Block, type Line } from './reportParts.ts';
import { notSearched, searched } from './reportSearched.ts';
import { callsTable, linesTable, tracesTable } from './reportTables.ts';

export interface ReportSection {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The access report in words, for the screen, for print and for a file. */
export interface ReportDocument {
  readonly lang: string;
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

/** The one source of every form of the report. Written to the person, in plain words. */
export function reportDocument(
  report: AccessReport,
  company: Company,
  subdomain: string,
  text: Text,
): ReportDocument {
  const { t, formats } = text;
  const { held, coverage } = report;
  const madeAt = formats.moment(report.madeAt);
  const when = madeAt?.exact ?? '';
  const paragraph = (...line: Line): Block => ({ kind: 'text', line });
  const stated = (said: string | null): readonly Block[] =>
    said === null ? [paragraph(t('handOver.report.notStated'))] : linesOf(said).map(personalBlock);
  const shown = (count: Count, value = formats.number(count.value)) =>
    count.isAtLeast ? t('handOver.report.atLeast', { count: value }) : value;
  const facts = (all: readonly (readonly [term: string, value: Line] | null)[]): Block => ({
    kind: 'facts',
    facts: all.flatMap((one) => (one === null ? [] : { term: one[0], value: one[1] })),
  });
  const moment = (at: Instant | null): Line => [momentPiece(at, text)];
  const values = (term: string, all: readonly string[]) =>
    all.length === 0 ? null : ([term, personalList(all)] as const);

  const sections: readonly ReportSection[] = [
    {
      title: t('handOver.report.who.title'),
      blocks: [
        facts([
          values(t('handOver.report.who.names'), report.names),
          values(t('handOver.report.who.addresses'), report.addresses),
          values(t('handOver.report.who.numbers'), report.numbers),
          values(t('handOver.report.who.forwarding'), report.forwardingNumbers),
          [t('handOver.report.who.profiles'), [formats.number(report.profiles)]],
        ]),
        ...(report.isAgent ? [paragraph(t('handOver.report.who.agent'))] : []),
      ],
    },
    {
      title: t('handOver.report.held.title'),
      blocks: [
        paragraph(
          t('handOver.report.held.coverage', {
            read: formats.number(coverage.comments.read),
            of: formats.number(coverage.comments.of ?? coverage.comments.read),
            when: formats.moment(coverage.at ?? report.madeAt)?.text ?? '',
          }),
        ),
        ...(coverage.isComplete ? [] : [paragraph(t('handOver.report.held.notWhole'))]),
        facts([
          ...(['calls', 'recordings', 'voicemails'] as const).map(
            (name) => [t(`handOver.report.held.${name}`), [shown(held[name])]] as const,
          ),
          [
            t('handOver.report.held.audioSeconds'),
            [shown(held.audioSeconds, formats.duration(held.audioSeconds.value))],
          ],
          [t('handOver.report.held.transcripts'), [shown(held.transcripts)]],
          [t('handOver.report.held.tickets'), [shown(held.tickets)]],
          held.answered && [t('handOver.report.held.answered'), [shown(held.answered)]],
          ...(['callsWithoutTicket', 'suspended'] as const).map((name) => {
            const count = held[name];
            const value = count === null ? t('handOver.report.notKnown') : formats.number(count);
            return [t(`handOver.report.held.${name}`), [value]] as const;
          }),
        ]),
        ...(held.traces.length === 0
          ? []
          : [paragraph(t('handOver.report.held.traces')), tracesTable(held.traces, text)]),
      ],
    },
    {
      title: t('handOver.report.where.title'),
      blocks: [
        paragraph(t('handOver.report.where.account', { account: `${subdomain}.zendesk.com` })),
      ],
    },
    {
      title: t('handOver.report.since.title'),
      blocks: [
        facts([
          [t('handOver.report.since.profile'), moment(report.since)],
          [t('handOver.report.since.first'), moment(report.firstCallAt)],
          [t('handOver.report.since.last'), moment(report.lastCallAt)],
        ]),
      ],
    },
    { title: t('handOver.report.purpose.title'), blocks: stated(company.purpose) },
    {
      title: t('handOver.report.seen.title'),
      blocks: [
        {
          kind: 'list',
          items: [
            [t('handOver.report.seen.agents')],
            ...(report.seenBy.othersOnTickets === 0
              ? []
              : [
                  [
                    t('handOver.report.seen.othersOnTickets', {
                      n: report.seenBy.othersOnTickets,
                    }),
                  ],
                ]),
            [t('handOver.report.seen.requesters', { open: yesNo(report.seenBy.requesters) })],
          ],
        },
      ],
    },
    {
      title: t('handOver.report.stay.title'),
      blocks: [
        ...stated(company.retention),
        report.lines.length === 0
          ? paragraph(t('handOver.report.stay.noLines'))
          : linesTable(report.lines, text),
      ],
    },
    {
      title: t('handOver.report.recipients.title'),
      blocks: [
        {
          kind: 'list',
          items: report.recipients.flatMap((recipient): readonly Line[] =>
            recipient.kind === 'company'
              ? linesOf(recipient.text).map((personal) => [{ personal }])
              : [[t(`handOver.report.recipients.${recipient.kind}`)]],
          ),
        },
        ...(company.recipients === null ? [paragraph(t('handOver.report.recipients.more'))] : []),
      ],
    },
    {
      title: t('handOver.report.calls.title'),
      blocks: [
        report.calls.length === 0
          ? paragraph(t('handOver.report.calls.none'))
          : callsTable(report.calls, text),
      ],
    },
    {
      title: t('handOver.report.left.title'),
      blocks: [
        paragraph(t('handOver.report.left.words')),
        paragraph(t('handOver.report.left.audio')),
        paragraph(t('handOver.report.left.searched')),
        searched(coverage, text),
        paragraph(t('handOver.report.left.notSearched')),
        notSearched(coverage, text),
      ],
    },
    { title: t('handOver.report.contact.title'), blocks: stated(company.contact) },
  ];

  const { company: name } = company;
  return {
    lang: text.locale,
    title:
      name === null ? t('handOver.report.title') : t('handOver.report.titleOf', { company: name }),
    sections: [
      {
        title: '',
        blocks: [
          paragraph(
            name === null
              ? t('handOver.report.made', { when })
              : t('handOver.report.madeBy', { company: name, when }),
            ' ',
            t('handOver.report.zone'),
          ),
        ],
      },
      ...sections,
    ],
  };
}

const linesOf = (said: string): readonly string[] =>
  said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const personalBlock = (personal: string): Block => ({ kind: 'text', line: [{ personal }] });

/** One after the other, each in its own direction. */
const personalList = (all: readonly string[]): Line =>
  all.flatMap((personal, index) => (index === 0 ? [{ personal }] : [', ', { personal }]));
