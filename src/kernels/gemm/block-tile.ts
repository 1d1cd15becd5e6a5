// The block tile in workgroup memory as a building block: families add how operands are addressed.
import { bytesPerElement, type Precision } from '../../shared/problem.ts';
import type { DeviceTraits, Tunables } from '../descriptor.ts';
import type { WorkgroupNeeds } from '../limits.ts';
import { tunable } from '../tunables.ts';
import source from './block-tile.wgsl?raw';
import type { TileSpan } from './fitting-tiles.ts';
import type { GemmShape } from './gemm-shape.ts';
import stageScalar from './stage-scalar.wgsl?raw';

export const blockTileSource: string = source;
/** Turns a family's loadA, loadB and storeC into what the block tile asks for. */
export const stageScalarSource: string = stageScalar;

/** The tiles that win somewhere in published measurements, all of 256 invocations and at most 12 KiB. */
export const BLOCK_TILES: readonly Tunables[] = [
  { blockM: 64, blockN: 64, blockK: 8, threadM: 4, threadN: 4 },
  { blockM: 128, blockN: 64, blockK: 8, threadM: 8, threadN: 4 },
  { blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
  { blockM: 128, blockN: 128, blockK: 8, threadM: 8, threadN: 8 },
];

/**
 * What single products try on top: fewer invocations, deeper blocks (fewer barriers), bands of blocks that
 * share the cache (from about 2048³ on), and two buffers, which lose on most devices and gain an eighth on some.
 */
export const PRODUCT_BLOCK_TILES: readonly Tunables[] = [
  ...BLOCK_TILES,
  { blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4, groupRows: 8 },
  { blockM: 128, blockN: 128, blockK: 16, threadM: 8, threadN: 8, groupRows: 8 },
  { blockM: 64, blockN: 64, blockK: 16, threadM: 4, threadN: 4 },
  { blockM: 64, blockN: 64, blockK: 32, threadM: 4, threadN: 4 },
  { blockM: 64, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
  { blockM: 64, blockN: 64, blockK: 8, threadM: 8, threadN: 8 },
  { blockM: 128, blockN: 64, blockK: 8, threadM: 8, threadN: 4, groupRows: 8, buffers: 2 },
  { blockM: 128, blockN: 128, blockK: 8, threadM: 8, threadN: 8, groupRows: 8, buffers: 2 },
];

/**
 * SwiftShader clears workgroup memory with one instruction per word: 12 KiB compile in about 1 s there, 16 KiB
 * in 2 s, 24 KiB in 4 s. Only adapters that run on a processor have subgroups below 16 throughout.
 */
const PROCESSOR_STORAGE_BYTES = 12 * 1024;
const LEAST_GPU_SUBGROUP = 16;

/** Blocks and bands that the tunables may leave out. */
function buffers(tunables: Tunables): number {
  return tunables['buffers'] === undefined ? 1 : tunable(tunables, 'buffers');
}

function groupRows(tunables: Tunables): number {
  return tunables['groupRows'] === undefined ? 1 : tunable(tunables, 'groupRows');
}

/** Why the blocks are too much for an adapter that runs on a processor, or undefined. */
export function processorMemoryReason(
  precision: Precision,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const { storageBytes = 0 } = blockTileNeeds(precision, tunables);
  const onProcessor = traits.subgroupMaxSize > 0 && traits.subgroupMaxSize < LEAST_GPU_SUBGROUP;
  return onProcessor && storageBytes > PROCESSOR_STORAGE_BYTES
    ? `Its ${storageBytes} bytes of workgroup memory take seconds to compile on a processor, which gains nothing by them.`
    : undefined;
}

export function blockTileSpan(tunables: Tunables): TileSpan {
  return { m: tunable(tunables, 'blockM'), n: tunable(tunables, 'blockN') };
}

function threadCount(tunables: Tunables): number {
  const threadsM = tunable(tunables, 'blockM') / tunable(tunables, 'threadM');
  return (threadsM * tunable(tunables, 'blockN')) / tunable(tunables, 'threadN');
}

export function blockTileNeeds(precision: Precision, tunables: Tunables): WorkgroupNeeds {
  const width = tunable(tunables, 'blockM') + tunable(tunables, 'blockN');
  return {
    invocations: threadCount(tunables),
    storageBytes:
      buffers(tunables) * width * tunable(tunables, 'blockK') * bytesPerElement(precision),
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
    BUFFERS: buffers(tunables),
    GROUP_ROWS: groupRows(tunables),
    GRID_X: Math.ceil(shape.n / blockN),
    GRID_Y: Math.ceil(shape.m / blockM),
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
