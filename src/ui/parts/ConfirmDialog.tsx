import { type ReactNode, useEffect, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { Modal } from '@zendeskgarden/react-modals';

import { useText } from '../text.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** Names the act and its count: "Delete 14 recordings". */
  readonly act: string;
  readonly isActDisabled?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/**
 * Asks before something is destroyed. Cancel has the focus; a click outside changes nothing, Escape
 * cancels; the focus returns to where it was. Load it lazily: it brings Garden's modal with it.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, act, isActDisabled = false, onConfirm, onCancel, children } = props;
  const { t } = useText();
  const [opener] = useState(() => document.activeElement);

  // Garden's own way back takes Cancel for the opener, because Cancel has the focus by then.
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );

  return (
    <Modal
      isAnimated={false}
      focusOnMount={false}
      restoreFocus={false}
      onClose={(event) => {
        if (event.type === 'keydown') onCancel();
      }}
      backdropProps={{
        // A press outside would take the focus out of the dialog, and with it Escape and Tab.
        onMouseDown: (event) => {
          if (event.target === event.currentTarget) event.preventDefault();
        },
      }}
    >
      <Modal.Header isDanger tag="h2">
        {title}
      </Modal.Header>
      <Body>{children}</Body>
      <Footer>
        <Button isBasic autoFocus onClick={onCancel}>
          {t('words.cancel')}
        </Button>
        <Button isPrimary isDanger disabled={isActDisabled} onClick={onConfirm}>
          {act}
        </Button>
      </Footer>
    </Modal>
  );
}

// Garden's paddings are made for a page; in a sidebar of 320 px they leave no room for two buttons.
const Body = styled(Modal.Body)`
  padding: ${({ theme }) => `${theme.space.md} ${theme.space.md}`};
  overflow-wrap: anywhere;
`;

const Footer = styled(Modal.Footer)`
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  padding: ${({ theme }) => theme.space.md};
`;
