// The ceilings that every suite looks for, each with a ladder of problem sizes from phone to server.
import type { MultiplyAddProblem, Precision } from '../../shared/problem.ts';
import type { PlannedCeiling } from '../measure-ceiling.ts';

const MEBIBYTE = 2 ** 20;

/**
 * Invocations × multiply-adds each. 2^20 invocations are four waves of the largest GPU of 2025 (132
 * multiprocessors × 2,048 threads); the last rung is 12 ms at 67 TFLOPS.
 */
const multiplyAddLadder = [
  [2 ** 14, 3072],
  [2 ** 16, 12_288],
  [2 ** 18, 24_576],
  [2 ** 20, 49_152],
  [2 ** 20, 393_216],
] as const;

function multiplyAdds(precision: Precision): MultiplyAddProblem[] {
  return multiplyAddLadder.map(([invocations, steps]) => ({
    op: 'multiply-add',
    invocations,
    steps,
    precision,
  }));
}

/** A phone's browser that is asked for two buffers of its largest size ends the tab instead. */
const COPY_SHARE_OF_LARGEST_BUFFER = 1 / 8;

export interface CopyLimits {
  /** Wished size of one copy buffer. */
  readonly copyBytes: number;
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
}

export function plannedCeilings(
  features: ReadonlySet<string>,
  languageFeatures: ReadonlySet<string>,
  { copyBytes, maxStorageBufferBindingSize, maxBufferSize }: CopyLimits,
): readonly PlannedCeiling[] {
  const largestCopy = Math.min(
    copyBytes,
    maxStorageBufferBindingSize,
    maxBufferSize * COPY_SHARE_OF_LARGEST_BUFFER,
  );
  const ceilings: PlannedCeiling[] = [
    {
      kind: 'multiply-add',
      precision: 'f32',
      title: 'Multiply-add ceiling, f32',
      ladder: multiplyAdds('f32'),
    },
  ];
  if (features.has('shader-f16')) {
    ceilings.push({
      kind: 'multiply-add',
      precision: 'f16',
      title: 'Multiply-add ceiling, f16',
      ladder: multiplyAdds('f16'),
    });
  }
  if (languageFeatures.has('packed_4x8_integer_dot_product')) {
    ceilings.push({
      kind: 'multiply-add',
      precision: 'i8',
      title: 'Integer dot product ceiling, i8',
      ladder: multiplyAdds('i8'),
    });
  }
  ceilings.push(
    {
      kind: 'copy',
      precision: 'f32',
      title: 'Memory bandwidth',
      ladder: [4, 32, 128, 256, 512]
        .map((size) => size * MEBIBYTE)
        .filter((bytes) => bytes <= largestCopy)
        .map((bytes) => ({ op: 'copy', bytes, precision: 'f32' })),
    },
    {
      kind: 'launch',
      precision: 'f32',
      title: 'Launch latency',
      ladder: [{ op: 'launch', precision: 'f32' }],
    },
  );
  return ceilings;
}
