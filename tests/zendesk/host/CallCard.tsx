import type { HeardCall } from './desk.ts';
import { lengthOf } from './words.ts';

export function CallCard({ call }: { call: HeardCall }) {
  const kind = call.kind === 'voicemail' ? 'Voicemail' : 'Call';
  return (
    <div className="call">
      <div className="call-head">
        <svg viewBox="0 0 18 18" width={14} height={14} aria-hidden="true">
          <path
            d="M5.6 2 8 6.2 6.4 7.8c.7 1.6 2.2 3.1 3.8 3.8L11.8 10 16 12.4c-.3 2-1.7 3.3-3.4 3.3C7.3 15.7 2.3 10.7 2.3 5.4 2.3 3.7 3.6 2.3 5.6 2Z"
            fill="currentColor"
          />
        </svg>
        <b>
          {call.direction === 'outbound' ? 'Outgoing ' : ''}
          {call.origin === 'partner' ? `partner ${kind.toLowerCase()}` : kind.toLowerCase()}
        </b>
        <span className="quiet figure">
          {call.from ?? 'hidden'} → {call.to ?? 'hidden'}
        </span>
      </div>
      {call.isAudible ? (
        <div className="player" role="img" aria-label={`Recording, ${lengthOf(call.seconds)}`}>
          <span className="play" />
          <span className="groove" />
          <span className="figure">{lengthOf(call.seconds)}</span>
        </div>
      ) : (
        <p className="gone">Recording not available</p>
      )}
      {call.transcript !== null && (
        <blockquote dir="auto">
          <span className="quiet">Transcript</span> {call.transcript}
        </blockquote>
      )}
      <p className="quiet details" dir="auto">
        {[
          call.answeredBy === null
            ? null
            : `${call.direction === 'outbound' ? 'called by' : 'answered by'} ${call.answeredBy}`,
          `length ${lengthOf(call.seconds)}`,
          call.location,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    </div>
  );
}
