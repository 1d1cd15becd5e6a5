import { expect, it } from 'vitest';
import { FlopscopeError } from '../shared/errors.ts';
import { overTls } from './patient-fetch.ts';

/** As the client of a board throws it: its own sentence, fetch's error, and Node's below. */
function failure(code: string): FlopscopeError {
  const cause = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  return new FlopscopeError('unreachable', 'The board does not answer.', { cause });
}

const over = (thrown: unknown) => overTls('https://b.example/', Promise.reject(thrown as Error));

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /b\.example.*not trusted.*NODE_EXTRA_CA_CERTS/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
  ['CERT_HAS_EXPIRED', /has expired/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /of another host/],
])('names a certificate that fails with %s', async (code, sentence) => {
  await expect(over(failure(code))).rejects.toThrow(sentence);
  // Trying again would not help.
  await expect(over(failure(code))).rejects.toMatchObject({ code: 'refused' });
});

it('leaves any other failure, and what succeeds, as it is', async () => {
  const refused = failure('ECONNREFUSED');
  await expect(over(refused)).rejects.toBe(refused);
  await expect(over('text')).rejects.toBe('text');
  expect(await overTls('https://b.example/', Promise.resolve(7))).toBe(7);
});
