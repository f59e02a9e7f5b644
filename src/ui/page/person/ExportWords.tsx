import type { ExportedCall } from '../../../api/deepReads.ts';
import { type Text, useText } from '../../text.tsx';

/** What Talk's calls export says of a call beside its time: as its word, not as what is there now. */
export function ExportWords({ call }: { readonly call: ExportedCall }) {
  const text = useText();
  return (
    <>
      {exportSays(call, text).map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
    </>
  );
}

function exportSays(call: ExportedCall, { t, formats }: Text): readonly string[] {
  return [
    ...(call.completionStatus === null
      ? []
      : [t('personPage.export.status', { status: call.completionStatus.replaceAll('_', ' ') })]),
    ...(call.recordedSeconds === null
      ? []
      : [
          call.recordedSeconds > 0
            ? t('personPage.export.recorded', { length: formats.duration(call.recordedSeconds) })
            : t('personPage.export.notRecorded'),
        ]),
    ...(call.hasTranscript === true ? [t('personPage.export.transcript')] : []),
    ...(call.hasSummary === true ? [t('personPage.export.summary')] : []),
  ];
}
