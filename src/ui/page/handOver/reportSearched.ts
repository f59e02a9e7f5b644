import type { Coverage, SourceCoverage } from '../../../inventory/coverage.ts';
import type { Text } from '../../text.tsx';
import type { Block } from './reportParts.ts';

const sources = [
  'requested',
  'ccd',
  'followed',
  'commented',
  'assigned',
  'search',
  'suspended',
  'callsExport',
  'legsExport',
] as const;

/** The sources that were asked, and how far each was read. */
export function searched(coverage: Coverage, text: Text): Block {
  return {
    kind: 'list',
    items: sources.flatMap((source) => {
      const covered = coverage[source];
      if (covered === null || covered.state === 'notAsked') return [];
      const portion = portionText(covered, text);
      return [[text.t(`handOver.report.left.source.${source}`, { portion })]];
    }),
  };
}

function portionText({ read, of, isComplete }: SourceCoverage, { t, formats }: Text): string {
  const portion =
    of === null
      ? t('handOver.report.left.some', { read: formats.number(read) })
      : t('handOver.report.left.of', { read: formats.number(read), of: formats.number(of) });
  return isComplete ? portion : `${portion}, ${t('handOver.report.left.notToEnd')}`;
}

/** What was not searched, each with its reason. */
export function notSearched({ notSearched: places }: Coverage, { t }: Text): Block {
  return {
    kind: 'list',
    items: places.map((place) => [t(`handOver.report.left.unsearched.${place}`)]),
  };
}
