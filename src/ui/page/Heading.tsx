import styled from 'styled-components';

/** The screen's own heading. It takes the focus when one arrives, without standing in the tab order. */
export const Heading = styled.h1.attrs({ tabIndex: -1 })`
  min-width: 0;
  margin: 0;
  font-size: ${({ theme }) => theme.fontSizes.xxl};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  line-height: ${({ theme }) => theme.lineHeights.xxl};
  overflow-wrap: anywhere;

  &:focus {
    outline: none;
  }
`;

export const Subheading = styled.h2`
  margin: 0;
  font-size: ${({ theme }) => theme.fontSizes.lg};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  line-height: ${({ theme }) => theme.lineHeights.lg};
`;
