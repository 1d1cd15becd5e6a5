// Serves the built lab on localhost, prints its address and opens the browser.
// `--no-open` leaves the browser alone; PORT chooses the port.
import open from 'open';
import { preview } from 'vite';

const DEFAULT_PORT = 4173;

// `npm start --no-open` without the separating `--` reaches a script only as npm's own setting.
const wantsBrowser = !process.argv.includes('--no-open') && process.env['npm_config_open'] !== '';
const namedPort = process.env['PORT'];
const port = namedPort === undefined || namedPort === '' ? DEFAULT_PORT : Number(namedPort);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  process.stderr.write(`PORT is "${namedPort}"; give a whole number from 1 to 65535.\n`);
  process.exit(1);
}

try {
  const server = await preview({
    // A port that was asked for is taken or refused; the default gives way to the next free one.
    preview: { port, strictPort: namedPort !== undefined && namedPort !== '', host: 'localhost' },
    logLevel: 'error',
  });
  const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`;
  process.stdout.write(`\n  Flopscope is at ${address}\n  Press Ctrl+C to stop.\n\n`);
  if (wantsBrowser) {
    // No desktop is no reason to stop: the address is on the screen.
    const child = await open(address).catch(() => undefined);
    child?.on('error', () => undefined);
  }
} catch (cause) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(
    `The lab could not be served on port ${port}: ${reason}. Choose another: PORT=5000 npm start\n`,
  );
  process.exit(1);
}
