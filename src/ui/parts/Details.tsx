import { useRef, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import { useText } from '../text.tsx';

/** What can be handed on to whoever looks after the app. The text holds no personal values. */
export function Details({ text }: { readonly text: string }) {
  const { t } = useText();
  const element = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      // A frame may be forbidden to copy; the person still can.
      if (element.current) getSelection()?.selectAllChildren(element.current);
      setCopied('refused');
    }
  };

  return (
    <details>
      <summary>{t('words.details')}</summary>
      <Code ref={element}>{text}</Code>
      <Button size="small" isBasic onClick={() => void copy()}>
        {t('words.copy')}
      </Button>
      <span role="status">
        {copied === 'yes' && t('words.copied')}
        {copied === 'refused' && t('words.copyRefused')}
      </span>
    </details>
  );
}

const Code = styled.code`
  display: block;
  font-family: ${({ theme }) => theme.fonts.mono};
  font-size: ${({ theme }) => theme.fontSizes.sm};
  overflow-wrap: anywhere;
`;
