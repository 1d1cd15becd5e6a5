// Whether a page is framed by the origin that its address names, as far as the browser tells: an address can be framed by
// anybody, and what is not told contradicts nothing. The browser itself delivers messages to that origin alone.

/**
 * @param referrer `document.referrer`; empty where a policy withholds it.
 * @param ancestor first of `location.ancestorOrigins`; undefined in Firefox.
 */
export function isParent(origin: string, referrer: string, ancestor: string | undefined): boolean {
  if (ancestor !== undefined && ancestor !== origin) return false;
  return referrer === '' || new URL(referrer).origin === origin;
}
