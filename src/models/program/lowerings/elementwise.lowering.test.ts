import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram } from '../compile-program.ts';

const [BATCH, TOKENS, FEATURES] = [2, 3, 4];
const whole = [
  dimension('batch', BATCH),
  dimension('tokens', TOKENS),
  dimension('features', FEATURES),
];

/** The dispatches of one layer whose inputs are whole or lack the first axis. */
function dispatches(kind: 'add' | 'multiply', inputs: readonly ('whole' | 'table')[]) {
  const graph = new GraphBuilder();
  const tensors = inputs.map((size, index) =>
    graph.input(`x${index}`, size === 'whole' ? whole : whole.slice(1)),
  );
  const y = graph.apply('elementwise', 'layer', tensors, { kind });
  const model = graph.finish({
    id: 'case',
    name: 'Case',
    head: 'none',
    bindings: { batch: BATCH },
    outputs: [y],
  });
  const program = compileProgram(model, {
    precision: 'f32',
    mode: 'training',
    inputGradients: true,
  });
  return {
    program,
    run: program.dispatches.map(({ pass, problem, reads }) => ({
      pass,
      problem,
      reads: Object.fromEntries(
        Object.entries(reads).map(([name, { name: value }]) => [name, value]),
      ),
    })),
  };
}

describe('the lowering of elementwise', () => {
  it('hands the gradient of a sum on as it is', () => {
    const { program, run } = dispatches('add', ['whole', 'whole']);
    expect(run.map(({ pass }) => pass)).toEqual(['forward']);
    const seed = program.outputGradients.get('layer');
    expect(seed).toBeDefined();
    expect(program.inputGradients.get('x0')).toBe(seed);
    expect(program.inputGradients.get('x1')).toBe(seed);
  });

  it('repeats what lacks the first axis, and sums its gradient over it', () => {
    const { run } = dispatches('add', ['whole', 'table']);
    expect(run.map(({ problem }) => problem)).toMatchObject([
      { op: 'elementwise', kind: 'bias', rows: BATCH, columns: TOKENS * FEATURES },
      { op: 'sum', outer: BATCH, columns: TOKENS * FEATURES, inner: 1 },
    ]);
    expect(run[1]?.problem).not.toHaveProperty('product');
  });

  it('multiplies the gradient of a product by the other input', () => {
    const { run } = dispatches('multiply', ['whole', 'whole']);
    expect(run.slice(1).map(({ problem, reads }) => [problem.op, reads['operand']])).toEqual([
      ['elementwise', 'x1'],
      ['elementwise', 'x0'],
    ]);
  });

  it('sums the products of a repeated factor as they are made', () => {
    const { run } = dispatches('multiply', ['whole', 'table']);
    expect(run.map(({ problem }) => problem)).toMatchObject([
      { op: 'elementwise', kind: 'scale', rows: BATCH },
      { op: 'elementwise', kind: 'scale', rows: BATCH },
      { op: 'sum', outer: BATCH, columns: TOKENS * FEATURES, product: true },
    ]);
    expect(run[2]?.reads).toEqual({ x: 'gradient of layer', other: 'x0' });
  });

  it('multiplies by every other factor of three', () => {
    const { program, run } = dispatches('multiply', ['whole', 'table', 'whole']);
    // Two products forward; two for x0, one and a sum of products for x1, two for x2.
    expect(run).toHaveLength(8);
    expect([...program.inputGradients.values()].map(({ length }) => length)).toEqual([24, 12, 24]);
  });
});
