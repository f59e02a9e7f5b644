import styled from 'styled-components';

import { getColor } from '@zendeskgarden/react-theming';

interface SkeletonProps {
  /** What is being read, for screen readers. */
  readonly label: string;
  readonly rows: number;
}

/** Rows in the place of what is being read, so that the layout does not jump when it comes. */
export function Skeleton({ label, rows }: SkeletonProps) {
  return (
    <div role="status">
      <Hidden>{label}</Hidden>
      {Array.from({ length: rows }, (_, row) => (
        <Row key={row} aria-hidden="true" />
      ))}
    </div>
  );
}

/** Words for a screen reader alone. */
const Hidden = styled.span`
  position: absolute;
  width: ${({ theme }) => theme.borderWidths.sm};
  height: ${({ theme }) => theme.borderWidths.sm};
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

const Row = styled.div`
  height: ${({ theme }) => theme.lineHeights.sm};
  margin-block: ${({ theme }) => theme.space.xxs};
  border-radius: ${({ theme }) => theme.borderRadii.md};
  background-color: ${({ theme }) => getColor({ theme, variable: 'background.disabled' })};
`;
