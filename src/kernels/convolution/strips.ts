// How an output image is cut into strips of TILE_Y rows × TILE_X pixels, one strip to an invocation.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';

export interface Strips {
  readonly constants: Readonly<Record<string, number>>;
  /** Workgroups that cover one image. */
  readonly workgroups: number;
}

export function cutStrips(problem: Conv2dProblem, tunables: Tunables): Strips {
  const tileX = tunable(tunables, 'tileX');
  const tileY = tunable(tunables, 'tileY');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const { height, width } = conv2dOutputSize(problem);
  const stripsX = Math.ceil(width / tileX);
  const strips = stripsX * Math.ceil(height / tileY);
  const workgroups = Math.ceil(strips / workgroupSize);
  const wholeStrips = width % tileX === 0 && height % tileY === 0 && strips % workgroupSize === 0;
  return {
    constants: {
      TILE_X: tileX,
      TILE_Y: tileY,
      WORKGROUP_SIZE: workgroupSize,
      STRIPS_X: stripsX,
      CHECK_LOADS: problem.padding === 0 && wholeStrips ? 0 : 1,
      RAGGED_X: width % tileX === 0 ? 0 : 1,
    },
    workgroups,
  };
}
