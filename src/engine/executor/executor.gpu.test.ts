// The executor on a real adapter: steps, updates and refusals. Its gradients are checked operator by operator in
// gradients.gpu.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../test/support/node-gpu.ts';
import { GraphBuilder } from '../../models/graph-builder.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import { dimension } from '../../models/shapes.ts';
import { createRandom } from '../../shared/random.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { createExecutor } from './create-executor.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const ROWS = 5;

function linearModel(): ModelGraph {
  const graph = new GraphBuilder();
  const x = graph.input('x', [dimension('batch', ROWS), dimension('features', 12)]);
  const hidden = graph.apply('linear', 'first', [x], { outFeatures: 8 });
  const y = graph.apply('linear', 'second', [hidden], { outFeatures: 3 });
  return graph.finish({
    id: 'two',
    name: 'Two layers',
    head: 'none',
    bindings: { batch: ROWS },
    outputs: [y],
  });
}

function numbers(length: number, seed: number): Float32Array<ArrayBuffer> {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => 2 * random() - 1);
}

describe('Executor', () => {
  it('moves every parameter against its gradient by the learning rate', async () => {
    const graph = linearModel();
    const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
    const executor = await createExecutor(session, program, {
      optimizer: { name: 'sgd', learningRate: 0.5 },
    });
    try {
      const before = initialParameters(graph, 3);
      executor.initialise(before);
      for (const value of program.inputs.values()) executor.write(value, numbers(value.length, 1));
      for (const value of program.outputGradients.values()) {
        executor.write(value, numbers(value.length, 2));
      }
      await executor.step();
      expect(program.gradients.size).toBe(4);
      for (const [id, value] of program.gradients) {
        const gradient = await executor.read(value);
        const parameter = program.parameters.get(id);
        const after = parameter === undefined ? [] : await executor.read(parameter);
        expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0);
        for (const [index, place] of after.entries()) {
          const expected = (before.get(id)?.[index] ?? NaN) - 0.5 * (gradient[index] ?? NaN);
          expect(place).toBeCloseTo(expected, 5);
        }
      }
    } finally {
      executor.dispose();
    }
  });

  it('allocates what was planned', async () => {
    const program = compileProgram(linearModel(), { precision: 'f32', mode: 'training' });
    const executor = await createExecutor(session, program);
    executor.dispose();
    expect(executor.allocatedBytes).toBeGreaterThanOrEqual(executor.memoryPlan.bytes);
  });
});
