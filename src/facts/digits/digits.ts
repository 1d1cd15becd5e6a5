// The one door to the handwritten digits: 10,000 images of 28 × 28, fetched when they are first asked for.
import { readDigits } from 'virtual:digits';
import { FlopscopeError } from '../../shared/errors.ts';
import { type Digits, decodeDigits } from './decode-digits.ts';

let loading: Promise<Digits> | undefined;

/**
 * Loaded once; a failure is tried again on the next call.
 * @throws FlopscopeError `missing-dependency` when the file cannot be had, `invalid-document` when it is damaged.
 */
export function loadDigits(): Promise<Digits> {
  loading ??= load().catch((thrown: unknown) => {
    loading = undefined;
    throw thrown;
  });
  return loading;
}

async function load(): Promise<Digits> {
  return decodeDigits(await read());
}

async function read(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readDigits());
  } catch (thrown) {
    throw new FlopscopeError(
      'missing-dependency',
      'The handwritten digits (1.6 MB) could not be loaded. Check the connection and try again.',
      { cause: thrown },
    );
  }
}
