// The launch ceiling: how long a dispatch takes that does nothing but wait for the one before it.
import type { LaunchProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan } from '../descriptor.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './launch.wgsl?raw';

function plan(): KernelPlan {
  return {
    passes: [
      {
        label: 'ceilings/launch',
        code: assembleShader({ constants: {}, sources: [source] }),
        bindings: ['counter'],
        workgroups: [1, 1, 1],
      },
    ],
    buffers: [{ role: 'output', name: 'counter', format: 'u32', length: 1, accumulates: true }],
    flops: 0,
    bytes: 8,
    verification: {
      output: 'counter',
      tolerance: { kind: 'exact' },
      reference: () => ({ value: 1, magnitude: 1 }),
    },
  };
}

export const kernel: KernelDescriptor<LaunchProblem> = {
  id: 'ceilings/launch',
  op: 'launch',
  label: 'Launch',
  summary: 'One dispatch that only waits for the one before it: the least time any kernel takes.',
  variants: () => [{ workgroupSize: 1 }],
  unsupported: (problem) =>
    problem.precision === 'f32'
      ? undefined
      : 'A launch has no precision: it is measured once, as f32.',
  plan,
};
