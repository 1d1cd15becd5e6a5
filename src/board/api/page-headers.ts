// Headers of the built page by path: what other sites embed is theirs to load and to frame, everything else is not.

const HIDDEN = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
} as const;

/** Of the files in `embed/`: scripts with `crossorigin`, and `fetch` by the run part, from any origin. */
const SHARED = {
  ...HIDDEN,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** Of `embed.html`; a page that is cross-origin isolated frames it by this policy alone. */
const FRAMED = { 'Cross-Origin-Resource-Policy': 'cross-origin' } as const;

/**
 * Beside what all pages share; framing cannot be forbidden in the head of a page.
 * @param path of an address, as it was asked for.
 */
export function pageHeaders(path: string): Readonly<Record<string, string>> {
  if (path === '/embed.html') return FRAMED;
  return path.startsWith('/embed/') ? SHARED : HIDDEN;
}

/** The build names these by their content; what is named otherwise changes with the next version. */
export function isNamedByContent(path: string): boolean {
  return path.startsWith('/assets/') || /^\/embed\/[\w.-]+-[\da-f]{8}\.js$/u.test(path);
}
