import { useLayoutEffect, useRef, useState } from 'react';
import type { Switches } from './place.ts';
import { frameOf, type Workspace } from './workspace.ts';

interface AppFrameProps {
  readonly title: string;
  readonly place: 'sidebar' | 'page';
  readonly url: string | null;
  readonly guid: string;
  readonly switches: Switches;
  readonly workspace: Workspace;
  readonly height?: number;
}

/** One instance of the app. Its address is fixed when it is made: a later change would reload it. */
export function AppFrame({ title, place, url, guid, switches, workspace, height }: AppFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [made] = useState(() =>
    url === null ? null : frameOf(url, guid, switches, window.location.origin),
  );

  useLayoutEffect(() => {
    const port = frame.current?.contentWindow;
    if (!port) return;
    workspace.attach(guid, port);
    return () => workspace.detach(guid);
  }, [workspace, guid]);

  if (made === null) return <p className="outage">The app is not built yet.</p>;
  return (
    <iframe
      ref={frame}
      className={`app-${place}`}
      title={title}
      data-place={place}
      data-guid={guid}
      src={made.src}
      sandbox={made.sandbox}
      allow="clipboard-write"
      style={height === undefined ? undefined : { height }}
    />
  );
}
