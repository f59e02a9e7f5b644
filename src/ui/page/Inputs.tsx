import styled, { css } from 'styled-components';

import { focusStyles, getColor } from '@zendeskgarden/react-theming';

// Garden's own fields weigh more than the rest of the first view may; these wear its tokens.
const fieldLook = css`
  box-sizing: border-box;
  min-width: 0;
  padding: ${({ theme }) => `${theme.space.xs} ${theme.space.sm}`};
  border: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.emphasis' })}`};
  border-radius: ${({ theme }) => theme.borderRadii.md};
  background: ${({ theme }) => getColor({ theme, variable: 'background.default' })};
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.default' })};
  font: inherit;

  ${({ theme }) => focusStyles({ theme })}
`;

export const TextInput = styled.input`
  ${fieldLook}
  font-size: ${({ theme }) => theme.fontSizes.lg};
`;

export const Choice = styled.select`
  ${fieldLook}
  padding-block: ${({ theme }) => theme.space.xxs};
`;
