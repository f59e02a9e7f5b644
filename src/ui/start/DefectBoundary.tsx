import { Component } from 'react';
import type { ReactNode } from 'react';

import { defectDetails } from './defectDetails.ts';
import { LateNotice } from './LateNotice.tsx';

interface DefectBoundaryProps {
  readonly onReload: () => void;
  readonly children: ReactNode;
}

interface DefectBoundaryState {
  readonly details: string | null;
}

/** An exception is a defect of the app: the screen is given up, and the page says so. */
export class DefectBoundary extends Component<DefectBoundaryProps, DefectBoundaryState> {
  override state: DefectBoundaryState = { details: null };

  static getDerivedStateFromError(defect: unknown): DefectBoundaryState {
    return { details: defectDetails(defect) };
  }

  override render(): ReactNode {
    const { details } = this.state;
    if (details === null) return this.props.children;
    return <LateNotice about="defect" details={details} onReload={this.props.onReload} />;
  }
}
