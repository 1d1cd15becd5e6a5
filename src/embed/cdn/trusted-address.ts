// Addresses of our own scripts, for pages that require Trusted Types of whatever becomes a script.
import { offeredOnPage, offerOnPage } from '../../workers/page-slot.ts';

interface Policy {
  createScriptURL(address: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
}

/** For `trusted-types flopscope` in a page's policy. */
const NAME = 'flopscope';

/** Shell and run part share one: a page's policy allows a name once. */
const PLACE = 'trusted-types';

/** @param address beside this script, or of a blob. */
export function scriptAddress(address: string): string {
  const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
  if (factory === undefined) return address;
  // What takes addresses takes trusted ones; the DOM's types know strings alone.
  return (policyOf(factory)?.createScriptURL(address) ?? address) as string;
}

function policyOf(factory: Factory): Policy | undefined {
  const held = offeredOnPage(PLACE);
  if (held !== undefined) return held as Policy;
  try {
    const policy = factory.createPolicy(NAME, { createScriptURL: ourOwn });
    offerOnPage(PLACE, policy);
    return policy;
  } catch {
    // A page whose policy does not name it, and may not require it either.
    return undefined;
  }
}

function ourOwn(address: string): string {
  const folder = new URL('.', import.meta.url).href;
  if (address.startsWith(folder) || address.startsWith('blob:')) return address;
  throw new TypeError(`${address} is no script of Flopscope.`);
}
