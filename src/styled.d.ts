import type { IGardenTheme } from '@zendeskgarden/react-theming';

declare module 'styled-components' {
  // Every styled component of the app stands below Garden's ThemeProvider.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an augmentation has to be an interface
  export interface DefaultTheme extends IGardenTheme {}
}
