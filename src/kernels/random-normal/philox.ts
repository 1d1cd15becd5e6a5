// Philox 4×32 with ten rounds, in TypeScript: what the shader's words are checked against, bit by bit. Source: Salmon,
// Moraes, Dror and Shaw 2011, "Parallel Random Numbers: As Easy as 1, 2, 3"; it passes TestU01's BigCrush.

export type Words = readonly [number, number, number, number];
export type Key = readonly [number, number];

const MULTIPLIERS = [0xd251_1f53, 0xcd9e_8d57] as const;
/** Golden ratio and √3 − 1, as the paper has them. */
const WEYL = [0x9e37_79b9, 0xbb67_ae85] as const;
const ROUNDS = 10;

/** Four random words of 32 bits for each counter. */
export function philox(counter: Words, key: Key): Words {
  let [a, b, c, d] = counter;
  let [first, second] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const left = product(MULTIPLIERS[0], a);
    const right = product(MULTIPLIERS[1], c);
    [a, b, c, d] = [
      (right.high ^ b ^ first) >>> 0,
      right.low,
      (left.high ^ d ^ second) >>> 0,
      left.low,
    ];
    first = (first + WEYL[0]) >>> 0;
    second = (second + WEYL[1]) >>> 0;
  }
  return [a, b, c, d];
}

function product(a: number, b: number): { readonly high: number; readonly low: number } {
  const whole = BigInt(a) * BigInt(b);
  return { high: Number(whole >> 32n), low: Number(whole & 0xffff_ffffn) };
}
