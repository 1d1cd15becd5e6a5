// Where the lab is served, as a snippet names it: the address under which other pages find its files.
import { FlopscopeError } from '../../shared/errors.ts';

export const MOST_ADDRESS_CHARACTERS = 200;

/**
 * @returns the address of the folder, ending in "/".
 * @throws FlopscopeError `invalid-input`, saying what an address looks like.
 */
export function parseSite(typed: string): string {
  const address = webAddress(typed);
  if (address?.search !== '' || address.hash !== '') {
    throw new FlopscopeError(
      'invalid-input',
      'This is not the address of a site. Type one like “https://example.org/lab/”.',
    );
  }
  // The page itself may have been typed.
  const path = address.pathname.replace(/[^/]*\.html?$/iu, '');
  return `${address.origin}${path.endsWith('/') ? path : `${path}/`}`;
}

/**
 * @returns the origin of the page that holds the frame: "https://example.org".
 * @throws FlopscopeError `invalid-input`, saying what an origin looks like.
 */
export function parseParentOrigin(typed: string): string {
  const address = webAddress(typed);
  if (address === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      'This is not the address of a page. Type where the frame will stand, like “https://blog.example.org”.',
    );
  }
  return address.origin;
}

/** Why readers elsewhere could not load what the snippet names; undefined where they can. */
export function siteWarning(site: string): string | undefined {
  const { hostname, protocol } = new URL(site);
  if (isThisMachine(hostname)) {
    return `Readers cannot reach ${hostname}: it is this machine. Put the built lab (dist/page) on a host and type its address here.`;
  }
  return protocol === 'http:'
    ? 'Pages served by https load nothing from an http address. Serve the lab by https.'
    : undefined;
}

function isThisMachine(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/u.test(hostname);
}

function webAddress(typed: string): URL | undefined {
  const text = typed.trim();
  if (text.length > MOST_ADDRESS_CHARACTERS || !/^https?:\/\//iu.test(text)) return undefined;
  if (!URL.canParse(text)) return undefined;
  const address = new URL(text);
  return address.username === '' && address.password === '' ? address : undefined;
}
