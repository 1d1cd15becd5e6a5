// The teaching baseline: what a first WGSL matrix product looks like, and what tiling is measured against.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { MATMUL_BINDINGS, matmulConstants, matmulPlan } from './matmul-plan.ts';
import source from './naive.wgsl?raw';

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const x = tunable(tunables, 'workgroupX');
  const y = tunable(tunables, 'workgroupY');
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: { ...matmulConstants(problem), WORKGROUP_X: x, WORKGROUP_Y: y },
    sources: [source],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/naive',
      code,
      bindings: MATMUL_BINDINGS,
      workgroups: [Math.ceil(problem.n / x), Math.ceil(problem.m / y), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/naive',
  op: 'matmul',
  label: 'Naive',
  summary: 'Every invocation computes one element and reads all its operands from memory.',
  variants: (problem) =>
    combinations(
      [
        { workgroupX: 8, workgroupY: 8 },
        { workgroupX: 16, workgroupY: 16 },
      ],
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupX') * tunable(tunables, 'workgroupY') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
