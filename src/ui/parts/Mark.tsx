import type { ComponentType, ReactNode, SVGProps } from 'react';
import styled from 'styled-components';

import { getColor } from '@zendeskgarden/react-theming';

export type Icon = ComponentType<SVGProps<SVGSVGElement>>;

/** Grey for facts, blue for work going on, amber for "look at this", red for what destroys or failed. */
export type Manner = 'fact' | 'work' | 'look' | 'alarm';

interface MarkProps {
  readonly icon: Icon;
  readonly manner: Manner;
  /** The words: the colour and the icon never stand alone. */
  readonly children: ReactNode;
}

/** An icon and its words in one line. */
export function Mark({ icon: IconShape, manner, children }: MarkProps) {
  return (
    <Line $manner={manner}>
      <IconShape aria-hidden="true" />
      <span>{children}</span>
    </Line>
  );
}

const foregrounds: Readonly<Record<Manner, string>> = {
  fact: 'foreground.subtle',
  work: 'foreground.primary',
  look: 'foreground.warning',
  alarm: 'foreground.danger',
};

const Line = styled.span<{ readonly $manner: Manner }>`
  display: inline-flex;
  gap: ${({ theme }) => theme.space.xxs};
  align-items: flex-start;
  color: ${({ theme, $manner }) => getColor({ theme, variable: foregrounds[$manner] })};

  svg {
    flex: none;
    width: ${({ theme }) => theme.iconSizes.md};
    height: ${({ theme }) => theme.lineHeights.md};
  }
`;
