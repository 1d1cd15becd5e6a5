// The compute ceiling for f32 and f16: chains of dependent multiply-adds in registers, in every form that
// some adapter runs fastest. What a kernel achieves is read as a share of the best of these.
import type { MultiplyAddProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { chainCount, chainTurns, type ChainForm } from './chain-form.ts';
import lanes1 from './lanes-1.wgsl?raw';
import lanes2 from './lanes-2.wgsl?raw';
import lanes4 from './lanes-4.wgsl?raw';
import { multiplyAddMaps, multiplyAddReference } from './multiply-add-reference.ts';
import source from './multiply-add.wgsl?raw';

const LANE_SOURCES: Readonly<Record<number, string>> = { 1: lanes1, 2: lanes2, 4: lanes4 };

/** The first form on any device: short to compile, and never the slowest. */
const SAFEST: Tunables = { accumulators: 8, lanes: 1, unroll: 16, workgroupSize: 64 };

/**
 * Too short a body measures the loop: on SwiftShader 8 vec4 accumulators without unrolling reached a tenth of
 * 12 scalars unrolled 64 times, and 14 spilled; llvmpipe is fastest with 8 unrolled 64 or 10 unrolled 128
 * times. GPUs hide 4–6 cycles of latency with 4–16 chains.
 */
const SCALAR_FORMS: readonly Tunables[] = [
  { accumulators: 12, lanes: 1, unroll: 64, workgroupSize: 64 },
  { accumulators: 8, lanes: 1, unroll: 64, workgroupSize: 64 },
  { accumulators: 8, lanes: 1, unroll: 64, workgroupSize: 256 },
  { accumulators: 16, lanes: 1, unroll: 32, workgroupSize: 256 },
  { accumulators: 4, lanes: 1, unroll: 64, workgroupSize: 256 },
  { accumulators: 10, lanes: 1, unroll: 128, workgroupSize: 64 },
];

/** Hardware that computes two f16 at once does so for the halves of a vector. */
const VECTOR_FORMS: readonly Tunables[] = [
  { accumulators: 4, lanes: 2, unroll: 64, workgroupSize: 256 },
  { accumulators: 8, lanes: 2, unroll: 32, workgroupSize: 256 },
  { accumulators: 2, lanes: 4, unroll: 64, workgroupSize: 64 },
  { accumulators: 4, lanes: 4, unroll: 32, workgroupSize: 256 },
  { accumulators: 8, lanes: 2, unroll: 64, workgroupSize: 64 },
  { accumulators: 8, lanes: 4, unroll: 16, workgroupSize: 64 },
];

function chainForm(tunables: Tunables): ChainForm {
  return {
    accumulators: tunable(tunables, 'accumulators'),
    lanes: tunable(tunables, 'lanes'),
    unroll: tunable(tunables, 'unroll'),
  };
}

function plan(problem: MultiplyAddProblem, tunables: Tunables): KernelPlan {
  const form = chainForm(tunables);
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const precision = floatPrecision(problem.precision);
  const { invocations } = problem;
  const turns = chainTurns(problem.steps, form);
  const maps = multiplyAddMaps(precision, form);
  const code = assembleShader({
    enables: precision === 'f16' ? ['f16'] : [],
    aliases: { Storage: precision },
    constants: {
      INVOCATIONS: invocations,
      WORKGROUP_SIZE: workgroupSize,
      ACCUMULATORS: form.accumulators,
      UNROLL: form.unroll,
    },
    sources: [LANE_SOURCES[form.lanes] ?? '', source],
  });
  return {
    passes: [
      {
        label: 'ceilings/multiply-add',
        code,
        bindings: ['start', 'result', 'addend'],
        workgroups: foldedGrid(Math.ceil(invocations / workgroupSize)),
        overrides: { TURNS: turns },
        verifyOverrides: { TURNS: maps.verifyTurns },
      },
    ],
    buffers: [
      {
        role: 'input',
        name: 'start',
        format: precision,
        length: invocations,
        amplitude: maps.amplitude,
      },
      { role: 'output', name: 'result', format: 'f32', length: invocations },
      {
        role: 'uniform',
        name: 'addend',
        format: 'f32',
        values: [maps.timedAddend],
        verifyValues: [maps.verifyAddend],
      },
    ],
    flops: 2 * invocations * turns * form.unroll * chainCount(form),
    bytes: invocations * (precision === 'f16' ? 2 + 4 : 4 + 4),
    verification: {
      output: 'result',
      tolerance: maps.tolerance,
      reference: ({ start = [] }, index) => multiplyAddReference(start[index] ?? NaN, maps, form),
    },
  };
}

export const kernel: KernelDescriptor<MultiplyAddProblem> = {
  id: 'ceilings/multiply-add',
  op: 'multiply-add',
  label: 'Multiply-add chains',
  summary:
    'Dependent multiply-adds in registers only: the highest arithmetic rate this device reaches.',
  // The most promising first: time may end before the last one.
  variants: ({ precision }) =>
    precision === 'f16'
      ? [SAFEST, ...VECTOR_FORMS, ...SCALAR_FORMS]
      : [SAFEST, ...SCALAR_FORMS, ...VECTOR_FORMS],
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    (LANE_SOURCES[tunable(tunables, 'lanes')] === undefined
      ? 'Chains come one, two or four to a vector.'
      : undefined) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
