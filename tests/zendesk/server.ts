import { resolve } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { appFile } from './host/appFiles.ts';
import { hostRoutes } from './host/hostRoutes.ts';
import { openSeat, type Seat, type SeatWish } from './host/seat.ts';

export interface ServerWish extends SeatWish {
  /** 0, and so any free port, unless told otherwise. */
  readonly port?: number;
  /** Folder of the app's build, with `manifest.json` and `assets/` in it; `dist-demo` unless told otherwise. */
  readonly build?: string;
}

export interface RunningServer extends Omit<Seat, 'close'> {
  /** Of the host page, on `localhost`. */
  readonly hostUrl: string;
  /** Of the app's files, on `127.0.0.1`: another site, as in the product. */
  readonly appUrl: string;
  close(): Promise<void>;
}

/** Serves one small Zendesk with its host page and the app in it. Rejects with `EADDRINUSE` when the port is taken. */
export async function startServer(wish: ServerWish = {}): Promise<RunningServer> {
  const { port: wanted = 0, build: folder = 'dist-demo', ...seatWish } = wish;
  const build = resolve(folder);
  const seat = openSeat(seatWish);
  let appUrl = '';
  const host = hostRoutes(seat, { build, appUrl: () => appUrl });

  // One port, two names, two sites. Nothing of the account can be reached under the app's name.
  const { server, port } = await listen(wanted, (request, env) => {
    const url = new URL(request.url);
    if (url.hostname === 'localhost') return host.fetch(request, env);
    if (url.hostname === '127.0.0.1') return appFile(build, url.pathname);
    return new Response('Open http://localhost instead.', { status: 421 });
  });
  appUrl = `http://127.0.0.1:${port}`;

  return {
    ...seat,
    hostUrl: `http://localhost:${port}`,
    appUrl,
    close() {
      seat.close();
      return new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

type Respond = (request: Request, env: unknown) => Response | Promise<Response>;

function listen(wanted: number, fetch: Respond): Promise<{ server: ServerType; port: number }> {
  return new Promise((listening, refused) => {
    const server = serve({ fetch, port: wanted, hostname: '127.0.0.1' }, ({ port }) =>
      listening({ server, port }),
    );
    server.once('error', refused);
  });
}
