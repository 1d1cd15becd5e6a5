// The memory ceiling for kernels that read more than they write: two streams in, one out.
// McCalpin, "STREAM: Sustainable Memory Bandwidth in High Performance Computers".
import type { TriadProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './triad.wgsl?raw';

const VECTOR_BYTES = 16;

/** STREAM's own factor. */
const SCALE = 3;

/** One rounding of the product, one of the sum: 2 u of |b| + |s·c|, and a little for u². */
const UNITS = 2.01;

function plan(problem: TriadProblem, tunables: Tunables): KernelPlan {
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const count = problem.bytes / VECTOR_BYTES;
  const length = problem.bytes / 4;
  const code = assembleShader({
    constants: { COUNT: count, WORKGROUP_SIZE: workgroupSize, VECTORS: vectors, SCALE },
    sources: [source],
  });
  return {
    passes: [
      {
        label: 'ceilings/triad',
        code,
        bindings: ['left', 'right', 'destination'],
        workgroups: foldedGrid(Math.ceil(count / (workgroupSize * vectors))),
      },
    ],
    buffers: [
      { role: 'input', name: 'left', format: 'f32', length },
      { role: 'input', name: 'right', format: 'f32', length },
      { role: 'output', name: 'destination', format: 'f32', length },
    ],
    // Two operations for twelve bytes hide behind the memory everywhere: it counts as traffic alone.
    flops: 0,
    bytes: 3 * problem.bytes,
    verification: {
      output: 'destination',
      tolerance: {
        kind: 'rounding',
        accumulationRoundoff: 2 ** -24,
        storageRoundoff: 0,
        units: UNITS,
      },
      reference({ left = [], right = [] }, index) {
        const added = left[index] ?? NaN;
        const scaled = SCALE * (right[index] ?? NaN);
        return { value: added + scaled, magnitude: Math.abs(added) + Math.abs(scaled) };
      },
    },
  };
}

export const kernel: KernelDescriptor<TriadProblem> = {
  id: 'ceilings/triad',
  op: 'triad',
  label: 'Memory triad',
  summary: 'Reads two buffers larger than the caches and writes a third: a = b + s·c.',
  variants: () =>
    combinations(
      [{ workgroupSize: 256 }, { workgroupSize: 64 }],
      [{ vectors: 4 }, { vectors: 1 }, { vectors: 2 }],
    ),
  unsupported(problem, tunables, traits) {
    if (problem.precision !== 'f32') return 'A triad moves bytes: it is measured once, as f32.';
    if (problem.bytes <= 0 || problem.bytes % VECTOR_BYTES !== 0) {
      return `It adds vectors of ${VECTOR_BYTES} bytes, and ${problem.bytes} bytes are no whole number of them.`;
    }
    return limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    );
  },
  plan,
};
