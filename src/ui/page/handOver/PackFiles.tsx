import { useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { Field, Textarea } from '@zendeskgarden/react-forms';

import type { Pack } from '../../../handover/pack.ts';
import { filesInPack, textInPack } from '../../../handover/packFiles.ts';
import { ok } from '../../../domain/result.ts';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import { useText } from '../../text.tsx';

interface PackFilesProps {
  readonly pack: Pack;
  readonly isOpen: boolean;
}

/** The pack file by file, to copy: a frame that forbids downloads drops a file in silence. */
export function PackFiles({ pack, isOpen }: PackFilesProps) {
  const { t, formats } = useText();
  const [isWanted, setWanted] = useState(isOpen);
  const [files] = useLoaded(isWanted ? pack.name : null, async () =>
    ok(await filesInPack(pack.blob)),
  );
  const [copied, setCopied] = useState<{ readonly path: string; readonly text: string | null }>();

  const copy = async (path: string) => {
    const text = await textInPack(pack.blob, path);
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ path, text: null });
    } catch {
      setCopied({ path, text });
    }
  };

  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setWanted(currentTarget.open)}>
      <summary>{t('handOver.save.files')}</summary>
      <List>
        {(known(files) ?? []).map(({ path, bytes }) => (
          <li key={path}>
            <Button size="small" onClick={() => void copy(path)}>
              {t('handOver.save.copyFile', { name: path })}
            </Button>
            <span>
              {t('handOver.save.fileSize', { size: formats.number(Math.ceil(bytes / 1024)) })}
            </span>
            {copied?.path === path && (
              <span role="status">
                {t(copied.text === null ? 'words.copied' : 'handOver.save.copyByHand')}
              </span>
            )}
          </li>
        ))}
      </List>
      {copied && copied.text !== null && (
        <Field>
          <Field.Label>{t('handOver.save.fileText', { name: copied.path })}</Field.Label>
          <Textarea
            readOnly
            rows={12}
            value={copied.text}
            onFocus={({ target }) => target.select()}
          />
        </Field>
      )}
    </details>
  );
}

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.space.xs};
  padding: ${({ theme }) => theme.space.xs} 0;
  list-style: none;

  li {
    display: flex;
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.space.sm};
    align-items: center;
  }
`;
