import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styled from 'styled-components';

import { focusStyles, getColor } from '@zendeskgarden/react-theming';

interface TabsProps<Name extends string> {
  /** What the tabs are parts of, for screen readers. */
  readonly label: string;
  readonly tabs: readonly { readonly name: Name; readonly title: string }[];
  readonly shown: Name;
  readonly onShow: (name: Name) => void;
  /** The panel of the shown tab. */
  readonly children: ReactNode;
}

/** A row of tabs and the panel of the shown one. Arrow keys, Home and End walk along the row. */
export function Tabs<Name extends string>(props: TabsProps<Name>) {
  const { label, tabs, shown, onShow, children } = props;
  const id = useId();
  const row = useRef<HTMLDivElement>(null);

  const walk = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === shown);
    const places: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: -1,
    };
    const to = places[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    onShow(next.name);
    row.current?.querySelectorAll('button')[tabs.indexOf(next)]?.focus();
  };

  return (
    <>
      <Row ref={row} role="tablist" aria-label={label} onKeyDown={walk}>
        {tabs.map(({ name, title }) => (
          <Tab
            key={name}
            type="button"
            role="tab"
            id={`${id}${name}`}
            aria-selected={name === shown}
            aria-controls={name === shown ? `${id}panel` : undefined}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => onShow(name)}
          >
            {title}
          </Tab>
        ))}
      </Row>
      <Panel role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${shown}`}>
        {children}
      </Panel>
    </>
  );
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  border-bottom: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
`;

const Tab = styled.button`
  margin: 0;
  margin-bottom: -${({ theme }) => theme.borderWidths.sm};
  padding: ${({ theme }) => `${theme.space.xs} ${theme.space.sm}`};
  border: none;
  border-bottom: ${({ theme }) => theme.borders.md} transparent;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;

  &:hover {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.primary' })};
  }

  &[aria-selected='true'] {
    border-bottom-color: ${({ theme }) => getColor({ theme, variable: 'border.primaryEmphasis' })};
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.primary' })};
  }

  ${({ theme }) => focusStyles({ theme, inset: true })}
`;

const Panel = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.md};
  align-content: start;
`;
