// Attention by tiles of queries and keys in workgroup memory, softmax included: no scores in memory.
import { type AttentionProblem, bytesPerElement } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason, type WorkgroupNeeds } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  ATTENTION_BINDINGS,
  attentionConstants,
  attentionPlan,
  attentionReason,
  operandSources,
} from './attention-plan.ts';
import source from './tiled.wgsl?raw';

/**
 * Blocks of queryLanes·rows queries and 4·keyLanes keys. The first three fit the 16 KiB of every device with
 * heads of 64, the first with heads of 128; the others reuse each value more often where there are 32 or 48 KiB.
 */
const TILES: readonly Tunables[] = [
  { queryLanes: 4, keyLanes: 4, rows: 2 },
  { queryLanes: 8, keyLanes: 4, rows: 2 },
  { queryLanes: 8, keyLanes: 8, rows: 2 },
  { queryLanes: 8, keyLanes: 8, rows: 4 },
  { queryLanes: 16, keyLanes: 8, rows: 4 },
  { queryLanes: 8, keyLanes: 4, rows: 4 },
];

function needs(problem: AttentionProblem, tunables: Tunables): WorkgroupNeeds {
  const queryLanes = tunable(tunables, 'queryLanes');
  const keyLanes = tunable(tunables, 'keyLanes');
  const queries = queryLanes * tunable(tunables, 'rows');
  const pitch = 2 * Math.floor(Math.ceil(problem.headSize / 4) / 2) + 1;
  const operands = (queries + 4 * keyLanes) * pitch * 4 * bytesPerElement(problem.precision);
  const weights = queries * (keyLanes + 1) * 4 * bytesPerElement(accumulatorType(tunables));
  return {
    invocations: queryLanes * keyLanes,
    storageBytes: operands + weights + queries * keyLanes * 4,
  };
}

function plan(problem: AttentionProblem, tunables: Tunables): KernelPlan {
  const queryLanes = tunable(tunables, 'queryLanes');
  const keyLanes = tunable(tunables, 'keyLanes');
  const rows = tunable(tunables, 'rows');
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...attentionConstants(problem),
      QUERY_LANES: queryLanes,
      KEY_LANES: keyLanes,
      ROWS: rows,
      OUT: Math.ceil(problem.headSize / 4 / keyLanes),
    },
    sources: [...operandSources(problem), source],
  });
  return attentionPlan(problem, tunables, [
    {
      label: 'attention/tiled',
      code,
      bindings: ATTENTION_BINDINGS,
      workgroups: [
        Math.ceil(problem.queries / (queryLanes * rows)),
        problem.batch * problem.heads,
        1,
      ],
    },
  ]);
}

export const kernel: KernelDescriptor<AttentionProblem> = {
  id: 'attention/tiled',
  op: 'attention',
  label: 'Tiled',
  summary:
    'Workgroups stage blocks of keys and values and keep a running softmax, so that no scores reach memory.',
  variants: (problem) => combinations(TILES, accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    attentionReason(problem, traits) ??
    limitReason(needs(problem, tunables), () => plan(problem, tunables), traits),
  plan,
};
