// Opens the database, listens, and stops in order: watchers are told, answers are finished, the database is closed.
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { FlopscopeError } from '../shared/errors.ts';
import { type AppSettings, createApp } from './api/app.ts';
import { createBoard } from './api/board.ts';
import { type BoardPlace, openPlace } from './store/open-database.ts';

export interface BoardSettings extends AppSettings, BoardPlace {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM texts. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
}

export interface RunningBoard {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Slow heads and bodies hold a connection so long and no longer; 10 MiB in a minute are 1.4 Mbit/s. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 60_000 } as const;

/** Answers on their way when the board stops. */
const GRACE_MS = 3000;

/** @throws FlopscopeError `invalid-input` when the data folder, the database, the certificate or the port cannot be used. */
export async function serveBoard(settings: BoardSettings): Promise<RunningBoard> {
  const { host, port } = settings;
  const opened = await openPlace(settings);
  try {
    const board = createBoard(opened);
    const server = createServer(settings, createApp(board, settings));
    await listen(server, port, host);
    return {
      address: addressOf(server, settings),
      stop: async () => {
        board.live.endAll();
        await close(server);
        await opened.close();
      },
    };
  } catch (thrown) {
    await opened.close();
    throw thrown;
  }
}

type Server = ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>;

function createServer({ tls }: BoardSettings, app: ReturnType<typeof createApp>): Server {
  const answer = getRequestListener(app.fetch);
  const listener: RequestListener = (request, response) => {
    void answer(request, response);
  };
  if (tls === undefined) return createHttpServer(TIMEOUTS, listener);
  try {
    return createHttpsServer({ ...TIMEOUTS, ...tls }, listener);
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

function addressOf(server: Server, { host, tls }: BoardSettings): string {
  // Of a server that listens on a port it is never a path.
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls === undefined ? 'http' : 'https'}://${name}:${port}/`;
}
