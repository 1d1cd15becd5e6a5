// MobileNetV2 at width 1: inverted residuals of a 1×1 expansion, a depthwise 3×3 and a linear 1×1.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel } from './define-model.ts';
import {
  activation,
  adaptiveMeanPool,
  channelsOf,
  convolution,
  type ConvolutionSpec,
} from './families/convolutions.ts';

/** Expansion, output channels, repetitions and first stride of each stage: table 2 of the paper. */
const STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

const model = defineImageModel({
  id: 'mobilenet-v2',
  name: 'MobileNetV2',
  family: 'MobileNet',
  year: 2018,
  source:
    'Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv 1801.04381; as in torchvision',
  minimumImageSize: 1,
  network: (graph, image, classes) => {
    const stem = { outChannels: 32, kernel: 3, stride: 2, padding: 1 };
    let x = normalised(graph, 'features.0', image, stem, 'features.0');
    let index = 1;
    for (const [expansion, outChannels, repetitions, firstStride] of STAGES) {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const stride = repetition === 0 ? firstStride : 1;
        x = invertedResidual(graph, `features.${index++}`, x, { expansion, outChannels, stride });
      }
    }
    const last = `features.${index}`;
    x = normalised(graph, last, x, { outChannels: 1280, kernel: 1 }, last);
    x = adaptiveMeanPool(graph, 'avgpool', x, 1);
    x = graph.apply('flatten', 'flatten', [x]);
    x = graph.apply('dropout', 'classifier.0', [x], { rate: 0.2 });
    return graph.apply('linear', 'classifier.1', [x], { outFeatures: classes });
  },
});

function normalised(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  spec: ConvolutionSpec,
  block: string,
): Tensor {
  const x = convolution(graph, `${name}.0`, input, spec, block);
  const normal = graph.apply('batch-norm', `${name}.1`, [x], {}, { block });
  return activation(graph, `${name}.2`, normal, 'relu6', block);
}

function invertedResidual(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: { expansion: number; outChannels: number; stride: number },
): Tensor {
  const { expansion, outChannels, stride } = spec;
  const hidden = channelsOf(input) * expansion;
  let part = 0;
  let x = input;
  if (expansion !== 1) {
    const expand = { outChannels: hidden, kernel: 1 };
    x = normalised(graph, `${block}.conv.${part++}`, x, expand, block);
  }
  const depthwise = { outChannels: hidden, kernel: 3, stride, padding: 1, groups: hidden };
  x = normalised(graph, `${block}.conv.${part++}`, x, depthwise, block);
  x = convolution(graph, `${block}.conv.${part++}`, x, { outChannels, kernel: 1 }, block);
  x = graph.apply('batch-norm', `${block}.conv.${part}`, [x], {}, { block });
  if (stride !== 1 || channelsOf(input) !== outChannels) return x;
  return graph.apply('elementwise', `${block}.add`, [input, x], { kind: 'add' }, { block });
}

export const models = [model];
