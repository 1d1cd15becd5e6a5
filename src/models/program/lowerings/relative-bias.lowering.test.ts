import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import type { Attributes, ModelGraph } from '../../graph.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram, missingLayers } from '../compile-program.ts';

function graphOf(attributes: Attributes): ModelGraph {
  const graph = new GraphBuilder();
  const sizes = { batch: 2, heads: 3, queries: 3, keys: 4 };
  const shape = Object.entries(sizes).map(([name, size]) => dimension(name, size));
  const y = graph.apply('relative-bias', 'table', [graph.input('x', shape)], attributes);
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 2 } };
  return graph.finish({ ...rest, outputs: [y] });
}

const options = { precision: 'f32', mode: 'training' } as const;

describe('the lowering of relative biases', () => {
  // Two exact buckets in each direction; distance 2 begins the third.
  it.each([
    [{ buckets: 8 }, [0, 5, 6, 6, 1, 0, 5, 6, 2, 1, 0, 5]],
    [{ buckets: 4, bidirectional: false }, [0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0]],
  ])('%j: the bucket of each query and key', (attributes, buckets) => {
    const [state] = compileProgram(graphOf(attributes), options).states.values();
    if (typeof state?.initial !== 'function') throw new Error('The table is made when needed.');
    expect([...state.initial()]).toEqual(buckets);
    expect(state.format).toBe('u32');
  });

  it('refuses a count of buckets that the formula has no answer for', () => {
    const [missing] = missingLayers(graphOf({ buckets: 2 }), options);
    expect(missing?.reason).toContain('2 buckets');
  });
});
