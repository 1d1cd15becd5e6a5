// One client of a board: a connection that stays open and carries one request at a time, timed to the last byte of its answer.
import { Agent, request } from 'node:http';

export interface TimedAnswer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

export class BoardConnection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #address: string;

  /** @param address of the board, as it prints it. */
  constructor(address: string) {
    this.#address = address;
  }

  /** @param path below /api/v1. @param body JSON, which makes it a POST. */
  send(path: string, token: string, body?: string): Promise<TimedAnswer> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(`api/v1${path}`, this.#address),
        {
          agent: this.#agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            Authorization: `Bearer ${token}`,
            ...(body === undefined
              ? {}
              : {
                  'Content-Type': 'application/json',
                  'Content-Length': Buffer.byteLength(body),
                }),
          },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.once('error', reject);
          answer.once('end', () => {
            const text = Buffer.concat(pieces).toString();
            resolve({ status: answer.statusCode ?? 0, text, ms: performance.now() - began });
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
