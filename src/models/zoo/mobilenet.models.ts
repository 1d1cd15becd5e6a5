// MobileNets: versions 1 and 2 at width 1, version 3 large and small.
import { defineImageModel } from './define-model.ts';
import { adaptiveMeanPool, channelsOf, normalisedConvolution } from './families/convolutions.ts';
import { invertedResidual } from './families/inverted-residual.ts';
import { defineMobileNetV3 } from './families/mobilenet-v3.ts';

/** Output channels and stride of each depthwise separable convolution: table 1 of the paper. */
const V1_BLOCKS = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const;

const version1 = defineImageModel({
  id: 'mobilenet-v1',
  name: 'MobileNet',
  family: 'MobileNet',
  year: 2017,
  source:
    'Howard et al., MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, arXiv 1704.04861, table 1',
  minimumImageSize: 1,
  notes: [
    'Table 1 of the paper gives the last depthwise convolution stride 2 and leaves its image as large as it was: stride 1 is meant.',
  ],
  network: (graph, image, classes) => {
    const relu = { activation: 'relu' } as const;
    const stem = { outChannels: 32, kernel: 3, stride: 2, padding: 1 };
    let x = normalisedConvolution(graph, 'features.0', image, stem, relu);
    for (const [index, [outChannels, stride]] of V1_BLOCKS.entries()) {
      const block = `features.${index + 1}`;
      const groups = channelsOf(x);
      const depthwise = { outChannels: groups, kernel: 3, stride, padding: 1, groups };
      const options = { ...relu, block };
      x = normalisedConvolution(graph, `${block}.depthwise`, x, depthwise, options);
      x = normalisedConvolution(
        graph,
        `${block}.pointwise`,
        x,
        { outChannels, kernel: 1 },
        options,
      );
    }
    x = adaptiveMeanPool(graph, 'avgpool', x, 1);
    x = graph.apply('flatten', 'flatten', [x]);
    return graph.apply('linear', 'classifier', [x], { outFeatures: classes });
  },
});

/** Expansion, output channels, repetitions and first stride of each stage: table 2 of the paper. */
const V2_STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

const version2 = defineImageModel({
  id: 'mobilenet-v2',
  name: 'MobileNetV2',
  family: 'MobileNet',
  year: 2018,
  source:
    'Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv 1801.04381; as in torchvision',
  minimumImageSize: 1,
  network: (graph, image, classes) => {
    const relu6 = { activation: 'relu6' } as const;
    const stem = { outChannels: 32, kernel: 3, stride: 2, padding: 1 };
    let x = normalisedConvolution(graph, 'features.0', image, stem, relu6);
    let index = 1;
    for (const [expansion, outChannels, repetitions, firstStride] of V2_STAGES) {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        x = invertedResidual(graph, `features.${index++}`, x, {
          expanded: channelsOf(x) * expansion,
          outChannels,
          kernel: 3,
          stride: repetition === 0 ? firstStride : 1,
          activation: 'relu6',
          names: 'mobilenet-v2',
        });
      }
    }
    const last = { outChannels: 1280, kernel: 1 };
    x = normalisedConvolution(graph, `features.${index}`, x, last, relu6);
    x = adaptiveMeanPool(graph, 'avgpool', x, 1);
    x = graph.apply('flatten', 'flatten', [x]);
    x = graph.apply('dropout', 'classifier.0', [x], { rate: 0.2 });
    return graph.apply('linear', 'classifier.1', [x], { outFeatures: classes });
  },
});

/** Table 1 of the paper. */
const large = defineMobileNetV3({
  id: 'mobilenet-v3-large',
  name: 'MobileNetV3 large',
  headFeatures: 1280,
  rows: [
    [3, 16, 16, false, 'relu', 1],
    [3, 64, 24, false, 'relu', 2],
    [3, 72, 24, false, 'relu', 1],
    [5, 72, 40, true, 'relu', 2],
    [5, 120, 40, true, 'relu', 1],
    [5, 120, 40, true, 'relu', 1],
    [3, 240, 80, false, 'hard-swish', 2],
    [3, 200, 80, false, 'hard-swish', 1],
    [3, 184, 80, false, 'hard-swish', 1],
    [3, 184, 80, false, 'hard-swish', 1],
    [3, 480, 112, true, 'hard-swish', 1],
    [3, 672, 112, true, 'hard-swish', 1],
    [5, 672, 160, true, 'hard-swish', 2],
    [5, 960, 160, true, 'hard-swish', 1],
    [5, 960, 160, true, 'hard-swish', 1],
  ],
});

/** Table 2 of the paper. */
const small = defineMobileNetV3({
  id: 'mobilenet-v3-small',
  name: 'MobileNetV3 small',
  headFeatures: 1024,
  rows: [
    [3, 16, 16, true, 'relu', 2],
    [3, 72, 24, false, 'relu', 2],
    [3, 88, 24, false, 'relu', 1],
    [5, 96, 40, true, 'hard-swish', 2],
    [5, 240, 40, true, 'hard-swish', 1],
    [5, 240, 40, true, 'hard-swish', 1],
    [5, 120, 48, true, 'hard-swish', 1],
    [5, 144, 48, true, 'hard-swish', 1],
    [5, 288, 96, true, 'hard-swish', 2],
    [5, 576, 96, true, 'hard-swish', 1],
    [5, 576, 96, true, 'hard-swish', 1],
  ],
});

export const models = [version1, version2, large, small];
