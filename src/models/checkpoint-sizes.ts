// What the weights of a model take on disk in each precision, the scales of packed formats apart.

/** Bits of one weight. */
const WEIGHT_BITS = { f32: 32, f16: 16, int8: 8, int4: 4 } as const;

export type CheckpointSizes = Readonly<Record<keyof typeof WEIGHT_BITS, number>>;

/** Bytes by precision. bf16 takes as much as f16. */
export function checkpointSizes(params: number): CheckpointSizes {
  const bytes = (bits: number) => (params * bits) / 8;
  return {
    f32: bytes(WEIGHT_BITS.f32),
    f16: bytes(WEIGHT_BITS.f16),
    int8: bytes(WEIGHT_BITS.int8),
    int4: bytes(WEIGHT_BITS.int4),
  };
}
