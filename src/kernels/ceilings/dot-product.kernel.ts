// The compute ceiling for 8-bit integers: chains of packed dot products, one hardware instruction a step
// where there is one. 1 dot product = 4 multiply-accumulates = 8 operations.
import type { MultiplyAddProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { chainTurns, type ChainForm } from './chain-form.ts';
import { CHAIN_OFFSET, dotChains } from './dot-product-reference.ts';
import source from './dot-product.wgsl?raw';

/** A body of 128 steps hides the loop; where dot products are emulated, 256 take 2 s to compile. */
const FORMS: readonly Tunables[] = [
  { accumulators: 8, unroll: 16, workgroupSize: 64 },
  { accumulators: 8, unroll: 16, workgroupSize: 256 },
  { accumulators: 4, unroll: 32, workgroupSize: 256 },
  { accumulators: 16, unroll: 8, workgroupSize: 256 },
  { accumulators: 12, unroll: 10, workgroupSize: 64 },
];

/** Two, so that the loop itself is checked. */
const VERIFY_TURNS = 2;

function chainForm(tunables: Tunables): ChainForm {
  return {
    accumulators: tunable(tunables, 'accumulators'),
    lanes: 4,
    unroll: tunable(tunables, 'unroll'),
  };
}

function plan({ invocations, steps }: MultiplyAddProblem, tunables: Tunables): KernelPlan {
  const form = chainForm(tunables);
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const turns = chainTurns(steps, form);
  const code = assembleShader({
    constants: {
      INVOCATIONS: invocations,
      WORKGROUP_SIZE: workgroupSize,
      ACCUMULATORS: form.accumulators,
      UNROLL: form.unroll,
      CHAIN_OFFSET,
    },
    sources: [source],
  });
  return {
    passes: [
      {
        label: 'ceilings/dot-product',
        code,
        bindings: ['start', 'result'],
        workgroups: foldedGrid(Math.ceil(invocations / workgroupSize)),
        overrides: { TURNS: turns },
        verifyOverrides: { TURNS: VERIFY_TURNS },
      },
    ],
    buffers: [
      { role: 'input', name: 'start', format: 'u32', length: invocations },
      { role: 'output', name: 'result', format: 'i32', length: invocations },
    ],
    flops: 8 * invocations * turns * form.unroll * form.accumulators,
    bytes: invocations * 8,
    verification: {
      output: 'result',
      tolerance: { kind: 'exact' },
      reference({ start = [] }, index) {
        const value = dotChains(start[index] ?? 0, form.accumulators, VERIFY_TURNS * form.unroll);
        return { value, magnitude: Math.abs(value) };
      },
    },
  };
}

export const kernel: KernelDescriptor<MultiplyAddProblem> = {
  id: 'ceilings/dot-product',
  op: 'multiply-add',
  label: '8-bit dot products',
  summary:
    'Dependent packed 8-bit dot products in registers only: the highest integer rate reached.',
  variants: () => FORMS,
  unsupported(problem, tunables, traits) {
    if (problem.precision !== 'i8') return 'It computes in 8-bit integers only.';
    if (!traits.languageFeatures.has('packed_4x8_integer_dot_product')) {
      return 'This browser does not offer packed 8-bit dot products in shaders (the WGSL feature "packed_4x8_integer_dot_product").';
    }
    return limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    );
  },
  plan,
};
