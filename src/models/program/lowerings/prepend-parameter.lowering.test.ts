import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram } from '../compile-program.ts';

describe('the lowering of a learned token', () => {
  it.each([1, 3])('puts it in front of the tokens, batch %i', (batch) => {
    const graph = new GraphBuilder();
    const shape = [dimension('batch', batch), dimension('tokens', 4), dimension('features', 5)];
    const y = graph.apply('prepend-parameter', 'token', [graph.input('x', shape)]);
    const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch } };
    const { dispatches } = compileProgram(graph.finish({ ...rest, outputs: [y] }), {
      precision: 'f32',
      mode: 'inference',
    });
    const result = new Float64Array(batch * 25).fill(NaN);
    const sources = {
      token: [0, 1, 2, 3, 4],
      x: Array.from({ length: batch * 20 }, (_, i) => 100 + i),
    };
    for (const { problem, reads } of dispatches) {
      if (problem.op !== 'rearrange') throw new Error('Only copies are expected.');
      const source = reads['source']?.kind === 'parameter' ? sources.token : sources.x;
      expect(source).toHaveLength(problem.sourceLength);
      copy(problem, source, result);
    }
    const expected = Array.from({ length: batch }, (_, example) => [
      ...sources.token,
      ...sources.x.slice(example * 20, example * 20 + 20),
    ]).flat();
    expect([...result]).toEqual(expected);
  });
});

interface Views {
  readonly sizes: readonly number[];
  readonly sourceStrides: readonly number[];
  readonly targetStrides: readonly number[];
  readonly sourceOffset: number;
  readonly targetOffset: number;
}

function copy(views: Views, source: readonly number[], target: Float64Array): void {
  const walk = (axis: number, from: number, to: number): void => {
    const size = views.sizes[axis];
    if (size === undefined) {
      target[to] = source[from] ?? NaN;
      return;
    }
    for (let i = 0; i < size; i++) {
      walk(
        axis + 1,
        from + i * (views.sourceStrides[axis] ?? 0),
        to + i * (views.targetStrides[axis] ?? 0),
      );
    }
  };
  walk(0, views.sourceOffset, views.targetOffset);
}
