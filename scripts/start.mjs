// Serves the built lab with a board on localhost, prints its address and opens the browser.
// `--no-open` leaves the browser alone; PORT chooses the port.
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import open from 'open';

const DEFAULT_PORT = 4173;
const HOST = 'localhost';

// `npm start --no-open` without the separating `--` reaches a script only as npm's own setting.
const wantsBrowser = !process.argv.includes('--no-open') && process.env['npm_config_open'] !== '';
const namedPort = process.env['PORT'] === '' ? undefined : process.env['PORT'];
const wanted = namedPort === undefined ? DEFAULT_PORT : Number(namedPort);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
  process.stderr.write(`PORT is "${namedPort}"; give a whole number from 1 to 65535.\n`);
  process.exit(1);
}

// A port that was asked for is taken or refused; the default gives way to the next free one.
let port = wanted;
while (!(await isFree(port))) {
  if (namedPort !== undefined || port === 65_535) {
    process.stderr.write(
      `The lab could not be served on port ${port}: it is in use, or needs more rights. Choose another: PORT=5000 npm start\n`,
    );
    process.exit(1);
  }
  port++;
}

const command = fileURLToPath(new URL('../bin/flopscope.mjs', import.meta.url));
// A process of its own, which stops in order when this one ends, however it does.
const board = fork(command, ['board', '--or-lab', '--host', HOST, '--port', String(port)]);
board.once('message', (message) => {
  const { address } = /** @type {{ address: string }} */ (message);
  if (wantsBrowser) void openBrowser(address);
});
board.once('close', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (board.connected) board.disconnect();
  });
}

/** @param {number} candidate @returns {Promise<boolean>} */
function isFree(candidate) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(candidate, HOST, () => server.close(() => resolve(true)));
  });
}

/** No desktop is no reason to stop: the address is on the screen. @param {string} address */
async function openBrowser(address) {
  const child = await open(address).catch(() => undefined);
  child?.on('error', () => undefined);
}
