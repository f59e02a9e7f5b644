import styled from 'styled-components';

import { focusStyles } from '@zendeskgarden/react-theming';

import { type Instant, useText } from '../text.tsx';

interface WhenProps {
  /** Null where Zendesk did not say. */
  readonly at: Instant | null;
}

/** Date and time in the viewer's zone; the exact instant under the pointer and on focus. */
export function When({ at }: WhenProps) {
  const { t, formats } = useText();
  const moment = at === null ? null : formats.moment(at);
  if (!moment) return <>{t('words.unknownTime')}</>;
  return (
    <Time dateTime={moment.iso} title={moment.exact} data-exact={moment.exact} tabIndex={0}>
      {moment.text}
    </Time>
  );
}

// A browser shows a title to the pointer alone.
const Time = styled.time`
  font-variant-numeric: tabular-nums;

  &:focus-visible::after {
    content: ' · ' attr(data-exact);
  }

  ${({ theme }) => focusStyles({ theme })}
`;
