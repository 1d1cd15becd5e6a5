// The board as one fetch handler: the API under /api/v1, the built page beside it.
import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Board, NoBoard } from './board.ts';
import { openApiDocument } from './openapi.ts';
import { isNamedByContent, pageHeaders } from './page-headers.ts';
import { RateLimit } from './rate-limit.ts';
import { Refusal, type RefusalCode, refusalStatuses } from './refusal.ts';
import { routes } from './routes/routes.ts';
import type { ErrorDocument } from './schemas.ts';

export interface AppSettings {
  /** Of one address, see `RateLimit`. */
  readonly requestsPerSecond: number;
  /** Whether a proxy in front of the board tells the address of whoever asks. */
  readonly trustProxy: boolean;
  /** The built page; undefined serves the API alone. */
  readonly pageFolder: string | undefined;
  /** Takes what nobody foresaw. */
  readonly report: (error: unknown) => void;
}

/** Outside of Node's server, in tests, there is no connection. */
interface Environment {
  readonly Bindings: Partial<HttpBindings>;
}

const API = '/api/v1';

/** Pages bring their own in their heads. */
const API_HEADERS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
} as const;

export function createApp(board: Board | NoBoard, settings: AppSettings): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(
    secureHeaders({
      crossOriginEmbedderPolicy: 'require-corp',
      // By path, below.
      crossOriginResourcePolicy: false,
      xFrameOptions: false,
      strictTransportSecurity: false,
    }),
    async (context, next) => {
      await next();
      const { path } = context.req;
      const isApi = path.startsWith('/api/');
      for (const [name, value] of Object.entries(isApi ? API_HEADERS : pageHeaders(path))) {
        context.res.headers.set(name, value);
      }
      context.res.headers.set('Cache-Control', isApi ? 'no-store' : cachingOf(context));
    },
  );
  if ('reason' in board) {
    app.all('/api/*', () => {
      throw new Refusal('no-board', board.reason);
    });
  } else addCalls(app, board, settings);
  if (settings.pageFolder !== undefined) {
    app.get('*', readablePath, serveStatic({ root: settings.pageFolder }));
  }
  app.notFound((context) =>
    refuse(context, new Refusal('not-found', 'There is no such page here.')),
  );
  app.onError((error, context) => {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return refuse(context, refusal);
    settings.report(error);
    const document: ErrorDocument = {
      error: {
        code: 'internal',
        message: 'The board failed at this request; its log tells why. Try again later.',
      },
    };
    return context.json(document, 500);
  });
  return app;
}

function addCalls(app: Hono<Environment>, board: Board, settings: AppSettings): void {
  const limit = new RateLimit(settings.requestsPerSecond);
  const description = openApiDocument();
  for (const { method, path, cost, handle } of routes) {
    app.on(method.toUpperCase(), API + path.replaceAll(/\{(\w+)\}/gu, ':$1'), async (context) => {
      const wait = limit.take(addressOf(context, settings), cost, Date.now());
      if (wait === 0) return handle(context, board);
      context.header('Retry-After', String(wait));
      throw new Refusal(
        'too-many-requests',
        `Too many requests from here. Try again in ${wait} s.`,
      );
    });
  }
  app.get(`${API}/openapi.json`, (context) => context.json(description));
  app.all('/api/*', () => {
    throw new Refusal(
      'not-found',
      `There is no such call. ${API}/openapi.json describes them all.`,
    );
  });
}

function cachingOf({ req, res }: Context): string {
  const isKept = res.status === 200 && isNamedByContent(req.path);
  return isKept ? 'public, max-age=31536000, immutable' : 'no-cache';
}

async function readablePath(context: Context, next: () => Promise<void>): Promise<void> {
  try {
    decodeURIComponent(context.req.path);
  } catch {
    throw new Refusal('invalid-input', 'The address of this page is not encoded as addresses are.');
  }
  await next();
}

function refuse(context: Context, { code, message, id }: Refusal): Response {
  const document: ErrorDocument = {
    error: { code, message, ...(id === undefined ? {} : { id }) },
  };
  return context.json(document, refusalStatuses[code]);
}

function refusalOf(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof FlopscopeError)) return undefined;
  const code = refusalCodes.find((each) => each === error.code);
  return code && new Refusal(code, error.message);
}

/** What the schema of results refuses. */
const refusalCodes: readonly RefusalCode[] = ['invalid-document', 'newer-document'];

/** The last address of the header is what the trusted proxy itself saw. */
function addressOf({ req, env }: Context<Environment>, { trustProxy }: AppSettings): string {
  const forwarded = trustProxy
    ? req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()
    : undefined;
  return forwarded ?? env.incoming?.socket.remoteAddress ?? 'unknown';
}
