// The ceilings that every suite looks for, each with a ladder of problem sizes from phone to server.
import type {
  MatrixMultiplyAddProblem,
  MultiplyAddProblem,
  Precision,
} from '../../shared/problem.ts';
import { SUBGROUP_MATRIX_FEATURES } from '../device/subgroup-matrix.ts';
import type { PlannedCeiling } from '../measure-ceiling.ts';

const MEBIBYTE = 2 ** 20;

/**
 * Invocations × multiply-adds each. The second rung is for processors: in the 2 ms of the first, starting and ending
 * the chains takes a sixth of the time. 2^20 invocations are four waves of the largest GPU of 2025 (132
 * multiprocessors × 2,048 threads); the last rung is 12 ms at 67 TFLOPS.
 */
const multiplyAddLadder = [
  [2 ** 14, 3072],
  [2 ** 14, 12_288],
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

/**
 * Subgroups × products of fragments each. 4,096 subgroups are four waves of the largest GPU of 2025 at 8 a
 * multiprocessor; the last rung is 10 ms at 800 TFLOPS in fragments of 16×16×16.
 */
const matrixLadder = [
  [2 ** 6, 2 ** 9],
  [2 ** 9, 2 ** 11],
  [2 ** 11, 2 ** 13],
  [2 ** 12, 2 ** 15],
  [2 ** 12, 2 ** 18],
] as const;

function matrixProducts(precision: Precision): MatrixMultiplyAddProblem[] {
  return matrixLadder.map(([subgroups, steps]) => ({
    op: 'matrix-multiply-add',
    subgroups,
    steps,
    precision,
  }));
}

/** Invocations × vectors of 16 bytes each; the last rung is 12 ms at 130 TB/s, what 132 multiprocessors read. */
const workgroupMemoryLadder = [
  [2 ** 12, 64],
  [2 ** 14, 512],
  [2 ** 16, 4096],
  [2 ** 18, 16_384],
  [2 ** 20, 98_304],
] as const;

/** The triad stands beside the copy, workgroup memory beside nothing that needs it to the last percent. */
const SECOND_RATE_SHARE = 1 / 8;

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
  if (SUBGROUP_MATRIX_FEATURES.some((name) => features.has(name))) {
    const precisions: Precision[] = [
      ...(features.has('shader-f16') ? (['f16'] as const) : []),
      'f32',
      'i8',
    ];
    ceilings.push(
      ...precisions.map((precision) => ({
        kind: 'matrix-multiply-add' as const,
        precision,
        title: `Matrix units ceiling, ${precision}`,
        ladder: matrixProducts(precision),
      })),
    );
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
      kind: 'triad',
      precision: 'f32',
      title: 'Memory bandwidth, triad',
      timeShare: SECOND_RATE_SHARE,
      // Three buffers: half the size of the copy's keeps the same distance from the largest device memory.
      ladder: [4, 32, 128, 256]
        .map((size) => size * MEBIBYTE)
        .filter((bytes) => bytes <= Math.max(largestCopy / 2, 4 * MEBIBYTE))
        .map((bytes) => ({ op: 'triad', bytes, precision: 'f32' })),
    },
    {
      kind: 'workgroup-memory',
      precision: 'f32',
      title: 'Workgroup memory',
      timeShare: SECOND_RATE_SHARE,
      ladder: workgroupMemoryLadder.map(([invocations, steps]) => ({
        op: 'workgroup-memory',
        invocations,
        steps,
        precision: 'f32',
      })),
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
