// Splitting the long sums of the weights' gradient among workgroups: where the parts are kept, and the pass
// that adds them up.
import type { Precision } from '../../shared/problem.ts';
import type { ScratchBuffer, ShaderPass, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { accumulatorType, floatTypes } from '../precision.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './sum-parts.wgsl?raw';

/** Suits GPUs of any subgroup size; the pass only reads. */
const WORKGROUP_SIZE = 64;

/** Workgroups worth having: a few for each of the cores of a small device, or of a large one. */
const WORKGROUPS = [64, 1024] as const;

/**
 * Numbers of splits worth trying.
 * @param workgroups of one split.
 * @param most splits that still have enough to do.
 */
export function splitVariants(workgroups: number, most: number): readonly Tunables[] {
  const counts = WORKGROUPS.map((wanted) =>
    Math.max(1, Math.min(Math.floor(most), Math.ceil(wanted / workgroups))),
  );
  return [...new Set(counts)].map((splits) => ({ splits }));
}

export interface SplitSums {
  /** What the product writes: the result itself where there is one split only. */
  readonly target: 'parts' | 'dw';
  /** Type of the parts: that of the sums, so that nothing is rounded between. */
  readonly type: 'f32' | 'f16';
  readonly passes: readonly ShaderPass[];
  readonly scratch: readonly ScratchBuffer[];
}

/** @param length elements of the result. */
export function splitSums(
  precision: Precision,
  tunables: Tunables,
  splits: number,
  length: number,
): SplitSums {
  const types = floatTypes(precision, tunables);
  if (splits === 1) {
    const type = precision === 'f16' ? 'f16' : 'f32';
    return { target: 'dw', type, passes: [], scratch: [] };
  }
  const format = accumulatorType(tunables);
  const code = assembleShader({
    ...types,
    constants: { SPLITS: splits, LENGTH: length, WORKGROUP_SIZE },
    sources: [source],
  });
  return {
    target: 'parts',
    type: format,
    passes: [
      {
        label: 'convolution-backward/sum-parts',
        code,
        bindings: ['parts', 'dw'],
        workgroups: foldedGrid(Math.ceil(length / WORKGROUP_SIZE)),
      },
    ],
    scratch: [{ role: 'scratch', name: 'parts', format, length: splits * length }],
  };
}
