// The memory ceiling: a copy larger than the last-level cache, read once and written once.
import type { CopyProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './copy.wgsl?raw';

const VECTOR_BYTES = 16;

function plan(problem: CopyProblem, tunables: Tunables): KernelPlan {
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const count = problem.bytes / VECTOR_BYTES;
  const length = problem.bytes / 4;
  const code = assembleShader({
    constants: { COUNT: count, WORKGROUP_SIZE: workgroupSize, VECTORS: vectors },
    sources: [source],
  });
  return {
    passes: [
      {
        label: 'ceilings/copy',
        code,
        bindings: ['source', 'destination'],
        workgroups: foldedGrid(Math.ceil(count / (workgroupSize * vectors))),
      },
    ],
    buffers: [
      { role: 'input', name: 'source', format: 'f32', length },
      { role: 'output', name: 'destination', format: 'f32', length },
    ],
    flops: 0,
    bytes: 2 * problem.bytes,
    verification: {
      output: 'destination',
      tolerance: { kind: 'exact' },
      reference({ source: input = [] }, index) {
        const value = input[index] ?? NaN;
        return { value, magnitude: Math.abs(value) };
      },
    },
  };
}

export const kernel: KernelDescriptor<CopyProblem> = {
  id: 'ceilings/copy',
  op: 'copy',
  label: 'Memory copy',
  summary: 'Copies a buffer larger than the caches: the highest memory rate this device reaches.',
  variants: () =>
    combinations(
      [{ workgroupSize: 256 }, { workgroupSize: 64 }],
      [{ vectors: 4 }, { vectors: 1 }, { vectors: 16 }],
    ),
  unsupported(problem, tunables, traits) {
    if (problem.precision !== 'f32') return 'A copy moves bytes: it is measured once, as f32.';
    if (problem.bytes <= 0 || problem.bytes % VECTOR_BYTES !== 0) {
      return `It copies vectors of ${VECTOR_BYTES} bytes, and ${problem.bytes} bytes are no whole number of them.`;
    }
    return limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    );
  },
  plan,
};
