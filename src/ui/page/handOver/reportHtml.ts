import { inSlices, type Slicing } from '../../../handover/slices.ts';
import type { ReportDocument } from './reportDocument.ts';
import type { Block, Line, Piece } from './reportParts.ts';

/** For a browser years from now: no script, nothing fetched, the reader's own fonts and colours. */
const style = `
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { margin-block: 2rem 0.5rem; font-size: 1.25rem; }
p { margin-block: 0.5rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) minmax(0, 2fr); gap: 0.25rem 1rem; }
dd { margin: 0; }
bdi { unicode-bidi: isolate; }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding-block: 0.5rem; font-weight: 600; text-align: start; }
th, td { padding: 0.25rem 0.5rem; border-bottom: thin solid; text-align: start; vertical-align: top; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 0.75rem; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;

/** The report as a whole HTML document. Null when it was aborted. */
export async function reportHtml(
  { lang, title, sections }: ReportDocument,
  slicing: Slicing,
): Promise<string | null> {
  const out: string[] = [
    `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 dir="auto">${escaped(title)}</h1>
`,
  ];
  for (const section of sections) {
    out.push('<section>\n');
    if (section.title !== '') out.push(`<h2>${escaped(section.title)}</h2>\n`);
    for (const block of section.blocks) if (!(await writeBlock(block, out, slicing))) return null;
    out.push('</section>\n');
  }
  out.push('</main>\n</body>\n</html>\n');
  return out.join('');
}

/** False when it was aborted. */
async function writeBlock(block: Block, out: string[], slicing: Slicing): Promise<boolean> {
  switch (block.kind) {
    case 'text':
      out.push(`<p dir="auto">${lineHtml(block.line)}</p>\n`);
      return true;
    case 'list':
      out.push(
        '<ul>\n',
        ...block.items.map((line) => `<li dir="auto">${lineHtml(line)}</li>\n`),
        '</ul>\n',
      );
      return true;
    case 'facts':
      out.push('<dl>\n');
      for (const { term, value } of block.facts)
        out.push(`<dt>${escaped(term)}</dt><dd>${lineHtml(value)}</dd>\n`);
      out.push('</dl>\n');
      return true;
    case 'table': {
      const heads = block.heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('');
      out.push(
        `<div class="table"><table>\n<caption>${escaped(block.name)}</caption>\n`,
        `<thead><tr>${heads}</tr></thead>\n<tbody>\n`,
      );
      const indexes = Array.from({ length: block.count }, (_, index) => index);
      const isDone = await inSlices(
        indexes,
        slicing,
        (index) => {
          const cells = block.row(index).map((cell) => `<td>${lineHtml(cell)}</td>`);
          out.push(`<tr>${cells.join('')}</tr>\n`);
        },
        (done) => slicing.onProgress?.(done / block.count),
      );
      out.push('</tbody>\n</table></div>\n');
      return isDone;
    }
  }
}

const lineHtml = (line: Line): string => line.map(pieceHtml).join('');

function pieceHtml(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('personal' in piece) return `<bdi dir="auto">${escaped(piece.personal)}</bdi>`;
  if ('iso' in piece) return `<time datetime="${escaped(piece.iso)}">${escaped(piece.text)}</time>`;
  return `<a href="${escaped(piece.href)}">${escaped(piece.text)}</a>`;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As text and inside a quoted attribute. What no HTML document may hold becomes the sign for it. */
const escaped = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
