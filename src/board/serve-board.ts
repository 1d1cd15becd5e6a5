// Opens the database, listens, and stops in order: watchers are told, answers are finished, the database is closed.
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { FlopscopeError } from '../shared/errors.ts';
import { type AppSettings, createApp } from './api/app.ts';
import { createBoard } from './api/board.ts';
import { refuseConnection } from './refuse-connection.ts';
import type { OpenDatabase } from './store/database.ts';
import { type BoardPlace, openPlace } from './store/open-database.ts';

export interface ServerSettings extends AppSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM texts. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** The usual ones when left out. */
  readonly timeouts?: typeof TIMEOUTS;
}

export interface BoardSettings extends ServerSettings, BoardPlace {}

export interface RunningBoard {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Slow heads and bodies hold a connection so long, and until it is looked at next; 10 MiB in a minute are 1.4 Mbit/s. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5000,
};

/** Which of the two is told where it was started: folders and databases are not for everybody. */
const NO_BOARD =
  'This lab has no board: another process serves it, or it could not be opened. Whoever started the lab was told which.';

/** Answers on their way when the board stops. */
const GRACE_MS = 3000;

/** @throws FlopscopeError `invalid-input` when the data folder, the database, the certificate or the port cannot be used. */
export async function serveBoard(settings: BoardSettings): Promise<RunningBoard> {
  return serveOpened(await openPlace(settings), settings);
}

/** The database is closed when the board stops, and when it cannot start. */
export async function serveOpened(
  opened: OpenDatabase,
  settings: ServerSettings,
): Promise<RunningBoard> {
  try {
    const board = createBoard(opened);
    const { address, stop } = await serveApp(createApp(board, settings), settings);
    return {
      address,
      stop: async () => {
        board.live.endAll();
        await stop();
        await opened.close();
      },
    };
  } catch (thrown) {
    await opened.close();
    throw thrown;
  }
}

/** The page alone; the API answers that there is no board. @throws as `serveBoard`, for certificate and port. */
export function serveLab(settings: ServerSettings): Promise<RunningBoard> {
  return serveApp(createApp({ reason: NO_BOARD }, settings), settings);
}

async function serveApp(
  app: ReturnType<typeof createApp>,
  settings: ServerSettings,
): Promise<RunningBoard> {
  const server = createServer(settings, app);
  await listen(server, settings.port, settings.host);
  return { address: addressOf(server, settings), stop: () => close(server) };
}

type Server = ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>;

function createServer(settings: ServerSettings, app: ReturnType<typeof createApp>): Server {
  const { tls, timeouts = TIMEOUTS } = settings;
  const answer = getRequestListener(app.fetch);
  const listener: RequestListener = (request, response) => {
    void answer(request, response);
  };
  if (tls === undefined)
    return createHttpServer(timeouts, listener).on('clientError', refuseConnection);
  try {
    return createHttpsServer({ ...timeouts, ...tls }, listener).on('clientError', refuseConnection);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError(
      'invalid-input',
      `The certificate and its key cannot be used: ${reason}. Give PEM files that belong together.`,
      { cause },
    );
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new FlopscopeError(
          'invalid-input',
          `The board cannot listen on ${host}, port ${port}: ${cause.message}. Choose another with --port or --host.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MS);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function addressOf(server: Server, { host, tls }: ServerSettings): string {
  // Of a server that listens on a port it is never a path.
  const { port } = server.address() as AddressInfo;
  // Every address of this machine is no address to go to.
  const known = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  const name = known.includes(':') ? `[${known}]` : known;
  return `${tls === undefined ? 'http' : 'https'}://${name}:${port}/`;
}
