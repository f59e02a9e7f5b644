import type { Call } from '../domain/call.ts';
import { phoneNumberFrom } from '../domain/phoneNumber.ts';
import type { LineReading, ReportLine, Stay } from './accessReport.ts';

/** The lines of these calls: by the number of a line, or by its name where a call says no number. Most calls first. */
export function linesOf(
  owned: readonly Call[],
  readings: readonly LineReading[],
): readonly ReportLine[] {
  const found = new Map<string, { name: string | null; number: string | null; calls: number }>();
  for (const call of owned) {
    const number = lineNumber(call);
    const key = number ?? call.lineName ?? '';
    const before = found.get(key);
    found.set(key, {
      name: before?.name ?? call.lineName,
      number,
      calls: (before?.calls ?? 0) + 1,
    });
  }
  return [...found.values()]
    .sort((one, other) => other.calls - one.calls)
    .map(({ name, number, calls }) => {
      const reading = readings.find((one) => {
        const line = one.state === 'read' ? one.line : one;
        return number === null
          ? name !== null && line.nickname === name
          : phoneNumberFrom(line.number) === number;
      });
      const line = reading?.state === 'read' ? reading.line : null;
      const nickname = (line ?? (reading?.state === 'refused' ? reading : null))?.nickname ?? null;
      const stay = (deletedAfter: string | null): Stay => {
        if (reading?.state === 'refused') return { state: 'refused' };
        return deletedAfter === null ? { state: 'notKnown' } : { state: 'value', deletedAfter };
      };
      return {
        name: name ?? nickname,
        number,
        calls,
        isRecorded: line?.isRecorded ?? null,
        callRecordings: stay(line?.callsDeletedAfter ?? null),
        voicemails: stay(line?.voicemailsDeletedAfter ?? null),
      };
    });
}

function lineNumber({ direction, from, to }: Call): string | null {
  if (direction === 'inbound') return to;
  return direction === 'outbound' ? from : null;
}
