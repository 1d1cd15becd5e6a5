// A result, or a history, that a web server keeps as a file.
import { readText } from '../../results/board/call-board.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { overTls, patientFetch } from '../patient-fetch.ts';
import { type NamedResults, resultsOf } from '../read-results.ts';

/** @throws FlopscopeError `unreachable`, `refused` for another answer than 200, or as `resultsOf`. */
export async function fetchedResults(address: string): Promise<NamedResults> {
  const response = await overTls(address, patientFetch(address, { credentials: 'omit' })).catch(
    (cause: unknown) => {
      if (cause instanceof FlopscopeError) throw cause;
      throw new FlopscopeError(
        'unreachable',
        `${address} does not answer. Check the address and that this machine reaches it.`,
        { cause },
      );
    },
  );
  if (!response.ok) {
    throw new FlopscopeError(
      'refused',
      `${address} answers ${response.status} instead of a result. Check the address, and whether it asks for a login.`,
    );
  }
  if (response.headers.get('Content-Type')?.includes('html') === true) {
    throw new FlopscopeError(
      'invalid-document',
      `${address} is a web page, not a result. Give the address of the file; or, of a board, the whole link with what follows the #, in quotes.`,
    );
  }
  const text = await readText(response, address).catch((cause: unknown) => {
    throw new FlopscopeError(
      'invalid-document',
      `What ${address} sends broke off, or is larger than any result. Check the address, or save the result as a file.`,
      { cause },
    );
  });
  return resultsOf(text, address);
}
