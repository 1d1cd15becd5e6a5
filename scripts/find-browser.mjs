// Finds a Chrome or Chromium for the end-to-end tests, or installs one, or says what to do.
// Order: CHROME_PATH, puppeteer's own cache, the browser on the system, puppeteer's download, Debian's package.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const commandNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
];

const fixedPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const root = process.env[name];
    return root === undefined ? [] : [join(root, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
};

/** @returns {string | undefined} */
function onTheSystem() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const system = platform();
  const known = system === 'darwin' || system === 'win32' ? fixedPlaces[system] : [];
  return [...onPath, ...known].find((path) => existsSync(path));
}

/** @returns {string | undefined} */
function inPuppeteersCache() {
  const cache = process.env['PUPPETEER_CACHE_DIR'] ?? join(homedir(), '.cache', 'puppeteer');
  const root = join(cache, 'chrome');
  if (!existsSync(root)) return undefined;
  const names = ['chrome', 'chrome.exe', 'Google Chrome for Testing'];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .find((path) => names.some((name) => path.endsWith(name)) && statSync(path).isFile());
}

/** @param {string} command @param {string[]} args */
function attempt(command, args) {
  process.stderr.write(`No Chrome or Chromium found; trying: ${command} ${args.join(' ')}\n`);
  return (
    spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 })
      .status === 0
  );
}

/**
 * Path of a Chrome or Chromium executable; installs one when there is none.
 * @returns {string}
 */
export function findBrowser() {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is "${named}", but no such file exists. Correct it or unset it.`);
  }
  const present = inPuppeteersCache() ?? onTheSystem();
  if (present !== undefined) return present;

  const npx = platform() === 'win32' ? 'npx.cmd' : 'npx';
  attempt(npx, ['puppeteer', 'browsers', 'install', 'chrome']);
  const downloaded = inPuppeteersCache();
  if (downloaded !== undefined) return downloaded;

  if (platform() === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt('/usr/bin/apt-get', ['update']);
    attempt('/usr/bin/apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    const installed = onTheSystem();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The end-to-end tests need Chrome or Chromium, and none was found or could be installed. ' +
      'Install one and run again, or set CHROME_PATH to its executable.',
  );
}

/**
 * The folder that holds the browser's libraries; Chrome and Chromium ship SwiftShader there, which lets
 * Dawn run in Node on a machine without a GPU.
 * @param {string} executable
 * @returns {string | undefined}
 */
export function softwareDriverFolder(executable) {
  const candidates = [
    dirname(realpathSync(executable)),
    // Where Debian's and Google's packages keep what their start scripts run.
    '/usr/lib/chromium',
    '/usr/lib/chromium-browser',
    '/opt/google/chrome',
  ];
  return candidates.find((folder) => existsSync(join(folder, 'vk_swiftshader_icd.json')));
}
