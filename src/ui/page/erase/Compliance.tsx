import { useState } from 'react';

import { Button } from '@zendeskgarden/react-buttons';

import type { Failure } from '../../../domain/failure.ts';
import type { Progress } from '../../../erasure/progress.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';

interface ComplianceProps {
  readonly store: RunStore;
  /** The last reading that was kept. */
  readonly compliance: Progress['compliance'];
}

/** How far Zendesk's own deletion is. There is no full list of its parts, so it is never called finished here. */
export function Compliance({ store, compliance }: ComplianceProps) {
  const { t } = useText();
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const ask = async () => {
    setIsAsking(true);
    const read = await store.readCompliance();
    setFailure(read.ok ? null : read.failure);
    setIsAsking(false);
  };

  return (
    <>
      <Subheading>{t('erase.compliance.title')}</Subheading>
      <p>{t('erase.compliance.about')}</p>
      {compliance && (
        <>
          <p>
            {t('erase.compliance.read')} <When at={compliance.at} />
          </p>
          {compliance.statuses.length === 0 && <p>{t('erase.compliance.none')}</p>}
          <ul>
            {compliance.statuses.map(({ action, application, createdAt }) => (
              <li key={`${application} ${action} ${createdAt}`}>
                {application}: {action} <When at={createdAt} />
              </li>
            ))}
          </ul>
        </>
      )}
      {failure && (
        <FailureNote
          failure={failure}
          about={t('erase.compliance.failed')}
          onTryAgain={() => void ask()}
        />
      )}
      <div>
        <Button size="small" disabled={isAsking} onClick={() => void ask()}>
          {isAsking ? t('erase.compliance.asking') : t('erase.compliance.ask')}
        </Button>
      </div>
    </>
  );
}
