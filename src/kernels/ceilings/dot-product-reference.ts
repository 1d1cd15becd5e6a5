// The chains of packed dot products in exact 32-bit arithmetic.

/** 2^32 / golden ratio, odd: multiples of it are spread evenly over all 32-bit numbers. */
export const CHAIN_OFFSET = 0x9e3779b9;

/** Sum of products of the four signed bytes of each word. */
function dot4(left: number, right: number): number {
  let sum = 0;
  for (let shift = 0; shift < 32; shift += 8) {
    sum += ((left << (24 - shift)) >> 24) * ((right << (24 - shift)) >> 24);
  }
  return sum;
}

/** The wrapped sum of `accumulators` chains of `steps` dot products, all starting from `word`. */
export function dotChains(word: number, accumulators: number, steps: number): number {
  let sum = 0;
  for (let chain = 0; chain < accumulators; chain++) {
    let value = (word + Math.imul(chain, CHAIN_OFFSET)) | 0;
    for (let step = 0; step < steps; step++) value = (value + dot4(value, word)) | 0;
    sum = (sum + value) | 0;
  }
  return sum;
}
