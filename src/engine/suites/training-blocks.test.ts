import { describe, expect, it } from 'vitest';
import { calibrationNetworks } from '../../models/check-networks/calibration-networks.ts';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import { planMemory } from '../../models/program/plan-memory.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { kernelsFor } from '../../kernels/registry.ts';
import type { Problem } from '../../shared/problem.ts';
import { placeProblem } from '../../rates/problem-family.ts';
import { trainingBlocks } from './training-blocks.ts';

const LIMITS = { maxBindingBytes: 2 ** 30, offsetAlignment: 256 };

const calibrating = trainingBlocks('f32').flatMap(({ ladder }) => ladder);

function key(problem: Problem): string {
  return JSON.stringify(Object.entries(problem).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every (operator, shape, precision) of a step, the updates included. */
function problemsOf(graph: ModelGraph): readonly Problem[] {
  const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
  const arenas = planMemory(program, LIMITS).buffers.filter(({ kind }) => kind === 'parameters');
  const updates = arenas.flatMap(({ bytes }) =>
    (['sgd', 'momentum', 'adamw'] as const).map((algorithm): Problem => ({
      op: 'optimizer-step',
      algorithm,
      parameters: bytes / 4,
      precision: 'f32',
    })),
  );
  return [...program.dispatches.map(({ problem }) => problem), ...updates];
}

describe('what calibrates the predictor', () => {
  const suite = new Set(calibrating.map(key));
  const networks = new Set(
    calibrationNetworks.flatMap(({ build }) => problemsOf(build()).map(key)),
  );

  it.each(checkNetworks)('is nowhere in $id', ({ build }) => {
    const problems = problemsOf(build());
    expect(problems.length).toBeGreaterThan(5);
    const shared = problems.filter(
      (problem) => suite.has(key(problem)) || networks.has(key(problem)),
    );
    expect(shared).toEqual([]);
  });

  it.each(checkNetworks)('measures every family of $id', ({ build }) => {
    const families = new Set(calibrating.map((problem) => placeProblem(problem)?.family));
    const missing = problemsOf(build())
      .map((problem) => placeProblem(problem)?.family)
      .filter((family) => !families.has(family));
    expect([...new Set(missing)]).toEqual([]);
  });
});

describe('trainingBlocks', () => {
  it('has problems that kernels are there for', () => {
    const without = calibrating.filter(
      (problem) => !kernelsFor(problem.op).some((kernel) => kernel.variants(problem).length > 0),
    );
    expect(without).toEqual([]);
  });

  it('begins every ladder with its smallest problem', () => {
    for (const { ladder } of trainingBlocks('f32')) expect(ladder.length).toBeGreaterThan(1);
  });
});
