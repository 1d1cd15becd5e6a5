import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import type { Attributes, ModelGraph } from '../../graph.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram, missingLayers } from '../compile-program.ts';

function images(attributes: Attributes): ModelGraph {
  const graph = new GraphBuilder();
  const sizes = { batch: 2, channels: 6, height: 3, width: 5 };
  const shape = Object.entries(sizes).map(([name, size]) => dimension(name, size));
  const y = graph.apply('layer-norm', 'norm', [graph.input('x', shape)], attributes);
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 2 } };
  return graph.finish({ ...rest, outputs: [y] });
}

const options = { precision: 'f32', mode: 'training', inputGradients: true } as const;

describe('the lowering of layer normalisation', () => {
  it('runs over rows as they are where the axis is the last', () => {
    const { dispatches } = compileProgram(images({}), options);
    expect(dispatches.map(({ problem }) => problem)).toEqual([
      { op: 'normalization', kind: 'layer', rows: 36, columns: 5, precision: 'f32' },
      { op: 'layer-normalization-gradient', rows: 36, columns: 5, precision: 'f32' },
    ]);
  });

  it('moves another axis to the end and back', () => {
    const { dispatches } = compileProgram(images({ axis: 'channels' }), options);
    const moved = { op: 'rearrange', sizes: [2, 3, 5, 6], targetStrides: [90, 30, 6, 1] };
    const there = { ...moved, sourceStrides: [90, 5, 1, 15] };
    const back = { ...there, sourceStrides: moved.targetStrides, targetStrides: [90, 5, 1, 15] };
    expect(dispatches.map(({ problem }) => problem)).toMatchObject([
      there,
      { op: 'normalization', rows: 30, columns: 6 },
      back,
      there,
      { op: 'layer-normalization-gradient', rows: 30, columns: 6 },
      back,
    ]);
  });

  it('stands in for what is not learned', () => {
    const program = compileProgram(images({ learned: false }), options);
    expect([...program.states.values()].map(({ length, initial }) => [length, initial])).toEqual([
      [5, 1],
      [5, 0],
    ]);
    const withoutShift = compileProgram(images({ bias: false }), options);
    expect(withoutShift.parameters.size).toBe(1);
    expect([...withoutShift.states.values()].map(({ initial }) => initial)).toEqual([0]);
  });

  it('refuses f16 without what it would have to stand in for', () => {
    const half = { ...options, precision: 'f16' } as const;
    expect(missingLayers(images({}), half)).toEqual([]);
    expect(missingLayers(images({ bias: false }), half)[0]?.reason).toContain('f32 only');
  });
});
