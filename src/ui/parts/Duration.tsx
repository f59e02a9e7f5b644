import styled from 'styled-components';

import { useText } from '../text.tsx';

interface DurationProps {
  /** Null where Zendesk did not say. */
  readonly seconds: number | null;
}

export function Duration({ seconds }: DurationProps) {
  const { t, formats } = useText();
  if (seconds === null) return <>{t('words.unknownLength')}</>;
  return <Figures>{formats.duration(seconds)}</Figures>;
}

const Figures = styled.span`
  font-variant-numeric: tabular-nums;
`;
