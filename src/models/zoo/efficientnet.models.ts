// EfficientNet-B0 to B7, scaled from one table in width, depth and image size; EfficientNetV2-S, M and L.
import { defineEfficientNet, type EfficientNetStage } from './families/efficientnet.ts';
import { makeDivisible } from './families/make-divisible.ts';

/** Expansion, kernel, stride, output channels, blocks of an inverted residual stage. */
type Row = readonly [number, number, number, number, number];

/** Table 1 of the EfficientNet paper. */
const BASE: readonly Row[] = [
  [1, 3, 1, 16, 1],
  [6, 3, 2, 24, 2],
  [6, 5, 2, 40, 2],
  [6, 3, 2, 80, 3],
  [6, 5, 1, 112, 3],
  [6, 5, 2, 192, 4],
  [6, 3, 1, 320, 1],
];
const BASE_STEM_CHANNELS = 32;
/** The last convolution has four times the channels of the last stage. */
const LAST_EXPANSION = 4;

/** Width and depth factors, image size and dropout of B0 to B7. */
const SCALES = [
  [1.0, 1.0, 224, 0.2],
  [1.0, 1.1, 240, 0.2],
  [1.1, 1.2, 288, 0.3],
  [1.2, 1.4, 300, 0.3],
  [1.4, 1.8, 380, 0.4],
  [1.6, 2.2, 456, 0.4],
  [1.8, 2.6, 528, 0.5],
  [2.0, 3.1, 600, 0.5],
] as const;

const version1 = SCALES.map(([width, depth, imageSize, dropout], number) => {
  const stages = BASE.map(([expansion, kernel, stride, channels, blocks]) =>
    stage('inverted', [
      expansion,
      kernel,
      stride,
      makeDivisible(channels * width),
      Math.ceil(blocks * depth),
    ]),
  );
  return defineEfficientNet({
    id: `efficientnet-b${number}`,
    name: `EfficientNet-B${number}`,
    year: 2019,
    source:
      'Tan and Le, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, arXiv 1905.11946; as in torchvision',
    imageSize,
    stemChannels: makeDivisible(BASE_STEM_CHANNELS * width),
    stages,
    lastChannels: LAST_EXPANSION * (stages.at(-1)?.outChannels ?? 0),
    dropout,
  });
});

interface Version2Spec {
  readonly size: 'S' | 'M' | 'L';
  readonly imageSize: number;
  readonly dropout: number;
  readonly stemChannels: number;
  readonly fused: readonly Row[];
  readonly inverted: readonly Row[];
}

function version2({ size, fused, inverted, ...spec }: Version2Spec) {
  return defineEfficientNet({
    ...spec,
    id: `efficientnet-v2-${size.toLowerCase()}`,
    name: `EfficientNetV2-${size}`,
    year: 2021,
    source:
      'Tan and Le, EfficientNetV2: Smaller Models and Faster Training, arXiv 2104.00298; as in torchvision',
    stages: [
      ...fused.map((row) => stage('fused', row)),
      ...inverted.map((row) => stage('inverted', row)),
    ],
    lastChannels: 1280,
  });
}

function stage(kind: EfficientNetStage['kind'], row: Row): EfficientNetStage {
  const [expansion, kernel, stride, outChannels, blocks] = row;
  return { kind, expansion, kernel, stride, outChannels, blocks };
}

export const models = [
  ...version1,
  version2({
    size: 'S',
    imageSize: 384,
    dropout: 0.2,
    stemChannels: 24,
    fused: [
      [1, 3, 1, 24, 2],
      [4, 3, 2, 48, 4],
      [4, 3, 2, 64, 4],
    ],
    inverted: [
      [4, 3, 2, 128, 6],
      [6, 3, 1, 160, 9],
      [6, 3, 2, 256, 15],
    ],
  }),
  version2({
    size: 'M',
    imageSize: 480,
    dropout: 0.3,
    stemChannels: 24,
    fused: [
      [1, 3, 1, 24, 3],
      [4, 3, 2, 48, 5],
      [4, 3, 2, 80, 5],
    ],
    inverted: [
      [4, 3, 2, 160, 7],
      [6, 3, 1, 176, 14],
      [6, 3, 2, 304, 18],
      [6, 3, 1, 512, 5],
    ],
  }),
  version2({
    size: 'L',
    imageSize: 480,
    dropout: 0.4,
    stemChannels: 32,
    fused: [
      [1, 3, 1, 32, 4],
      [4, 3, 2, 64, 7],
      [4, 3, 2, 96, 7],
    ],
    inverted: [
      [4, 3, 2, 192, 10],
      [6, 3, 1, 224, 19],
      [6, 3, 2, 384, 25],
      [6, 3, 1, 640, 7],
    ],
  }),
];
