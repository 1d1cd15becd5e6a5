import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph-builder.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram, missingLayers } from '../compile-program.ts';

const options = { precision: 'f16', mode: 'training' } as const;

/** A linear layer with a loss over its result. @param labels how many there are; none when undefined. */
function classifier(labels: number | undefined) {
  const graph = new GraphBuilder();
  const x = graph.input('x', [dimension('batch', 4), dimension('features', 3)]);
  const logits = graph.apply('linear', 'head', [x], { outFeatures: 10 });
  const given =
    labels === undefined ? [] : [graph.input('labels', [dimension('batch', labels)], 'integer')];
  graph.apply('cross-entropy', 'loss', [logits, ...given], {}, { trainingOnly: true });
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 4 } };
  return graph.finish({ ...rest, outputs: [logits] });
}

describe('the lowering of cross-entropy', () => {
  it('gives one loss a row, always in f32, and starts backward from the logits’ gradient', () => {
    const { losses, dispatches, outputGradients } = compileProgram(classifier(4), options);
    expect(losses.get('loss')).toMatchObject({ format: 'f32', length: 4 });
    expect(outputGradients.size).toBe(0);
    const loss = dispatches.find(({ problem }) => problem.op === 'cross-entropy');
    expect(loss?.problem).toMatchObject({ rows: 4, columns: 10, precision: 'f16' });
    const weights = dispatches.find(({ pass }) => pass === 'backwardWeights');
    expect(weights?.reads['a']).toBe(loss?.writes['dlogits']);
  });

  it.each([
    [undefined, 'without labels'],
    [3, 'one label for each row'],
  ])('refuses %s labels', (labels, words) => {
    const [missing] = missingLayers(classifier(labels), options);
    expect(missing?.reason).toContain(words);
  });
});
