// What reaches the server and is no request that it can answer: a head without end or too large, a body that never comes,
// bytes that are not HTTP. It is refused like everything else, and the connection ends.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal, refusalStatuses } from './api/refusal.ts';
import type { ErrorDocument } from './api/schemas.ts';

export function refuseConnection(error: Error, socket: Duplex): void {
  // Nobody is there any more to be told.
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { code, message } = refusalOf('code' in error ? error.code : undefined);
  // A head that is too large has a status of its own.
  const status = code === 'too-large' ? 431 : refusalStatuses[code];
  const document: ErrorDocument = { error: { code, message } };
  const body = JSON.stringify(document);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json',
      'X-Content-Type-Options: nosniff',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}

function refusalOf(code: unknown): Refusal {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Refusal('too-slow', 'The request took too long to come. Send it again.');
    case 'HPE_HEADER_OVERFLOW':
      return new Refusal('too-large', 'The head of the request is larger than any call needs.');
    default:
      return new Refusal('invalid-input', 'This is no HTTP request that the board understands.');
  }
}
