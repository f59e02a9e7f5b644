import styled from 'styled-components';

import { useText } from '../../text.tsx';
import type { ReportDocument } from './reportDocument.ts';
import type { Block, Line, Piece, Table } from './reportParts.ts';

/** So many lines of a table stand in the page; the file holds them all. */
const mostLines = 500;

interface ReportViewProps {
  readonly report: ReportDocument;
  /** Of the title; the sections come one below. */
  readonly level: 1 | 3;
}

/** The access report on the screen or on paper. It wears the colours of whatever is around it. */
export function ReportView({ report, level }: ReportViewProps) {
  const [Title, Part] = level === 1 ? (['h1', 'h2'] as const) : (['h3', 'h4'] as const);
  return (
    <Document lang={report.lang} aria-label={report.title}>
      <Title dir="auto">{report.title}</Title>
      {report.sections.map(({ title, blocks }) => (
        <section key={title}>
          {title !== '' && <Part>{title}</Part>}
          {blocks.map((block, index) => (
            <BlockView key={index} block={block} />
          ))}
        </section>
      ))}
    </Document>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'text':
      return (
        <p dir="auto">
          <LineView line={block.line} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((line, index) => (
            <li key={index} dir="auto">
              <LineView line={line} />
            </li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl>
          {block.facts.map(({ term, value }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <LineView line={value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <TableView table={block} />;
  }
}

function TableView({ table }: { readonly table: Table }) {
  const { t, formats } = useText();
  const shown = Math.min(table.count, mostLines);
  return (
    <>
      <Scroll role="region" aria-label={table.name} tabIndex={0}>
        <table>
          <caption>{table.name}</caption>
          <thead>
            <tr>
              {table.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, index) => (
              <tr key={index}>
                {table.row(index).map((cell, column) => (
                  <td key={column}>
                    <LineView line={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown < table.count && (
        <p>
          {t('handOver.report.calls.more', {
            shown: formats.number(shown),
            of: formats.number(table.count),
          })}
        </p>
      )}
    </>
  );
}

const LineView = ({ line }: { readonly line: Line }) =>
  line.map((piece, index) => <PieceView key={index} piece={piece} />);

function PieceView({ piece }: { readonly piece: Piece }) {
  if (typeof piece === 'string') return piece;
  if ('personal' in piece) return <bdi dir="auto">{piece.personal}</bdi>;
  if ('iso' in piece) return <time dateTime={piece.iso}>{piece.text}</time>;
  return (
    <a href={piece.href} target="_blank" rel="noreferrer">
      {piece.text}
    </a>
  );
}

const Document = styled.article`
  overflow-wrap: anywhere;

  h1,
  h3 {
    margin: 0;
    font-size: ${({ theme }) => theme.fontSizes.xl};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
    line-height: ${({ theme }) => theme.lineHeights.xl};
  }

  h2,
  h4 {
    margin: ${({ theme }) => `${theme.space.md} 0 0`};
    font-size: ${({ theme }) => theme.fontSizes.lg};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
    line-height: ${({ theme }) => theme.lineHeights.lg};
    break-after: avoid;
  }

  p,
  ul,
  dl {
    margin: ${({ theme }) => theme.space.xs} 0 0;
  }

  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
    gap: ${({ theme }) => theme.space.sm};
  }

  dd {
    margin: 0;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  caption {
    padding: ${({ theme }) => theme.space.xs} 0;
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
    text-align: start;
  }

  th,
  td {
    padding: ${({ theme }) => `${theme.space.xxs} ${theme.space.xs}`};
    border-bottom: ${({ theme }) => theme.borders.sm};
    text-align: start;
    vertical-align: top;
  }

  tr {
    break-inside: avoid;
  }

  a {
    color: inherit;
  }
`;

const Scroll = styled.div`
  overflow-x: auto;

  @media print {
    overflow: visible;
  }
`;
