// The teaching baseline: what a first WGSL matrix product looks like, and what tiling is measured against.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { matmulBindings, matmulPlan, matmulShader } from './matmul-plan.ts';
import source from './naive.wgsl?raw';

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const x = tunable(tunables, 'workgroupX');
  const y = tunable(tunables, 'workgroupY');
  const shader = matmulShader(problem, tunables);
  const code = assembleShader({
    ...shader,
    constants: { ...shader.constants, WORKGROUP_X: x, WORKGROUP_Y: y },
    sources: [...shader.sources, source],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/naive',
      code,
      bindings: matmulBindings(problem),
      workgroups: [Math.ceil(problem.n / x), Math.ceil(problem.m / y), problem.batch ?? 1],
    },
  ]);
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/naive',
  op: 'matmul',
  label: 'Naive',
  baseline: true,
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
