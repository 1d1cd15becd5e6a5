// The block tile in workgroup memory as a building block: families add how operands are addressed.
import { bytesPerElement, type Precision } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import type { WorkgroupNeeds } from '../limits.ts';
import { tunable } from '../tunables.ts';
import source from './block-tile.wgsl?raw';
import type { GemmShape } from './gemm-shape.ts';
import stageScalar from './stage-scalar.wgsl?raw';

export const blockTileSource: string = source;
/** Turns a family's loadA, loadB and storeC into what the block tile asks for. */
export const stageScalarSource: string = stageScalar;

/**
 * The tiles that win somewhere in published measurements, all of 256 invocations. Deeper blocks need fewer
 * barriers, but SwiftShader clears workgroup memory with one instruction per word: 12 KiB compile in about
 * 1 s there, 16 KiB in 2 s, 24 KiB in 4 s. So none here takes more than 12 KiB.
 */
export const BLOCK_TILES: readonly Tunables[] = [
  { blockM: 64, blockN: 64, blockK: 8, threadM: 4, threadN: 4 },
  { blockM: 128, blockN: 64, blockK: 8, threadM: 8, threadN: 4 },
  { blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
  { blockM: 128, blockN: 128, blockK: 8, threadM: 8, threadN: 8 },
];

function threadCount(tunables: Tunables): number {
  const threadsM = tunable(tunables, 'blockM') / tunable(tunables, 'threadM');
  return (threadsM * tunable(tunables, 'blockN')) / tunable(tunables, 'threadN');
}

export function blockTileNeeds(precision: Precision, tunables: Tunables): WorkgroupNeeds {
  const width = tunable(tunables, 'blockM') + tunable(tunables, 'blockN');
  return {
    invocations: threadCount(tunables),
    storageBytes: width * tunable(tunables, 'blockK') * bytesPerElement(precision),
  };
}

/** Why a tile cannot be divided among invocations as the shader does, or undefined. */
export function blockTileReason(tunables: Tunables): string | undefined {
  const [blockM, blockN, blockK, threadM, threadN] = [
    tunable(tunables, 'blockM'),
    tunable(tunables, 'blockN'),
    tunable(tunables, 'blockK'),
    tunable(tunables, 'threadM'),
    tunable(tunables, 'threadN'),
  ];
  if (threadM % 4 !== 0 || threadN % 4 !== 0 || blockK % 4 !== 0) {
    return 'Its threadM, threadN and blockK must be multiples of 4: it works on vectors of four.';
  }
  if (blockM % threadM !== 0 || blockN % threadN !== 0 || blockM % 32 !== 0) {
    return 'Its blocks must be whole numbers of thread tiles, and blockM a multiple of 32.';
  }
  return undefined;
}

export function blockTileConstants(shape: GemmShape, tunables: Tunables): Record<string, number> {
  const blockM = tunable(tunables, 'blockM');
  const blockN = tunable(tunables, 'blockN');
  const blockK = tunable(tunables, 'blockK');
  return {
    M: shape.m,
    N: shape.n,
    K: shape.k,
    BLOCK_M: blockM,
    BLOCK_N: blockN,
    BLOCK_K: blockK,
    THREAD_M: tunable(tunables, 'threadM'),
    THREAD_N: tunable(tunables, 'threadN'),
    THREAD_COUNT: threadCount(tunables),
    // A is staged in squares of 4 × 4, B in vectors of 4, or in squares as well where vectors run along k.
    A_SQUARES: (blockM * blockK) / 16,
    B_SQUARES: (blockN * blockK) / 16,
    B_VECTORS: (blockN * blockK) / 4,
    A_ALONG_M: 0,
    B_ALONG_K: 0,
  };
}

export function blockTileGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  return [
    Math.ceil(shape.n / tunable(tunables, 'blockN')),
    Math.ceil(shape.m / tunable(tunables, 'blockM')),
    shape.layers,
  ];
}
