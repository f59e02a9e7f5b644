import { lazy, type RefObject, Suspense, useEffect, useReducer, useRef, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { focusStyles, getColor } from '@zendeskgarden/react-theming';

import type { UserId } from '../../domain/ids.ts';
import type { Scan } from '../../inventory/scan.ts';
import type { PageTarget } from '../../zaf/host.ts';
import type { Rooms } from '../rooms.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { known, useLoaded } from '../parts/useLoaded.ts';
import { useText } from '../text.tsx';
import { Find } from './find/Find.tsx';
import { current, keyOf, moved, type Location, type Trail } from './location.ts';
import { narrowScreen } from './narrow.ts';
import type { KnownCalls } from './run/itemText.ts';

const Person = lazy(() =>
  import('./person/Person.tsx').then(({ Person }) => ({ default: Person })),
);
const Erase = lazy(() => import('./erase/Erase.tsx').then(({ Erase }) => ({ default: Erase })));
const RunScreen = lazy(() =>
  import('./erase/RunScreen.tsx').then(({ RunScreen }) => ({ default: RunScreen })),
);

const start: Trail = [{ view: 'find' }];

interface PageProps {
  readonly rooms: Rooms;
}

/** The navigation bar's page: find a person, see what is held, erase in order. */
export function Page({ rooms }: PageProps) {
  const { t } = useText();
  const [trail, move] = useReducer(moved, start);
  const [question, setQuestion] = useState('');
  const [me, askMeAgain] = useLoaded('me', (signal) => rooms.me({ signal }));
  const location = current(trail);
  const kept = useScan(rooms, location);
  const scan = 'userIds' in location ? kept : null;
  const main = useRef<HTMLElement>(null);
  const [hasMoved, setHasMoved] = useState(false);
  if (!hasMoved && trail !== start) setHasMoved(true);

  useEffect(
    () => rooms.host.onPageTarget((target) => move({ kind: 'go', to: locationOf(target) })),
    [rooms.host],
  );

  useEffect(() => {
    if (location.view === 'person') rooms.noteVisit(location.userIds);
  }, [rooms, location]);

  const go = (to: Location) => move({ kind: 'go', to });
  const replace = (to: Location) => move({ kind: 'replace', to });
  const signedIn = known(me);

  const screen = () => {
    switch (location.view) {
      case 'find':
        return (
          <Find
            rooms={rooms}
            question={question}
            onQuestion={setQuestion}
            onOpen={(userIds) => go({ view: 'person', userIds })}
            onOpenRun={(caseId) => go({ view: 'run', caseId })}
          />
        );
      case 'person':
        return (
          scan && (
            <Person
              key={keyOf(location)}
              rooms={rooms}
              scan={scan}
              signedIn={signedIn}
              onErase={() => go({ view: 'erase', userIds: location.userIds })}
            />
          )
        );
      case 'erase':
        return (
          scan && (
            <Erase
              key={keyOf(location)}
              rooms={rooms}
              scan={scan}
              onOpenRun={(caseId) => replace({ view: 'run', caseId })}
            />
          )
        );
      case 'run':
        return (
          <RunScreen
            key={keyOf(location)}
            rooms={rooms}
            caseId={location.caseId}
            calls={kept?.snapshot().calls ?? noCalls}
            onChangePlan={(userIds) => replace({ view: 'erase', userIds })}
          />
        );
    }
  };

  const shown = screen();
  const opening = <p role="status">{t('page.opening')}</p>;

  return (
    <Frame>
      <Navigation aria-label={t('page.navigation')}>
        <Place
          type="button"
          aria-current={location.view === 'find' ? 'page' : undefined}
          onClick={() => go({ view: 'find' })}
        >
          {t('page.find.place')}
        </Place>
      </Navigation>
      <Main ref={main}>
        {trail.length > 1 && (
          <div>
            <Button isBasic size="small" onClick={() => move({ kind: 'back' })}>
              {t('page.back')}
            </Button>
          </div>
        )}
        {me.kind === 'failed' && (
          <FailureNote failure={me.failure} about={t('page.roleUnread')} onTryAgain={askMeAgain} />
        )}
        <Suspense fallback={opening}>
          {shown ?? opening}
          {shown && hasMoved && <Arrival key={`arrival:${keyOf(location)}`} main={main} />}
        </Suspense>
      </Main>
    </Frame>
  );
}

function locationOf(target: PageTarget): Location {
  return target.view === 'person' ? { view: 'person', userIds: [target.userId] } : target;
}

const noCalls: KnownCalls = [];

/** The scan of the last person on the screen. It outlives the way to the erasure and back, and into its run. */
function useScan(rooms: Rooms, location: Location): Scan | null {
  const userIds = 'userIds' in location ? location.userIds : null;
  const key = userIds === null ? null : scanKey(userIds);
  const [kept, setKept] = useState<{ readonly key: string; readonly scan: Scan } | null>(null);
  const isKept = key === null || kept?.key === key;

  useEffect(() => {
    if (isKept || !('userIds' in location)) return undefined;
    let isCurrent = true;
    void rooms.openScan(location.userIds).then((scan) => {
      if (isCurrent) setKept({ key: scanKey(location.userIds), scan });
    });
    return () => {
      isCurrent = false;
    };
  }, [rooms, location, isKept]);

  useEffect(() => {
    kept?.scan.start();
    return () => kept?.scan.stop();
  }, [kept]);

  return isKept ? (kept?.scan ?? null) : null;
}

const scanKey = (userIds: readonly UserId[]) => [...userIds].sort((a, b) => a - b).join(',');

/**
 * Moves the focus to the new screen's heading, so that keyboard and screen reader arrive with the eye. It
 * stands beside the screen, so it waits until the screen's own code is there.
 */
function Arrival({ main }: { readonly main: RefObject<HTMLElement> }) {
  useEffect(() => {
    main.current?.querySelector('h1')?.focus();
  }, [main]);
  return null;
}

const Frame = styled.div`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.lg};
  max-width: ${({ theme }) => theme.breakpoints.xl};
  margin: 0 auto;
  padding: ${({ theme }) => theme.space.md};

  ${narrowScreen} {
    grid-template-columns: minmax(0, 1fr);
    gap: ${({ theme }) => theme.space.sm};
    padding: ${({ theme }) => theme.space.sm};
  }

  @media print {
    display: block;
    padding: 0;
  }
`;

const Navigation = styled.nav`
  display: flex;
  flex-direction: column;
  min-width: calc(${({ theme }) => theme.space.xxl} * 2.5);

  ${narrowScreen} {
    flex-direction: row;
    border-bottom: ${({ theme }) =>
      `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
  }

  @media print {
    display: none;
  }
`;

const Place = styled.button`
  padding: ${({ theme }) => `${theme.space.xs} ${theme.space.sm}`};
  border: none;
  border-radius: ${({ theme }) => theme.borderRadii.md};
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;

  &:hover {
    background: ${({ theme }) => getColor({ theme, variable: 'background.subtle' })};
  }

  &[aria-current] {
    background: ${({ theme }) => getColor({ theme, variable: 'background.subtle' })};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }

  ${({ theme }) => focusStyles({ theme })}
`;

const Main = styled.main`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.md};
  align-content: start;
  min-width: 0;
`;
