// The calls of the board's API as tests make them, against a handler in this process or a server.
import type { DeviceProfile } from '../../src/shared/result/schema.ts';

export interface Call {
  readonly method?: string;
  readonly token?: string;
  /** Sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface SpaceTokens {
  readonly id: string;
  readonly readToken: string;
  readonly writeToken: string;
  readonly creatorToken: string;
}

export class BoardClient {
  readonly #send: (path: string, init: RequestInit) => Response | Promise<Response>;

  /** @param send takes a path below /api/v1. */
  constructor(send: (path: string, init: RequestInit) => Response | Promise<Response>) {
    this.#send = send;
  }

  async call(path: string, { method, token, body, headers }: Call = {}): Promise<Reply> {
    const response = await this.#send(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === 'string' || body instanceof Uint8Array
                ? (body as BodyInit)
                : JSON.stringify(body),
          }),
    });
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
    const json = isJson && text !== '' ? (JSON.parse(text) as Reply['json']) : {};
    return { status: response.status, headers: response.headers, text, json };
  }

  async createSpace(name = 'A team'): Promise<SpaceTokens> {
    const { json } = await this.call('/spaces', { body: { name } });
    return json as unknown as SpaceTokens;
  }

  submit(space: SpaceTokens, profile: DeviceProfile, token = space.writeToken): Promise<Reply> {
    return this.call(`/spaces/${space.id}/results`, { token, body: profile });
  }
}
