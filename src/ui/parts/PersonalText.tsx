import { useLayoutEffect, useRef, useState } from 'react';
import styled from 'styled-components';

import { focusStyles } from '@zendeskgarden/react-theming';

interface PersonalTextProps {
  /** What a caller or a colleague wrote: shown as text, in its own direction. */
  readonly children: string;
}

/** One line of somebody's text, cut with an ellipsis; whole under the pointer and on focus. */
export function PersonalText({ children }: PersonalTextProps) {
  const element = useRef<HTMLSpanElement>(null);
  const [isCut, setIsCut] = useState(false);
  // With every rendering, because the room for the text changes with its neighbours; the same answer ends it.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    const line = element.current;
    // Inside a control the control has the focus. While it has the focus itself it is shown whole, and
    // would lose the focus without its tab stop.
    if (!line || line === document.activeElement || line.closest('a, button')) return;
    setIsCut(line.scrollWidth > line.clientWidth);
  });
  return (
    <Line ref={element} dir="auto" title={children} {...(isCut ? { tabIndex: 0 } : {})}>
      {children}
    </Line>
  );
}

const Line = styled.span`
  display: inline-block;
  max-width: 100%;
  overflow: hidden;
  vertical-align: bottom;
  text-overflow: ellipsis;
  white-space: nowrap;
  unicode-bidi: isolate;

  &:focus,
  :focus > & {
    white-space: normal;
    overflow-wrap: anywhere;
  }

  ${({ theme }) => focusStyles({ theme })}
`;
