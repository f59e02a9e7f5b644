import styled from 'styled-components';

import { getColor } from '@zendeskgarden/react-theming';

/** The first letters of a name in a disc; decoration beside the name itself. */
export function Initials({ name }: { readonly name: string }) {
  return (
    <Disc aria-hidden="true" dir="auto">
      {initialsOf(name)}
    </Disc>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return [first, last].map((word) => (word ? ([...word][0] ?? '') : '')).join('');
}

const Disc = styled.span`
  display: grid;
  flex: none;
  place-items: center;
  width: ${({ theme }) => theme.space.xl};
  height: ${({ theme }) => theme.space.xl};
  border-radius: 50%;
  background: ${({ theme }) => getColor({ theme, variable: 'background.subtle' })};
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  overflow: hidden;
`;
