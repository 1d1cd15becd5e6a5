// Whatever a request is refused for: a code for programs, a sentence for people, and the status that HTTP has for it.

export const refusalStatuses = {
  'invalid-input': 400,
  'no-token': 401,
  'not-allowed': 403,
  'not-found': 404,
  'too-slow': 408,
  'already-there': 409,
  'too-large': 413,
  'wrong-type': 415,
  'invalid-document': 422,
  'newer-document': 422,
  'too-many-requests': 429,
  'no-board': 503,
} as const;

export type RefusalCode = keyof typeof refusalStatuses;

export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Of `already-there`: the id under which it is there. */
  readonly id: string | undefined;

  constructor(code: RefusalCode, message: string, id?: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.id = id;
  }
}
