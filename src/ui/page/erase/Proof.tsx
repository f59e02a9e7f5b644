import { useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { Field, Textarea } from '@zendeskgarden/react-forms';

import {
  certificateName,
  certificateOf,
  followUpsOf,
  receiptsOf,
} from '../../../erasure/certificate.ts';
import type { Progress } from '../../../erasure/progress.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import { useStore } from '../../parts/useStore.ts';
import { When } from '../../parts/When.tsx';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import type { KnownCalls } from '../run/itemText.ts';
import { Receipts } from '../run/Receipts.tsx';
import { Compliance } from './Compliance.tsx';
import { StaysAndUnreachable } from './StaysAndUnreachable.tsx';

interface ProofProps {
  readonly rooms: Rooms;
  readonly store: RunStore;
  readonly calls: KnownCalls;
}

/** What happened, as a document: counts, receipts, what stays, what cannot be reached, dates to come. */
export function Proof({ rooms, store, calls }: ProofProps) {
  const { t, formats } = useText();
  const { progress } = useStore(store);
  const { plan } = progress;
  const certificate = certificateOf(progress);
  const [text, setText] = useState<{ readonly isSaved: boolean; readonly json: string } | null>(
    null,
  );

  const save = () => {
    const json = JSON.stringify(certificate, null, 2);
    setText({
      json,
      isSaved: rooms.saveFile(certificateName(certificate), 'application/json', json),
    });
  };

  return (
    <Document>
      <Subheading>{t('erase.proof.title')}</Subheading>
      {progress.ended && (
        <p>
          {t(`erase.proof.${progress.ended.kind}`)} <When at={progress.ended.at} />
        </p>
      )}
      <Counts progress={progress} />
      <Row>
        <Button onClick={save}>{t('erase.proof.save')}</Button>
        <Button onClick={() => window.print()}>{t('erase.proof.print')}</Button>
      </Row>
      {text && <CertificateText {...text} />}
      <Subheading>{t('erase.proof.dates')}</Subheading>
      {followUpsOf(progress).length === 0 && <p>{t('erase.proof.noDates')}</p>}
      <ul>
        {followUpsOf(progress).map(({ kind, at, items }) => (
          <li key={kind}>
            {t(`erase.proof.date.${kind}`, { day: formats.day(at) ?? '', n: items })}
          </li>
        ))}
      </ul>
      {plan.scope === 'person' && <Compliance store={store} compliance={progress.compliance} />}
      <Subheading>{t('erase.receipts.name')}</Subheading>
      <Receipts progress={progress} calls={calls} />
      <StaysAndUnreachable plan={plan} />
      <Subheading>{t('erase.proof.coverage')}</Subheading>
      <p>
        {t('erase.proof.covered', {
          read: plan.coverage.ticketsRead,
          listed: plan.coverage.ticketsListed,
          calls: plan.coverage.calls,
        })}{' '}
        <When at={plan.coverage.scannedAt} />.{' '}
        {t(
          certificate.coverage.otherPeoplesTicketsSearched
            ? 'erase.proof.othersSearched'
            : 'erase.proof.notSearched',
        )}
      </p>
      <Digests>
        <dt>{t('erase.proof.planDigest')}</dt>
        <dd>{progress.digest}</dd>
        <dt>{t('erase.proof.digest')}</dt>
        <dd>{certificate.digest}</dd>
        <dt>{t('erase.proof.case')}</dt>
        <dd>{progress.caseId}</dd>
      </Digests>
    </Document>
  );
}

/** How the items ended, by outcome: what was not confirmed is never counted as gone. */
function Counts({ progress }: { readonly progress: Progress }) {
  const { t } = useText();
  const receipts = receiptsOf(progress);
  const open = progress.items.length - receipts.length;
  return (
    <ul>
      {outcomes.map((outcome) => {
        const n = receipts.filter((receipt) => receipt.outcome === outcome).length;
        return n === 0 ? null : <li key={outcome}>{t(`erase.proof.count.${outcome}`, { n })}</li>;
      })}
      {open > 0 && <li>{t('erase.proof.count.open', { n: open })}</li>}
    </ul>
  );
}

const outcomes = ['seenGone', 'seenClosed', 'reported', 'nothingToDelete', 'notConfirmed'] as const;

/** A frame that forbids downloads drops a file in silence, so the text stands there to copy in any case. */
function CertificateText({ isSaved, json }: { readonly isSaved: boolean; readonly json: string }) {
  const { t } = useText();
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(json);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  };
  return (
    <>
      <Field>
        <Field.Label>
          {isSaved ? t('erase.proof.savedOrCopy') : t('erase.proof.saveRefused')}
        </Field.Label>
        <Textarea readOnly rows={12} value={json} onFocus={({ target }) => target.select()} />
      </Field>
      {/* Garden's field shows no text of its own: its font size is 0. */}
      <Row>
        <Button size="small" onClick={() => void copy()}>
          {t('words.copy')}
        </Button>
        <span role="status">
          {copied === 'yes' && t('words.copied')}
          {copied === 'refused' && t('erase.proof.copyByHand')}
        </span>
      </Row>
    </>
  );
}

const Document = styled.article`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};

  ul {
    margin: 0;
  }

  @media print {
    button,
    textarea {
      display: none;
    }
  }
`;

const Digests = styled.dl`
  margin: 0;

  dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-family: ${({ theme }) => theme.fonts.mono};
  }
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
`;
