import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';
import { checkNetworks } from '../check-networks/check-networks.ts';
import { compileProgram, missingLayers } from './compile-program.ts';
import type { Dispatch } from './program.ts';

const training = { precision: 'f32', mode: 'training' } as const;

function ops(dispatches: readonly Dispatch[]): readonly string[] {
  return dispatches.map(({ pass, problem }) => `${pass} ${problem.op}`);
}

function input(graph: GraphBuilder) {
  return graph.input('x', [dimension('batch', 4), dimension('features', 6)]);
}

const finished = { id: 'test', name: 'Test', head: 'none', bindings: { batch: 4 } };

describe('compileProgram', () => {
  it('runs forward in order, then backward in reverse, and no gradient for the images', () => {
    const graph = new GraphBuilder();
    const hidden = graph.apply('linear', 'first', [input(graph)], { outFeatures: 8, bias: false });
    const y = graph.apply('linear', 'second', [hidden], { outFeatures: 3, bias: false });
    const program = compileProgram(graph.finish({ ...finished, outputs: [y] }), training);
    expect(program.dispatches.map(({ layer, pass }) => `${layer} ${pass}`)).toEqual([
      'first forward',
      'second forward',
      'second backwardWeights',
      'second backwardData',
      'first backwardWeights',
    ]);
    expect([...program.outputGradients.keys()]).toEqual(['second']);
  });

  it('adds the gradients of a tensor that two layers read', () => {
    const graph = new GraphBuilder();
    const hidden = graph.apply('linear', 'shared', [input(graph)], { outFeatures: 5 });
    const left = graph.apply('linear', 'left', [hidden], { outFeatures: 5 });
    const right = graph.apply('linear', 'right', [hidden], { outFeatures: 5 });
    const y = graph.apply('elementwise', 'sum', [left, right], { kind: 'add' });
    const { dispatches } = compileProgram(graph.finish({ ...finished, outputs: [y] }), training);
    const backward = dispatches.filter(({ pass }) => pass === 'backwardData');
    expect(ops(backward)).toEqual([
      'backwardData matmul',
      'backwardData matmul',
      'backwardData elementwise',
    ]);
  });

  it('adds the second gradient of a tied parameter in place', () => {
    const graph = new GraphBuilder();
    const first = graph.apply('linear', 'first', [input(graph)], { outFeatures: 6, bias: false });
    const options = { tied: { weight: 'first.weight' } };
    const attributes = { outFeatures: 6, bias: false };
    const y = graph.apply('linear', 'second', [first], attributes, options);
    const program = compileProgram(graph.finish({ ...finished, outputs: [y] }), training);
    expect(program.parameters.size).toBe(1);
    const target = program.gradients.get('first.weight');
    const updates = program.dispatches.flatMap((each) => Object.values(each.updates));
    expect(updates).toEqual([target]);
  });

  it('leaves the loss out of inference', () => {
    const [network] = checkNetworks;
    const graph = network?.build();
    if (graph === undefined) throw new Error('no network');
    const { dispatches, losses } = compileProgram(graph, { precision: 'f32', mode: 'inference' });
    expect(losses.size).toBe(0);
    expect(ops(dispatches)).not.toContain('forward cross-entropy');
    expect(dispatches.every(({ pass }) => pass === 'forward')).toBe(true);
  });

  it('names the operators that stand in the way', () => {
    const graph = new GraphBuilder();
    const image = graph.input('x', [
      dimension('batch', 1),
      dimension('channels', 3),
      dimension('height', 8),
      dimension('width', 8),
    ]);
    const y = graph.apply('pool', 'wide', [image], { kind: 'max', kernel: [1, 3] });
    const built = graph.finish({ ...finished, outputs: [y] });
    expect(missingLayers(built, training)).toMatchObject([{ layer: 'wide', operator: 'pool' }]);
    expect(() => compileProgram(built, training)).toThrow(/cannot be run here.*"wide"/);
  });

  it.each(checkNetworks)('compiles $id', ({ build }) => {
    const program = compileProgram(build(), training);
    expect(program.gradients.size).toBe(program.parameters.size);
    const written = new Set(
      program.dispatches.flatMap(({ writes, updates }) => [
        ...Object.values(writes),
        ...Object.values(updates),
      ]),
    );
    // Every gradient is written by some kernel.
    expect([...program.gradients.values()].filter((value) => !written.has(value))).toEqual([]);
  });
});
