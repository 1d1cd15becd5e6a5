// Whether a value is dropped, in TypeScript: what the shader's draws are checked against, bit by bit.

/** The two words that tell one step's draws from another's. */
export type DropoutSeed = readonly [number, number];

/**
 * 32 bits of PCG's RXS-M-XS output after one step of its generator, a permutation of all words. Sources: O'Neill 2014,
 * "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation"; chosen
 * among hashes for GPUs by Jarzynski and Olano 2020, "Hash Functions for GPU Rendering", JCGT 9(3).
 */
function hash(word: number): number {
  const state = (Math.imul(word, 747_796_405) + 2_891_336_453) >>> 0;
  const mixed = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277_803_737) >>> 0;
  return ((mixed >>> 22) ^ mixed) >>> 0;
}

/** Nested, so that no two seeds draw the same sequence at another place. */
export function draw([first, second]: DropoutSeed, index: number): number {
  return hash((index ^ hash((second ^ hash(first)) >>> 0)) >>> 0);
}

/** Draws below this are dropped: of 2³² equally likely ones the nearest whole share. */
export function dropThreshold(rate: number): number {
  return Math.min(Math.round(rate * 2 ** 32), 2 ** 32 - 1);
}
