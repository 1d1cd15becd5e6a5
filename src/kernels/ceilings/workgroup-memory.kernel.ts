// The workgroup memory's ceiling: how many bytes a second all workgroups together read from it.
import type { WorkgroupMemoryProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, ReferenceValue, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import lanes1 from './lanes-1.wgsl?raw';
import lanes2 from './lanes-2.wgsl?raw';
import lanes4 from './lanes-4.wgsl?raw';
import source from './workgroup-memory.wgsl?raw';

const LANE_SOURCES: Readonly<Record<number, string>> = { 1: lanes1, 2: lanes2, 4: lanes4 };

/** Floats in the tile: 8 KiB, so that several workgroups stay beside each other on every multiprocessor. */
const TILE_FLOATS = 2048;

/** One step of the problem reads a vector of four. */
const STEP_FLOATS = 4;

/** Covers the latency of an addition. */
const SUMS = 4;

/** Two and more, so that the moving place is checked. */
const VERIFY_TURNS = 3;

/** Vectors of four win on NVIDIA, narrower ones where the banks serve a whole vector in several turns. */
const FORMS: readonly Tunables[] = [
  { lanes: 4, unroll: 16, workgroupSize: 256 },
  { lanes: 2, unroll: 16, workgroupSize: 256 },
  { lanes: 1, unroll: 16, workgroupSize: 256 },
  { lanes: 4, unroll: 32, workgroupSize: 64 },
  { lanes: 1, unroll: 16, workgroupSize: 64 },
];

interface Form {
  readonly lanes: number;
  /** Reads of one invocation in one turn. */
  readonly reads: number;
  /** Reads of a turn begin among this many vectors. */
  readonly span: number;
}

function formOf(tunables: Tunables): Form {
  const lanes = tunable(tunables, 'lanes');
  return {
    lanes,
    reads: (tunable(tunables, 'unroll') * STEP_FLOATS) / lanes,
    span: TILE_FLOATS / 2 / lanes,
  };
}

/** The sum of what one invocation reads in the verification run. */
function reference(
  tile: ArrayLike<number>,
  place: number,
  { lanes, reads, span }: Form,
): ReferenceValue {
  let value = 0;
  let magnitude = 0;
  for (let turn = 0; turn < VERIFY_TURNS; turn++) {
    for (let read = 0; read < reads; read++) {
      const vector = ((place + turn) % span) + (read * span) / reads;
      for (let lane = 0; lane < lanes; lane++) {
        const number = tile[vector * lanes + lane] ?? NaN;
        value += number;
        magnitude += Math.abs(number);
      }
    }
  }
  return { value, magnitude };
}

function plan({ invocations, steps }: WorkgroupMemoryProblem, tunables: Tunables): KernelPlan {
  const form = formOf(tunables);
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const unroll = tunable(tunables, 'unroll');
  const turns = Math.max(1, Math.floor(steps / unroll));
  const code = assembleShader({
    aliases: { Storage: 'f32' },
    constants: {
      INVOCATIONS: invocations,
      WORKGROUP_SIZE: workgroupSize,
      READS: form.reads,
      SPAN: form.span,
      SUMS,
    },
    sources: [LANE_SOURCES[form.lanes] ?? '', source],
  });
  return {
    passes: [
      {
        label: 'ceilings/workgroup-memory',
        code,
        bindings: ['source', 'result'],
        workgroups: foldedGrid(Math.ceil(invocations / workgroupSize)),
        overrides: { TURNS: turns },
        verifyOverrides: { TURNS: VERIFY_TURNS },
      },
    ],
    buffers: [
      { role: 'input', name: 'source', format: 'f32', length: TILE_FLOATS },
      { role: 'output', name: 'result', format: 'f32', length: invocations },
    ],
    flops: 0,
    // What is read from workgroup memory: the traffic that this ceiling is about.
    bytes: invocations * turns * unroll * STEP_FLOATS * 4,
    verification: {
      output: 'result',
      tolerance: {
        kind: 'rounding',
        accumulationRoundoff: 2 ** -24,
        storageRoundoff: 0,
        units: 8,
      },
      referenceMacs: VERIFY_TURNS * unroll * STEP_FLOATS,
      reference({ source: tile = [] }, index) {
        const place = (index % workgroupSize) + Math.floor(index / workgroupSize);
        return reference(tile, place, form);
      },
    },
  };
}

export const kernel: KernelDescriptor<WorkgroupMemoryProblem> = {
  id: 'ceilings/workgroup-memory',
  op: 'workgroup-memory',
  label: 'Workgroup memory reads',
  summary: 'Reads from workgroup memory only: the highest rate at which tiles can be read again.',
  variants: () => FORMS,
  unsupported: (problem, tunables, traits) =>
    problem.precision === 'f32'
      ? limitReason(
          { invocations: tunable(tunables, 'workgroupSize'), storageBytes: TILE_FLOATS * 4 },
          () => plan(problem, tunables),
          traits,
        )
      : 'Workgroup memory is read by the byte: it is measured once, as f32.',
  plan,
};
