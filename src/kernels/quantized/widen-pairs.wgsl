// Integer fields to f16, two at a time and without a conversion instruction: a field placed in the low bits
// of the half 2^10 adds its value to it, exactly.

const FIELDS = ((1u << BITS) - 1u) * 0x10001u;
const EXPONENTS = 0x64006400u;
const OFFSET = f16((1u << 10u) + (1u << (BITS - 1u)));

// With their sign bits flipped, the fields count from 0: each is its value + 2^(BITS - 1).
fn unbias(word: u32) -> u32 {
  return word ^ SIGN_BITS;
}

// The fields `index` and `index + VALUES / 2` of an unbiased word.
fn widen(word: u32, index: u32) -> vec2<Accumulator> {
  return bitcast<vec2<f16>>(((word >> (index * BITS)) & FIELDS) | EXPONENTS) - OFFSET;
}
