// Copies the rows of a table that ids name.
import { bytesPerElement, type EmbeddingProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { idsBuffer } from './ids.ts';
import source from './look-up.wgsl?raw';

/** u32. */
const ID_BYTES = 4;

function plan(problem: EmbeddingProblem, tunables: Tunables): KernelPlan {
  const { count, entries, features, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const format = floatPrecision(precision);
  const code = assembleShader({
    ...singleTypes(precision, width),
    constants: {
      COUNT: count,
      ENTRIES: entries,
      COLUMNS: features / width,
      WORKGROUP_SIZE: workgroupSize,
      VECTORS: vectors,
    },
    sources: [source],
  });
  const elements = (count * features) / width;
  return {
    passes: [
      {
        label: 'embedding/look-up',
        code,
        bindings: ['ids', 'table', 'y'],
        workgroups: foldedGrid(Math.ceil(elements / (workgroupSize * vectors))),
      },
    ],
    buffers: [
      idsBuffer(count, entries),
      { role: 'input', name: 'table', format, length: entries * features },
      { role: 'output', name: 'y', format, length: count * features },
    ],
    flops: 0,
    bytes: 2 * count * features * bytesPerElement(precision) + count * ID_BYTES,
    verification: {
      output: 'y',
      tolerance: { kind: 'exact' },
      reference: ({ ids = [], table = [] }, index) => {
        const id = ids[Math.floor(index / features)] ?? NaN;
        const value = table[id * features + (index % features)] ?? NaN;
        return { value, magnitude: Math.abs(value) };
      },
    },
  };
}

export const kernel: KernelDescriptor<EmbeddingProblem> = {
  id: 'embedding/look-up',
  op: 'embedding',
  label: 'Look-up',
  summary: 'Every invocation copies a few elements, neighbours of a row side by side.',
  variants: ({ features }) =>
    combinations(
      features % 4 === 0 ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
      [
        { workgroupSize: 64, vectors: 4 },
        { workgroupSize: 256, vectors: 1 },
        { workgroupSize: 64, vectors: 1 },
      ],
    ),
  unsupported(problem, tunables, traits) {
    if (problem.features % tunable(tunables, 'vectorWidth') !== 0) {
      return 'Vectors of four need the number of features to be a multiple of 4.';
    }
    return (
      floatReason(problem.precision, traits) ??
      limitReason(
        { invocations: tunable(tunables, 'workgroupSize') },
        () => plan(problem, tunables),
        traits,
      )
    );
  },
  plan,
};
