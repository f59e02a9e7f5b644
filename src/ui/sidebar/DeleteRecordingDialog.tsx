import { useState } from 'react';
import styled from 'styled-components';

import { Checkbox, Field } from '@zendeskgarden/react-forms';
import messages from 'virtual:messages/deletion';

import type { Call, RecordingKind } from '../../domain/call.ts';
import type { Profile } from '../../domain/profile.ts';
import { draftRecordings } from '../../erasure/draft.ts';
import type { Plan } from '../../erasure/plan.ts';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Duration } from '../parts/Duration.tsx';
import { KindLine } from '../parts/KindLine.tsx';
import { PersonalText } from '../parts/PersonalText.tsx';
import { When } from '../parts/When.tsx';
import { MoreText, useText } from '../text.tsx';

interface DeleteRecordingDialogProps {
  readonly call: Call;
  /** All calls of this ticket under the same call id, `call` among them. */
  readonly calls: readonly Call[];
  readonly isSomebodyElses: boolean;
  readonly requester: Profile | null;
  /** On whose behalf, where and when the plan is made. */
  readonly by: { readonly me: Profile; readonly account: string; readonly now: number };
  readonly onConfirm: (plan: Plan, digest: string) => void;
  readonly onCancel: () => void;
}

/** Names one recording and asks whether it is to be deleted. What it names is the plan that it confirms. */
export function DeleteRecordingDialog(props: DeleteRecordingDialogProps) {
  return (
    <MoreText messages={messages}>
      <Question {...props} />
    </MoreText>
  );
}

function Question(props: DeleteRecordingDialogProps) {
  const { call, calls, isSomebodyElses, requester, by, onConfirm, onCancel } = props;
  const { t } = useText();
  const kinds = kindsOf(calls);
  const isApart = kinds.length > 1;
  const [chosen, setChosen] = useState<readonly RecordingKind[]>(
    kinds.filter((kind) => kind === call.kind),
  );
  const toggle = (kind: RecordingKind) =>
    setChosen(kinds.filter((one) => chosen.includes(one) !== (one === kind)));
  const confirm = () => {
    const [only, other] = chosen;
    const { plan, digest } = draftRecordings(calls, {
      ...by,
      person: requester && { profiles: [requester], identities: new Map() },
      profileIds: requester ? [requester.id] : [],
      ...(isApart && only && !other ? { what: only } : {}),
      inventory: null,
    });
    onConfirm(plan, digest);
  };

  return (
    <ConfirmDialog
      title={t(isApart ? 'deletion.dialog.titleApart' : 'deletion.dialog.title')}
      act={t('deletion.dialog.act', { n: Math.max(chosen.length, 1) })}
      isActDisabled={isApart && chosen.length === 0}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      {isApart && (
        <Choice>
          <legend>{t('deletion.dialog.apart')}</legend>
          {kinds.map((kind) => (
            <Field key={kind}>
              <Checkbox checked={chosen.includes(kind)} onChange={() => toggle(kind)}>
                <Field.Label>{t(`deletion.dialog.${kind}`)}</Field.Label>
              </Checkbox>
            </Field>
          ))}
        </Choice>
      )}
      {calls.map((one) => (
        <Facts key={one.commentId} call={one} />
      ))}
      <p>{t('deletion.dialog.final')}</p>
      {calls.some((one) => one.hasTranscript) && <p>{t('deletion.dialog.transcriptStays')}</p>}
      {!isApart && (
        <p>
          {t(call.kind === 'unknown' ? 'deletion.dialog.kindUnknown' : 'deletion.dialog.everyKind')}
        </p>
      )}
      {isSomebodyElses && <p>{t('deletion.dialog.somebodyElses')}</p>}
    </ConfirmDialog>
  );
}

function kindsOf(calls: readonly Call[]): readonly RecordingKind[] {
  return (['call', 'voicemail'] as const).filter((kind) =>
    calls.some((call) => call.kind === kind),
  );
}

function Facts({ call }: { readonly call: Call }) {
  const { t } = useText();
  return (
    <List>
      <dt>{t('deletion.dialog.kind')}</dt>
      <dd>
        <KindLine call={call} />
      </dd>
      <dt>{t('deletion.dialog.time')}</dt>
      <dd>
        <When at={call.startedAt ?? call.createdAt} />
      </dd>
      <dt>{t('deletion.dialog.length')}</dt>
      <dd>
        <Duration seconds={call.durationSeconds} />
      </dd>
      <dt>{t('deletion.dialog.line')}</dt>
      <dd>
        {call.lineName === null ? (
          t('words.unknownLine')
        ) : (
          <PersonalText>{call.lineName}</PersonalText>
        )}
      </dd>
    </List>
  );
}

const Choice = styled.fieldset`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  padding: 0;
  border: 0;

  legend {
    margin-bottom: ${({ theme }) => theme.space.xs};
    padding: 0;
  }
`;

const List = styled.dl`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: ${({ theme }) => `${theme.space.xxs} ${theme.space.sm}`};
  margin-block: ${({ theme }) => theme.space.sm};

  dt {
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }

  dd {
    margin: 0;
    min-width: 0;
  }
`;
