// Addresses of our own scripts, for pages that require Trusted Types of whatever becomes a script.

interface Policy {
  createScriptURL(address: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
}

let policy: Policy | undefined;

/** Named "flopscope", for `trusted-types flopscope` in a page's policy. */
export function scriptAddress(address: string): string {
  const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
  if (factory === undefined) return address;
  try {
    policy ??= factory.createPolicy('flopscope', { createScriptURL: (given) => given });
  } catch {
    // A page whose policy does not name it, and may not require it either.
    return address;
  }
  // What takes addresses takes trusted ones; the DOM's types know strings alone.
  return policy.createScriptURL(address) as string;
}
