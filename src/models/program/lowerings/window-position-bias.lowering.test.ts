import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import { compileProgram } from '../compile-program.ts';

describe('the lowering of the biases of a window', () => {
  const graph = new GraphBuilder();
  const attributes = { window: 2, heads: 3 };
  const biases = ['a', 'b'].map((name) =>
    graph.apply('window-position-bias', name, [], attributes),
  );
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 1 } };
  const program = compileProgram(graph.finish({ ...rest, outputs: biases }), {
    precision: 'f32',
    mode: 'training',
  });

  it('numbers the pairs of places as torchvision, once for all layers', () => {
    expect(program.states.size).toBe(1);
    const [state] = program.states.values();
    expect(state).toMatchObject({ format: 'u32', length: 16 });
    if (typeof state?.initial !== 'function') throw new Error('The table is made when needed.');
    expect([...state.initial()]).toEqual([4, 3, 1, 0, 5, 4, 2, 1, 7, 6, 4, 3, 8, 7, 5, 4]);
  });

  it('looks the rows of nine distances up, and sums their gradients there', () => {
    const sizes = { count: 16, entries: 9, features: 3 };
    const problems = program.dispatches.map(({ problem }) => problem);
    expect(problems.filter(({ op }) => op === 'embedding')).toMatchObject([sizes, sizes]);
    expect(problems.filter(({ op }) => op === 'embedding-gradient')).toMatchObject([sizes, sizes]);
    const written = program.dispatches.flatMap(({ writes }) => Object.values(writes));
    expect(written).toEqual(expect.arrayContaining([...program.gradients.values()]));
  });
});
