// `flopscope board`: serves the lab and a board for a team, until it is told to stop.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { FlopscopeError } from '../shared/errors.ts';
import { announcement } from './board/announcement.ts';
import { backupCommand, restoreCommand } from './board/backup-commands.ts';
import { boardPlace, placeName } from './board/board-place.ts';
import { loadBoard } from './board/load-board.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';

const DEFAULT_PORT = '4180';

/** A person opens a board with some ten calls; a server submits one after another, some milliseconds each. */
const DEFAULT_RATE = '100';

interface Options {
  readonly host: string;
  readonly port: string;
  readonly data?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly rate: string;
  readonly trustProxy?: true;
  readonly orLab?: true;
}

export function boardCommand(): Command {
  return new Command('board')
    .description('serve the lab and a board on which a team compares its devices')
    .option('--host <name>', 'address to listen on; 0.0.0.0 for other machines', 'localhost')
    .option('--port <n>', 'port to listen on; 0 takes a free one', DEFAULT_PORT)
    .option('--data <dir>', 'folder of the embedded database; your data folder when left out')
    .option('--tls-cert <file>', 'certificate chain in PEM, for HTTPS')
    .option('--tls-key <file>', 'its private key in PEM')
    .option('--rate <n>', 'API requests a second from one address', DEFAULT_RATE)
    .option('--trust-proxy', 'take addresses from X-Forwarded-For of the proxy in front')
    .option('--or-lab', 'serve the lab alone when the board is held by another process or fails')
    .addHelpText('after', '\nDATABASE_URL puts the board on a PostgreSQL server instead.')
    .action(run)
    .addCommand(backupCommand())
    .addCommand(restoreCommand());
}

async function run(options: Options): Promise<void> {
  const { host, trustProxy = false } = options;
  const place = boardPlace(options);
  const pageFolder = findPage();
  const { serveBoard, serveLab } = await loadBoard();
  const settings = {
    host,
    port: parseNumber(options.port, '--port', { min: 0, max: 65_535, integer: true }),
    ...place,
    tls: tlsOf(options),
    requestsPerSecond: parseNumber(options.rate, '--rate', { min: 1, max: 1e6 }),
    trustProxy,
    pageFolder,
    report: (error: unknown) => {
      process.stderr.write(`flopscope board: ${describe(error)}\n`);
    },
  };
  let problem: string | undefined;
  const { address, stop } = await serveBoard(settings).catch((thrown: unknown) => {
    if (options.orLab !== true || !(thrown instanceof FlopscopeError)) throw thrown;
    problem = thrown.message;
    return serveLab(settings);
  });
  const kept = problem === undefined ? placeName(place) : undefined;
  await print(announcement({ address, host, kept, problem, hasPage: pageFolder !== undefined }));
  // `npm start` opens the browser.
  process.send?.({ address });
  await toldToStop();
  await stop();
}

/** Beside the built command line; from its source, in the repository. */
function findPage(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const page = join(folder, 'dist', 'page');
    if (existsSync(join(page, 'index.html'))) return page;
    folder = dirname(folder);
  }
  return undefined;
}

function tlsOf({ tlsCert, tlsKey }: Options): { cert: string; key: string } | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new FlopscopeError('invalid-input', 'Give both --tls-cert and --tls-key, or neither.');
  }
  return { cert: read('--tls-cert', tlsCert), key: read('--tls-key', tlsKey) };
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FlopscopeError('invalid-input', `${option}: "${file}" cannot be read.`, { cause });
  }
}

/** By a person, or by the end of the process that started this one and stays in touch with it. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
      process.once(event, () => {
        resolve();
      });
    }
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
