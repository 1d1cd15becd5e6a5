import { describe, expect, it } from 'vitest';
import { fittingTiles } from './fitting-tiles.ts';

const tiles = [
  { m: 64, n: 64 },
  { m: 128, n: 64 },
  { m: 16, n: 128 },
];
const fitting = (m: number, n: number) =>
  fittingTiles(tiles, ({ m: rows = 0, n: columns = 0 }) => ({ m: rows, n: columns }), { m, n });

describe('fittingTiles', () => {
  it('keeps every tile, in its order, where the problem is large', () => {
    expect(fitting(1024, 1024)).toEqual(tiles);
  });

  it('leaves out what spans twice the problem or more in one dimension', () => {
    expect(fitting(64, 1024)).toEqual([tiles[0], tiles[2]]);
    expect(fitting(65, 1024)).toEqual(tiles);
  });

  it('always leaves one, the one that wastes least', () => {
    expect(fitting(1, 1)).toEqual([tiles[2]]);
    expect(fitting(2, 40)).toEqual([tiles[2]]);
    expect(fitting(16, 2)).toEqual([tiles[2]]);
    expect(fitting(60, 2)).toEqual([tiles[0]]);
  });
});
