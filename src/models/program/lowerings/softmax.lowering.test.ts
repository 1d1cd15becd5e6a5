import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import type { Attributes, ModelGraph } from '../../graph.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram, missingLayers } from '../compile-program.ts';

function scores(attributes: Attributes, queries: number, keys: number): ModelGraph {
  const graph = new GraphBuilder();
  const sizes = { batch: 2, heads: 3, queries, keys };
  const shape = Object.entries(sizes).map(([name, size]) => dimension(name, size));
  const y = graph.apply('softmax', 'weights', [graph.input('x', shape)], attributes);
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 2 } };
  return graph.finish({ ...rest, outputs: [y] });
}

const options = { precision: 'f32', mode: 'training', inputGradients: true } as const;

describe('the lowering of softmax', () => {
  it('scales by the head size and hides later keys from the queries of every head', () => {
    const graph = scores({ scale: true, headSize: 16, mask: 'causal' }, 5, 7);
    const { dispatches } = compileProgram(graph, options);
    expect(dispatches.map(({ problem }) => problem)).toEqual([
      { op: 'softmax', rows: 30, columns: 7, headSize: 16, causalQueries: 5, precision: 'f32' },
      { op: 'softmax-gradient', rows: 30, columns: 7, headSize: 16, precision: 'f32' },
    ]);
  });

  it('does not scale by a head size that was not asked for', () => {
    const { dispatches } = compileProgram(scores({ headSize: 16 }, 5, 7), options);
    for (const { problem } of dispatches) expect(problem).not.toHaveProperty('headSize');
  });

  it('adds the mask of shifted windows, the same for every image', () => {
    const graph = scores({ mask: 'window', window: 2, image: [2, 2], shifts: [0, 1] }, 4, 4);
    const { dispatches, states } = compileProgram(graph, options);
    expect(dispatches.map(({ problem }) => problem)).toEqual([
      { op: 'elementwise', kind: 'bias', rows: 2, columns: 48, precision: 'f32' },
      { op: 'softmax', rows: 24, columns: 4, precision: 'f32' },
      { op: 'softmax-gradient', rows: 24, columns: 4, precision: 'f32' },
    ]);
    expect([...states.values()].map(({ length }) => length)).toEqual([48]);
  });

  const cut = { mask: 'window', window: 2, image: [2, 2], shifts: [0, 1] };
  it.each([
    [{ ...cut, scale: true, headSize: 4 }, 4, 4, 'before their mask'],
    [cut, 4, 5, 'does not fit'],
    [{ ...cut, image: [4, 6] }, 4, 4, 'does not fit'],
    [{ scale: true }, 5, 7, 'unknown size'],
    [{ mask: 'window' }, 5, 5, 'windows'],
    [{ mask: 'causal' }, 8, 7, 'fewer keys'],
  ] as const)('refuses %o with %i queries and %i keys', (attributes, queries, keys, words) => {
    const [missing] = missingLayers(scores(attributes, queries, keys), options);
    expect(missing?.reason).toContain(words);
  });
});
