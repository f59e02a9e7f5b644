import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import styled, { createGlobalStyle } from 'styled-components';

import type { ReportDocument } from './reportDocument.ts';
import { ReportView } from './ReportView.tsx';

interface PrintedProps {
  readonly report: ReportDocument;
  /** The window to print is closed, or never came. */
  readonly onPrinted: () => void;
}

/** The report alone on paper: beside the app in the document, and seen by the printer only. */
export function Printed({ report, onPrinted }: PrintedProps) {
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted);
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
    // Once, when it is there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return createPortal(
    <>
      <OnPaperAlone />
      <Paper data-paper="">
        <ReportView report={report} level={1} />
      </Paper>
    </>,
    document.body,
  );
}

const OnPaperAlone = createGlobalStyle`
  @media print {
    html, body {
      background: Canvas;
      color-scheme: light;
    }

    body > :not([data-paper]) {
      display: none;
    }
  }
`;

const Paper = styled.div`
  display: none;
  color: CanvasText;
  color-scheme: light;

  @media print {
    display: block;
  }
`;
