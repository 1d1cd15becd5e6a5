import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import type { Attributes } from '../../graph.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram } from '../compile-program.ts';
import type { ProgramMode } from '../program.ts';

function problems(operator: string, attributes: Attributes, mode: ProgramMode) {
  const graph = new GraphBuilder();
  const x = graph.input('x', [dimension('windows', 8), dimension('features', 5)]);
  const y = graph.apply(operator, 'drop', [x], attributes);
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 2 } };
  const model = graph.finish({ ...rest, outputs: [y] });
  const program = compileProgram(model, { precision: 'f32', mode, inputGradients: true });
  return program.dispatches.map(({ pass, layer, problem }) => ({ pass, layer, problem }));
}

describe('the lowerings of dropout and stochastic depth', () => {
  it('draw the same forward and backward', () => {
    const [forward, backward, ...more] = problems('dropout', { rate: 0.25 }, 'training');
    expect(forward?.problem).toMatchObject({ op: 'dropout', elements: 40, group: 1, rate: 0.25 });
    expect(backward).toEqual({ ...forward, pass: 'backwardData' });
    expect(more).toEqual([]);
  });

  it.each([
    [{ rate: 0.5 }, 5],
    [{ rate: 0.5, examples: 2 }, 20],
  ])('share one draw among the values of an example: %o', (attributes, group) => {
    const [forward] = problems('stochastic-depth', attributes, 'training');
    expect(forward?.problem).toMatchObject({ group });
  });

  it.each(['dropout', 'stochastic-depth'])('run nothing at inference or at rate 0: %s', (name) => {
    expect(problems(name, { rate: 0.5 }, 'inference')).toEqual([]);
    expect(problems(name, { rate: 0 }, 'training')).toEqual([]);
  });
});
