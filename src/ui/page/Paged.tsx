import { type ReactNode, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import { useText } from '../text.tsx';

interface PagedProps<Item> {
  readonly items: readonly Item[];
  /** One list item. */
  readonly children: (item: Item) => ReactNode;
}

const pageSize = 50;

/** A list that grows on request, so that thousands of lines do not stand in the document at once. */
export function Paged<Item>({ items, children }: PagedProps<Item>) {
  const { t } = useText();
  const [shown, setShown] = useState(pageSize);
  return (
    <>
      <List>{items.slice(0, shown).map(children)}</List>
      {shown < items.length && (
        <div>
          <Button size="small" onClick={() => setShown(shown + pageSize)}>
            {t('page.more', { shown, of: items.length })}
          </Button>
        </div>
      )}
    </>
  );
}

const List = styled.ul`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  margin: 0;
  padding: 0;
  list-style: none;
`;
