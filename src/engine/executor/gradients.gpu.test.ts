// The gradients of every operator on a real adapter, against central differences in float64. Every day one case of
// each operator; all of them, and whole networks, under test:full.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkGradients } from '../../../test/support/float64/check-gradients.ts';
import { executorRunner } from '../../../test/support/float64/executor-runner.ts';
import { gradientCases } from '../../../test/support/float64/gradient-cases.ts';
import { FULL } from '../../../test/support/full.ts';
import { openSession } from '../../../test/support/node-gpu.ts';
import { missingLayers } from '../../models/program/compile-program.ts';
import { listLowerings } from '../../models/program/lowerings.ts';
import type { GpuSession } from '../device/gpu-session.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const runnable = gradientCases.filter(
  ({ graph }) =>
    missingLayers(graph, { precision: 'f32', mode: 'training', inputGradients: true }).length === 0,
);

/** The first cases that together have every operator. */
function oneOfEach() {
  const seen = new Set<string>();
  return runnable.filter(({ graph }) => {
    const fresh = graph.layers.some(({ operator }) => !seen.has(operator));
    for (const { operator } of graph.layers) seen.add(operator);
    return fresh;
  });
}

describe('gradients', () => {
  it.each(FULL ? runnable : oneOfEach())('$name', async (each) => {
    const report = await checkGradients(executorRunner(session), each);
    expect(report.entriesChecked).toBeGreaterThan(0);
    expect(report.worstError, report.worstAt).toBeLessThan(report.bound);
  });

  it('has a case for every operator that can be run', () => {
    const covered = new Set(runnable.flatMap(({ graph }) => graph.layers.map((l) => l.operator)));
    // Dropout above 0 draws at random; copies that nothing uses compute nothing; slices are refused.
    const exempt = new Set(['dropout', 'stochastic-depth', 'unused-copies', 'slice']);
    const without = listLowerings().filter(
      ({ operator }) => !covered.has(operator) && !exempt.has(operator),
    );
    expect(without.map(({ operator }) => operator)).toEqual([]);
  });
});
