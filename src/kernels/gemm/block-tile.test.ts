import { describe, expect, it } from 'vitest';
import { largeDevice } from '../device-traits.fixture.ts';
import {
  blockTileConstants,
  blockTileGrid,
  blockTileNeeds,
  blockTileReason,
  PRODUCT_BLOCK_TILES,
  processorMemoryReason,
} from './block-tile.ts';

/** The arithmetic of `blockOf` in the shader. */
function blockOf(x: number, y: number, constants: Record<string, number>): [number, number] {
  const { GROUP_ROWS = 1, GRID_X = 1, GRID_Y = 1 } = constants;
  const linear = y * GRID_X + x;
  const firstY = Math.floor(linear / (GROUP_ROWS * GRID_X)) * GROUP_ROWS;
  const rows = Math.min(GRID_Y - firstY, GROUP_ROWS);
  const within = linear % (GROUP_ROWS * GRID_X);
  return [Math.floor(within / rows), firstY + (within % rows)];
}

describe('block tiles', () => {
  it.each(PRODUCT_BLOCK_TILES)('%o can be divided and fits what every GPU offers', (tile) => {
    expect(blockTileReason(tile)).toBeUndefined();
    const { invocations, storageBytes = 0 } = blockTileNeeds('f32', tile);
    expect(invocations).toBeLessThanOrEqual(256);
    expect(storageBytes).toBeLessThanOrEqual(16_384);
  });

  it('gives every block to exactly one workgroup, whatever the order', () => {
    const tile = { blockM: 64, blockN: 64, blockK: 8, threadM: 4, threadN: 4, groupRows: 8 };
    const shape = { m: 64 * 19, n: 64 * 5 - 3, k: 8, layers: 1 };
    const constants = blockTileConstants(shape, tile);
    const [width, height] = blockTileGrid(shape, tile);
    const blocks = Array.from({ length: width * height }, (_, index) =>
      blockOf(index % width, Math.floor(index / width), constants),
    );
    expect(new Set(blocks.map(String)).size).toBe(width * height);
    expect(blocks.every(([x, y]) => x < width && y < height)).toBe(true);
    expect(blocks.slice(0, 9)).toEqual([...Array.from({ length: 8 }, (_, y) => [0, y]), [1, 0]]);
  });

  it('refuses large blocks only where subgroups tell of a processor', () => {
    const tile = { blockM: 128, blockN: 128, blockK: 16, threadM: 8, threadN: 8 };
    const reason = (subgroupMaxSize: number) =>
      processorMemoryReason('f32', tile, { ...largeDevice, subgroupMaxSize });
    expect([0, 16, 32, 128].map(reason)).toEqual([undefined, undefined, undefined, undefined]);
    expect([4, 8].map(reason)).toEqual([
      expect.stringMatching(/^Its 16384 bytes/),
      expect.stringMatching(/^Its 16384 bytes/),
    ]);
  });
});
