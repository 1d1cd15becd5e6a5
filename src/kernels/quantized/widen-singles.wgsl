// Integer fields to f32 without a conversion instruction, which GPUs run at a fraction of their multiply-add
// rate: a field placed in the low bits of the float 2^23 adds its value to it, exactly.

const FIELD = (1u << BITS) - 1u;
const EXPONENT = 0x4b000000u;
const OFFSET = f32((1u << 23u) + (1u << (BITS - 1u)));

// With their sign bits flipped, the fields count from 0: each is its value + 2^(BITS - 1).
fn unbias(word: u32) -> u32 {
  return word ^ SIGN_BITS;
}

// The fields `index` and `index + VALUES / 2` of an unbiased word.
fn widen(word: u32, index: u32) -> vec2<Accumulator> {
  let low = (word >> (index * BITS)) & FIELD;
  let high = (word >> (index * BITS + 16u)) & FIELD;
  return vec2<f32>(bitcast<f32>(low | EXPONENT), bitcast<f32>(high | EXPONENT)) - OFFSET;
}
