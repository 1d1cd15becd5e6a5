// Tokens open a space or delete a result. 256 random bits cannot be guessed, so a plain hash keeps them; only the hash is
// stored, and compared in constant time.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a token is for shows in its first letters, to people and to scanners for leaked secrets. */
const prefixes = {
  read: 'fsr_',
  write: 'fsw_',
  creator: 'fsc_',
  submitter: 'fsd_',
} as const;

const TOKEN_BYTES = 32;

/** Names nothing secret: as many as never meet. */
const ID_BYTES = 12;

export interface Token {
  readonly token: string;
  readonly hash: Uint8Array;
}

export function createToken(kind: keyof typeof prefixes): Token {
  const token = `${prefixes[kind]}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

export function createId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}
