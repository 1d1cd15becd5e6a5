// Packed weights unpacked while they are staged in workgroup memory, once for a whole block of rows.
import { bytesPerElement, type QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason, type WorkgroupNeeds } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { valuesPerWord } from './quantized-layout.ts';
import stageElements from './stage-elements.wgsl?raw';
import stageVectors from './stage-vectors.wgsl?raw';
import source from './weights-block-tile.wgsl?raw';
import {
  WEIGHTS_BINDINGS,
  weightsConstants,
  weightsPlan,
  weightsReason,
  widenSource,
} from './weights-plan.ts';

/** All take at most 12 KiB: SwiftShader clears workgroup memory word by word in the compiled code. */
const TILES: readonly Tunables[] = [
  { blockM: 64, blockN: 64, blockK: 16, threadM: 4, threadN: 4 },
  { blockM: 64, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
  { blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
];

/** Rows of A, of words and of C must start on a vector of four. */
function fitsVectors({ n, k }: QuantizedMatmulProblem): boolean {
  return n % 4 === 0 && k % 4 === 0;
}

function needs(
  { precision }: QuantizedMatmulProblem,
  tunables: Tunables,
): WorkgroupNeeds & { readonly storageBytes: number } {
  const blockM = tunable(tunables, 'blockM');
  const blockN = tunable(tunables, 'blockN');
  const threads = tunable(tunables, 'threadM') * tunable(tunables, 'threadN');
  const row =
    blockM * bytesPerElement(precision) + blockN * bytesPerElement(accumulatorType(tunables));
  return {
    invocations: (blockM * blockN) / threads,
    storageBytes: row * tunable(tunables, 'blockK'),
  };
}

/** Why a tile cannot be divided among invocations as the shader does, or undefined. */
function tileReason({ scheme }: QuantizedMatmulProblem, tunables: Tunables): string | undefined {
  const [blockM, blockN, blockK] = ['blockM', 'blockN', 'blockK'].map((name) =>
    tunable(tunables, name),
  ) as [number, number, number];
  const threadM = tunable(tunables, 'threadM');
  const threadN = tunable(tunables, 'threadN');
  if (threadM % 4 !== 0 || threadN % 4 !== 0 || blockK % valuesPerWord(scheme) !== 0) {
    return 'Its threadM and threadN must be multiples of 4, and blockK whole words of weights.';
  }
  return blockM % threadM === 0 && blockN % threadN === 0 && blockM % 32 === 0
    ? undefined
    : 'Its blocks must be whole numbers of thread tiles, and blockM a multiple of 32.';
}

function plan(problem: QuantizedMatmulProblem, tunables: Tunables): KernelPlan {
  const blockM = tunable(tunables, 'blockM');
  const blockN = tunable(tunables, 'blockN');
  const blockK = tunable(tunables, 'blockK');
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...weightsConstants(problem),
      BLOCK_M: blockM,
      BLOCK_N: blockN,
      BLOCK_K: blockK,
      THREAD_M: tunable(tunables, 'threadM'),
      THREAD_N: tunable(tunables, 'threadN'),
      THREAD_COUNT: needs(problem, tunables).invocations,
      // A is staged in squares of 4 × 4, W in pairs of fields of four words.
      A_SQUARES: (blockM * blockK) / 16,
      W_UNITS: (blockN * blockK) / 8,
    },
    sources: [fitsVectors(problem) ? stageVectors : stageElements, widenSource(tunables), source],
  });
  return weightsPlan(problem, tunables, [
    {
      label: 'quantized/weights-block-tile',
      code,
      bindings: WEIGHTS_BINDINGS,
      workgroups: [Math.ceil(problem.n / blockN), Math.ceil(problem.m / blockM), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<QuantizedMatmulProblem> = {
  id: 'quantized/weights-block-tile',
  op: 'quantized-matmul',
  label: 'Packed weights, block tile',
  summary: 'Workgroups unpack a block of weights into their shared memory, once for all its rows.',
  variants: ({ precision }) => combinations(TILES, accumulatorVariants(precision)),
  unsupported: (problem, tunables, traits) =>
    weightsReason(problem, traits) ??
    tileReason(problem, tunables) ??
    limitReason(needs(problem, tunables), () => plan(problem, tunables), traits),
  plan,
};
