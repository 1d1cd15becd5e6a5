import { describe, expect, it } from 'vitest';
import { costGraph } from './cost.ts';
import { GraphBuilder } from './graph-builder.ts';
import { dimension } from './shapes.ts';
import { buildModel } from './zoo/zoo.ts';

/** Two fully connected layers with a ReLU between, batch 4: 8 → 16 → 2. */
function smallGraph() {
  const graph = new GraphBuilder();
  const input = graph.input('x', [dimension('batch', 4), dimension('features', 8)]);
  const hidden = graph.apply('linear', 'first', [input], { outFeatures: 16 });
  const active = graph.apply('activation', 'relu', [hidden], { kind: 'relu' });
  const output = graph.apply('linear', 'second', [active], { outFeatures: 2 });
  graph.apply('cross-entropy', 'loss', [output], {}, { trainingOnly: true });
  return graph.finish({
    id: 'small',
    name: 'Small',
    head: 'classification',
    bindings: { batch: 4 },
    outputs: [output],
  });
}

describe('training cost', () => {
  const training = costGraph(smallGraph(), { precision: 'f32', mode: 'adam' });
  const byName = (name: string) => {
    const found = training.layers.find(({ layer }) => layer.name === name);
    if (!found) throw new Error(name);
    return found;
  };

  it('the first layer needs no gradient of the data', () => {
    expect(byName('first').cost.backwardData.macs).toBe(0);
    expect(byName('first').cost.backwardWeights.macs).toBe(4 * 8 * 16);
    expect(byName('second').cost.backwardData.macs).toBe(4 * 16 * 2);
  });

  it('Adam moves 28 bytes a parameter, momentum 20', () => {
    const params = 8 * 16 + 16;
    const { optimizer } = byName('first').cost;
    expect(byName('first').params).toBe(params);
    expect(optimizer.bytesRead + optimizer.bytesWritten).toBe(28 * params);
    const momentum = costGraph(smallGraph(), { precision: 'f32', mode: 'sgd-momentum' });
    const first = momentum.layers[0]?.cost.optimizer;
    expect((first?.bytesRead ?? 0) + (first?.bytesWritten ?? 0)).toBe(20 * params);
  });

  it('keeps each tensor once: the input, the ReLU output and the logits', () => {
    expect(training.activationBytes).toBe(4 * (4 * 8 + 4 * 16 + 4 * 2));
  });

  it('keeps nothing at inference', () => {
    const inference = costGraph(smallGraph(), { precision: 'f32', mode: 'inference' });
    expect(inference.activationBytes).toBe(0);
  });

  it('halves activations and weights in f16, not the optimizer state', () => {
    const half = costGraph(smallGraph(), { precision: 'f16', mode: 'adam' });
    expect(half.activationBytes).toBe(training.activationBytes / 2);
    const bytes = half.layers[0]?.cost.optimizer;
    expect((bytes?.bytesRead ?? 0) + (bytes?.bytesWritten ?? 0)).toBe(28 * (8 * 16 + 16));
  });
});

describe('whole models', () => {
  it('a tied weight is updated once', () => {
    const { layers, params } = costGraph(buildModel('gpt2-small'), {
      precision: 'f32',
      mode: 'adam',
    });
    const bytes = layers.reduce(
      (sum, { cost }) => sum + cost.optimizer.bytesRead + cost.optimizer.bytesWritten,
      0,
    );
    expect(params).toBe(124_439_808);
    expect(bytes).toBe(28 * params);
  });

  it('training takes close to three forward passes, less the first layer’s data gradient', () => {
    const graph = buildModel('resnet50');
    const { layers } = costGraph(graph, { precision: 'f32', mode: 'sgd-momentum' });
    let forward = 0;
    let backward = 0;
    for (const { cost } of layers) {
      forward += cost.forward.macs;
      backward += cost.backwardData.macs + cost.backwardWeights.macs;
    }
    expect(backward).toBe(2 * forward - 118_013_952);
  });

  it('a residual that is read twice sums two gradients', () => {
    const { layers } = costGraph(buildModel('resnet50'), { precision: 'f32', mode: 'adam' });
    const relu = layers.find(({ layer }) => layer.name === 'layer1.0.relu');
    const elements = 256 * 56 * 56;
    // The ReLU's own backward, and one sum: 2 reads and 1 write of the tensor.
    expect(relu?.cost.backwardData.launches).toBe(2);
    expect(relu?.cost.backwardData.bytesRead).toBe(4 * elements * (2 + 2));
  });
});
