import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import type { ModelGraph } from '../../graph.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram, missingLayers } from '../compile-program.ts';

function model(batch: number, height: number): ModelGraph {
  const graph = new GraphBuilder();
  const sizes = { batch, channels: 6, height, width: height };
  const shape = Object.entries(sizes).map(([name, size]) => dimension(name, size));
  const y = graph.apply('batch-norm', 'bn1', [graph.input('x', shape)]);
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch } };
  return graph.finish({ ...rest, outputs: [y] });
}

describe('the lowering of batch normalisation', () => {
  it('moves the running statistics in training', () => {
    const program = compileProgram(model(2, 3), { precision: 'f16', mode: 'training' });
    const [forward, backward] = program.dispatches;
    const sizes = { batch: 2, channels: 6, inner: 9, precision: 'f16' };
    expect(forward?.problem).toEqual({ op: 'batch-normalization-training', ...sizes });
    expect(backward?.problem).toEqual({ op: 'batch-normalization-gradient', ...sizes });
    expect([...program.states]).toMatchObject([
      ['bn1.running_mean', { format: 'f32', length: 6, initial: 0 }],
      ['bn1.running_var', { format: 'f32', length: 6, initial: 1 }],
    ]);
    expect(Object.values(forward?.updates ?? {})).toEqual([...program.states.values()]);
    expect(backward?.reads['mean']?.format).toBe('f32');
    expect(Object.keys(backward?.writes ?? {})).toEqual(['dx', 'dgamma', 'dbeta']);
  });

  it('reads them in inference', () => {
    const program = compileProgram(model(2, 3), { precision: 'f32', mode: 'inference' });
    const problem = { op: 'normalization', kind: 'batch', rows: 12, columns: 9, channels: 6 };
    expect(program.dispatches).toMatchObject([{ problem, updates: {} }]);
  });

  it('refuses to take the variance of one value', () => {
    const single = model(1, 1);
    expect(missingLayers(single, { precision: 'f32', mode: 'inference' })).toEqual([]);
    const [missing] = missingLayers(single, { precision: 'f32', mode: 'training' });
    expect(missing?.reason).toContain('one value per channel');
  });
});
