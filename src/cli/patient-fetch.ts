// Requests of the command line: none waits without end, and a certificate that is not trusted is called by its name.
import type { Fetch } from '../results/board/call-board.ts';
import { FlopscopeError } from '../shared/errors.ts';

/** Ten megabytes over a slow line take this; a server that answers nothing for so long answers no more. */
const LONGEST_MS = 60_000;

export const patientFetch: Fetch = (input, init) => {
  const limit = AbortSignal.timeout(LONGEST_MS);
  const { signal } = init;
  return fetch(input, {
    ...init,
    signal: signal === null || signal === undefined ? limit : AbortSignal.any([signal, limit]),
  });
};

/** Codes of Node's TLS for a certificate that no known authority vouches for. */
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Of other troubles with a certificate, what to do. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'has expired. Have it renewed'],
  ['CERT_NOT_YET_VALID', 'is not valid yet. Check the clock of this machine'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is of another host. Use the host name that it is made for'],
]);

/**
 * The work's own error, unless a certificate is what it failed of: trying that again would not help.
 * @throws FlopscopeError `refused` for a certificate, or what the work throws.
 */
export async function overTls<T>(address: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    const code = causes(thrown).find((each) => untrusted.has(each) || remedies.has(each));
    if (code === undefined) throw thrown;
    const what =
      remedies.get(code) ??
      'is not trusted on this machine. If it is one of your own, name the file of its authority in NODE_EXTRA_CA_CERTS';
    throw new FlopscopeError('refused', `The certificate of ${address} ${what} (${code}).`, {
      cause: thrown,
    });
  }
}

/** Codes along the chain of causes. */
function causes(thrown: unknown): readonly string[] {
  const codes: string[] = [];
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error) codes.push(String(error.code));
  }
  return codes;
}
