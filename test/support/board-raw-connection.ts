// Bytes to a server and whatever comes back, for requests that no client library would send.
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Exchange {
  /** Everything that came, to the end of the connection or of the patience. */
  readonly text: string;
  /** Of the answers, in order. */
  readonly statuses: readonly number[];
  readonly closed: boolean;
}

export interface Sending {
  readonly pieces: readonly (string | Uint8Array)[];
  /** Between two pieces. */
  readonly pauseMs?: number;
  /** After the last piece: wait for answers, half-close, or break off. */
  readonly then?: 'listen' | 'end' | 'destroy';
  /** Answers after which nothing more is waited for. */
  readonly answers?: number;
  readonly patienceMs?: number;
}

/** @param address as the board prints it. */
export async function exchange(address: string, sending: Sending): Promise<Exchange> {
  const { pieces, pauseMs = 0, then = 'listen', answers = 1, patienceMs = 10_000 } = sending;
  const began = performance.now();
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname.replaceAll(/[[\]]/gu, ''));
  const state = { text: '', closed: false };
  socket.on('data', (chunk: Buffer) => (state.text += chunk.toString('latin1')));
  // The server may end the connection while something is still being sent.
  socket.on('error', () => undefined);
  socket.on('close', () => (state.closed = true));
  for (const piece of pieces) {
    if (state.closed) break;
    await written(socket, piece);
    if (pauseMs > 0) await wait(pauseMs);
  }
  if (then === 'end') socket.end();
  if (then === 'destroy') socket.destroy();
  const isOver = () =>
    state.closed ||
    statusesOf(state.text).length >= answers ||
    performance.now() - began > patienceMs;
  while (!isOver()) await wait(5);
  // What belongs to the last answer may still be on its way.
  await wait(20);
  socket.destroy();
  const { text, closed } = state;
  return { text, statuses: statusesOf(text), closed };
}

function statusesOf(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /gu)].map(([, status]) => Number(status));
}

function written(socket: Socket, piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    socket.write(piece, () => {
      resolve();
    });
  });
}
