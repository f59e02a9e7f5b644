import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

import { DEFAULT_THEME, getColor, ThemeProvider } from '@zendeskgarden/react-theming';

import type { Host } from '../../zaf/host.ts';

interface LookProps {
  /** Zendesk's own, which can differ from the browser's and changes while the page is open. */
  readonly scheme: Pick<Host, 'colorScheme' | 'onColorScheme'>;
  readonly children: ReactNode;
}

/** Garden's theme in Zendesk's colours, for the components and for the page around them. */
export function Look({ scheme, children }: LookProps) {
  const base = useSyncExternalStore(scheme.onColorScheme, scheme.colorScheme);
  const theme = useMemo(
    () => ({ ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base } }),
    [base],
  );
  // Written on the elements: a global style sheet of styled-components is half a kilobyte more to fetch.
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = base;
    Object.assign(document.body.style, {
      backgroundColor: getColor({ theme, variable: 'background.default' }),
      color: getColor({ theme, variable: 'foreground.default' }),
      fontFamily: theme.fonts.system,
      fontSize: theme.fontSizes.md,
      lineHeight: theme.lineHeights.md,
    });
  }, [base, theme]);
  return <ThemeProvider theme={theme}>{children}</ThemeProvider>;
}
