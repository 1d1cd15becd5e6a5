import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { kernelsFor } from '../../kernels/registry.ts';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { costGraph } from '../../models/cost.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { compileProgram, missingLayers } from '../../models/program/compile-program.ts';
import { parseVariants } from '../../models/variants/parse-variants.ts';
import { placeProblem } from '../../rates/problem-family.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { type Problem, problemSchema } from '../../shared/problem.ts';
import { shrinkBlocks } from './shrink-blocks.ts';

const PACKED = new Set(['packed_4x8_integer_dot_product']);
const blocks = shrinkBlocks('f32', PACKED);
const measured = blocks.flatMap(({ ladder }) => ladder);

/** One of each kind that changes which kernels run. */
const VARIANTS = parseVariants(
  'pruned:0.9,blocks:0.75,channels:0.5,int8,int8-weights,int4-weights,low-rank:0.5,fused',
);
const INFERENCE = { precision: 'f32', mode: 'inference' } as const;

function key(problem: Problem): string {
  return JSON.stringify(Object.entries(problem).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Dense, and every variant that applies. */
function formsOf(graph: ModelGraph): readonly ModelGraph[] {
  return [
    graph,
    ...VARIANTS.flatMap((variant) => {
      try {
        return [variant.apply(graph)];
      } catch (thrown) {
        if (thrown instanceof FlopscopeError) return [];
        throw thrown;
      }
    }),
  ];
}

/** What an inference runs; where it cannot be run, the products with compressed weights that it is counted by. */
function problemsOf(graph: ModelGraph): readonly Problem[] {
  if (missingLayers(graph, INFERENCE).length === 0) {
    return compileProgram(graph, INFERENCE).dispatches.map(({ problem }) => problem);
  }
  return costGraph(graph, INFERENCE).layers.flatMap(({ cost }) =>
    cost.forward.products
      .map(({ problem }) => problem)
      .filter(({ op }) => op === 'sparse-matmul' || op === 'quantized-matmul'),
  );
}

describe('shrinkBlocks', () => {
  const suite = new Set(measured.map(key));

  it.each(checkNetworks)('has no shape of $id or its variants', ({ build }) => {
    const problems = formsOf(build()).flatMap(problemsOf);
    expect(problems.length).toBeGreaterThan(10);
    expect(problems.filter((problem) => suite.has(key(problem)))).toEqual([]);
  });

  it.each(checkNetworks)('measures every family of $id and its variants', ({ build }) => {
    const families = new Set(measured.map((problem) => placeProblem(problem)?.family));
    const missing = formsOf(build())
      .flatMap(problemsOf)
      .map((problem) => placeProblem(problem)?.family ?? problem.op)
      .filter((family) => !families.has(family));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('holds each problem once, as the schema has it, with kernels that it was made for', () => {
    expect(suite.size).toBe(measured.length);
    for (const problem of measured) {
      expect(v.parse(problemSchema, problem)).toEqual(problem);
      expect(kernelsFor(problem.op).some((each) => each.variants(problem).length > 0)).toBe(true);
    }
  });

  it('tunes problems of its ladders, under names of their own', () => {
    for (const { id, ladder, tuned = [] } of blocks) {
      expect(ladder.length, id).toBeGreaterThan(1);
      expect(
        tuned.filter((problem) => !ladder.includes(problem)),
        id,
      ).toEqual([]);
    }
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length);
  });

  it('leaves int8 out where shaders have no packed products', () => {
    const precisions = (features: ReadonlySet<string>) =>
      new Set(
        shrinkBlocks('f32', features).flatMap(({ ladder }) => ladder.map((p) => p.precision)),
      );
    expect(precisions(new Set())).toEqual(new Set(['f32']));
    expect(precisions(PACKED)).toEqual(new Set(['f32', 'i8']));
  });
});
