// GoogLeNet (Inception v1) as torchvision builds it: batch normalisation, and 3×3 where the paper has 5×5.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel } from './define-model.ts';
import { basicConvolution, branch, joinBranches } from './families/basic-convolution.ts';
import { adaptiveMeanPool, maxPool } from './families/convolutions.ts';

/**
 * Output channels of an inception module: 1×1; the reduction and the 3×3; the reduction and the 5×5 of the
 * paper; after the pool. Table 1 of the paper.
 */
type Module = readonly [
  name: string,
  one: number,
  threeReduced: number,
  three: number,
  fiveReduced: number,
  five: number,
  pooled: number,
];

/** Kernel of the maximum that stands before each stage, and the stage's modules. */
const STAGES: readonly { readonly kernel: number; readonly modules: readonly Module[] }[] = [
  {
    kernel: 3,
    modules: [
      ['inception3a', 64, 96, 128, 16, 32, 32],
      ['inception3b', 128, 128, 192, 32, 96, 64],
    ],
  },
  {
    kernel: 3,
    modules: [
      ['inception4a', 192, 96, 208, 16, 48, 64],
      ['inception4b', 160, 112, 224, 24, 64, 64],
      ['inception4c', 128, 128, 256, 24, 64, 64],
      ['inception4d', 112, 144, 288, 32, 64, 64],
      ['inception4e', 256, 160, 320, 32, 128, 128],
    ],
  },
  {
    kernel: 2,
    modules: [
      ['inception5a', 256, 160, 320, 32, 128, 128],
      ['inception5b', 384, 192, 384, 48, 128, 128],
    ],
  },
];

const model = defineImageModel({
  id: 'googlenet',
  name: 'GoogLeNet',
  family: 'Inception',
  year: 2014,
  source: 'Szegedy et al., Going Deeper with Convolutions, arXiv 1409.4842; as in torchvision',
  minimumImageSize: 15,
  notes: [
    'The two auxiliary heads of training, 6,379,984 parameters, are left out, as in the published count.',
    "torchvision's third branch has 3×3 where the paper has 5×5.",
    'The rescaling of the input that torchvision does for its pretrained weights is not part of the model.',
  ],
  network: (graph, image, classes) => {
    const ceil = { ceil: true };
    let x = basicConvolution(graph, 'conv1', image, {
      outChannels: 64,
      kernel: 7,
      stride: 2,
      padding: 3,
    });
    x = maxPool(graph, 'maxpool1', x, 3, 2, 0, ceil);
    x = basicConvolution(graph, 'conv2', x, { outChannels: 64, kernel: 1 });
    x = basicConvolution(graph, 'conv3', x, { outChannels: 192, kernel: 3, padding: 1 });
    for (const [index, { kernel, modules }] of STAGES.entries()) {
      x = maxPool(graph, `maxpool${index + 2}`, x, kernel, 2, 0, ceil);
      for (const module of modules) x = inception(graph, x, module);
    }
    x = adaptiveMeanPool(graph, 'avgpool', x, 1);
    x = graph.apply('flatten', 'flatten', [x]);
    x = graph.apply('dropout', 'dropout', [x], { rate: 0.2 });
    return graph.apply('linear', 'fc', [x], { outFeatures: classes });
  },
});

function inception(
  graph: GraphBuilder,
  input: Tensor,
  [block, one, threeReduced, three, fiveReduced, five, pooled]: Module,
): Tensor {
  const pool = maxPool(graph, `${block}.branch4.0`, input, 3, 1, 1, { ceil: true, block });
  return joinBranches(graph, block, [
    branch(graph, block, input, [['branch1', one, 1]]),
    branch(graph, block, input, [
      ['branch2.0', threeReduced, 1],
      ['branch2.1', three, 3, 1],
    ]),
    branch(graph, block, input, [
      ['branch3.0', fiveReduced, 1],
      ['branch3.1', five, 3, 1],
    ]),
    branch(graph, block, pool, [['branch4.1', pooled, 1]]),
  ]);
}

export const models = [model];
