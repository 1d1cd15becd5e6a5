// How output images are cut into strips of TILE_Y rows × TILE_X pixels, one strip to an invocation, those of
// one image after those of another: small images then share workgroups.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';

export interface Strips {
  readonly constants: Readonly<Record<string, number>>;
  /** Strips of one image. */
  readonly count: number;
}

export function cutStrips(problem: Conv2dProblem, tunables: Tunables): Strips {
  const tileX = tunable(tunables, 'tileX');
  const tileY = tunable(tunables, 'tileY');
  const { height, width } = conv2dOutputSize(problem);
  const stripsX = Math.ceil(width / tileX);
  const count = stripsX * Math.ceil(height / tileY);
  const wholeStrips = width % tileX === 0 && height % tileY === 0;
  return {
    constants: {
      TILE_X: tileX,
      TILE_Y: tileY,
      WORKGROUP_SIZE: tunable(tunables, 'workgroupSize'),
      STRIPS_X: stripsX,
      STRIPS: count,
      CHECK_LOADS: problem.padding === 0 && wholeStrips ? 0 : 1,
      RAGGED_X: width % tileX === 0 ? 0 : 1,
    },
    count,
  };
}

/** The tile with a workgroup no larger than all strips of the problem need, a power of two of at least 4. */
export function withFittingWorkgroup(problem: Conv2dProblem, tile: Tunables): Tunables {
  const strips = problem.batch * cutStrips(problem, tile).count;
  const needed = 2 ** Math.ceil(Math.log2(Math.max(4, strips)));
  return { ...tile, workgroupSize: Math.min(tunable(tile, 'workgroupSize'), needed) };
}
