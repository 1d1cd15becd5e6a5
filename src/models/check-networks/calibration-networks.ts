// Networks whose real steps calibrate the predictor: what a step takes beyond the sum of its kernels, on the host and
// because a network's tensors are not as warm in the caches as those of a kernel that is repeated. Their shapes occur
// in no network on which predictions are checked.
import type { OptimizerName } from '../optimizer.ts';
import { GraphBuilder } from '../graph-builder.ts';
import type { ModelGraph } from '../graph.ts';
import { unknownName } from '../nearest-names.ts';
import { buildTransformer } from '../zoo/families/transformer/build-transformer.ts';
import { gptPlan } from '../zoo/families/transformer/plans.ts';
import { normalisedConvolution } from '../zoo/families/convolutions.ts';
import { dimension } from '../shapes.ts';
import { finishClassifier, imageInput } from './network-input.ts';

export interface CalibrationNetwork {
  readonly id: string;
  readonly name: string;
  readonly optimizer: OptimizerName;
  readonly build: () => ModelGraph;
}

function perceptron(id: string, batch: number, widths: readonly [number, ...number[]]): ModelGraph {
  const graph = new GraphBuilder();
  const [inputs, ...layers] = widths;
  let x = graph.input('x', [dimension('batch', batch), dimension('features', inputs)]);
  for (const [index, outFeatures] of layers.entries()) {
    x = graph.apply('linear', `layer${index + 1}`, [x], { outFeatures });
    if (index === layers.length - 1) break;
    x = graph.apply('activation', `relu${index + 1}`, [x], { kind: 'relu' });
  }
  return finishClassifier(graph, id, batch, x);
}

function convolutional(): ModelGraph {
  const batch = 2;
  const graph = new GraphBuilder();
  let x = imageInput(graph, batch, 3, 60);
  for (const [index, outChannels] of [24, 40, 80, 88].entries()) {
    const spec = { outChannels, kernel: 3, padding: 1 };
    const options = { activation: 'relu' } as const;
    x = normalisedConvolution(graph, `block${index + 1}.a`, x, spec, options);
    x = normalisedConvolution(graph, `block${index + 1}.b`, x, spec, options);
    x = graph.apply('pool', `pool${index + 1}`, [x], { kind: 'max', kernel: 2, stride: 2 });
  }
  x = graph.apply('flatten', 'flatten', [x]);
  const logits = graph.apply('linear', 'classifier', [x], { outFeatures: 36 });
  return finishClassifier(graph, 'small-convolutions', batch, logits);
}

function transformer(): ModelGraph {
  const sizes = { batch: 2, sequenceLength: 48 };
  const graph = new GraphBuilder();
  const spec = gptPlan({ layers: 2, hidden: 320, heads: 5, vocabulary: 900, context: 48 });
  const { outputs } = buildTransformer(graph, spec, sizes, 'language-model');
  const id = 'small-transformer';
  return graph.finish({ id, name: id, head: 'language-model', bindings: sizes, outputs });
}

export const calibrationNetworks: readonly CalibrationNetwork[] = [
  {
    id: 'deep-perceptron',
    name: 'Perceptron of 24 thin layers',
    optimizer: 'sgd-momentum',
    build: () => perceptron('deep-perceptron', 20, [56, ...new Array<number>(24).fill(56), 12]),
  },
  {
    id: 'wide-perceptron',
    name: 'Perceptron of three wide layers',
    optimizer: 'adam',
    build: () => perceptron('wide-perceptron', 12, [1500, 3000, 1500, 700]),
  },
  {
    id: 'small-convolutions',
    name: 'Eight convolutions',
    optimizer: 'sgd-momentum',
    build: convolutional,
  },
  {
    id: 'small-transformer',
    name: 'Transformer of two layers',
    optimizer: 'adam',
    build: transformer,
  },
];

/** @throws FlopscopeError `unknown-name`. */
export function findCalibrationNetwork(id: string): CalibrationNetwork {
  const found = calibrationNetworks.find((network) => network.id === id);
  if (found !== undefined) return found;
  throw unknownName('calibration network', id, calibrationNetworks);
}
