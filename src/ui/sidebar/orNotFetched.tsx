import type { ComponentType } from 'react';

import { useText } from '../text.tsx';

/** For `lazy`: where a part's code cannot be fetched, a sentence stands in its place and the rest of the panel stays. */
export async function orNotFetched<Props extends object>(
  fetching: Promise<ComponentType<Props>>,
): Promise<{ readonly default: ComponentType<Props> }> {
  try {
    return { default: await fetching };
  } catch {
    return { default: NotFetched };
  }
}

function NotFetched() {
  const { t } = useText();
  return <p role="alert">{t('sidebar.notFetched')}</p>;
}
