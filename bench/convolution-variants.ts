// npm run bench:convolution: every variant of every convolution kernel on the layers of ResNet-50 and
// MobileNetV2, or on other problems: -- --host chromium --only convolution/direct --problems '[{"op":…}]'
import { parseArgs } from 'node:util';
import type { Conv2dProblem, Problem } from '../src/shared/problem.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';
import { printVariants } from './support/print-variants.ts';
import type { VariantsReport } from './suites/variants.ts';

interface Layer {
  readonly channels: readonly [number, number];
  readonly size: number;
  readonly kernel?: number;
  readonly stride?: number;
  readonly groups?: number;
}

const layers: readonly Layer[] = [
  // ResNet-50: its first layer, the 3×3 of each stage with those of stride 2, and 1×1 of each kind.
  { channels: [3, 64], size: 224, kernel: 7, stride: 2 },
  { channels: [64, 64], size: 56 },
  { channels: [128, 128], size: 28 },
  { channels: [256, 256], size: 14 },
  { channels: [512, 512], size: 7 },
  { channels: [128, 128], size: 56, stride: 2 },
  { channels: [512, 512], size: 14, stride: 2 },
  { channels: [64, 256], size: 56, kernel: 1 },
  { channels: [512, 128], size: 28, kernel: 1 },
  { channels: [1024, 256], size: 14, kernel: 1 },
  { channels: [512, 2048], size: 7, kernel: 1 },
  { channels: [256, 512], size: 56, kernel: 1, stride: 2 },
  // MobileNetV2: its first layer, expansions and projections, and depthwise layers.
  { channels: [3, 32], size: 224, stride: 2 },
  { channels: [16, 96], size: 112, kernel: 1 },
  { channels: [144, 24], size: 56, kernel: 1 },
  { channels: [960, 320], size: 7, kernel: 1 },
  { channels: [32, 32], size: 112, groups: 32 },
  { channels: [96, 96], size: 112, stride: 2, groups: 96 },
  { channels: [144, 144], size: 56, groups: 144 },
  { channels: [960, 960], size: 7, groups: 960 },
  // ResNeXt-50's groups.
  { channels: [128, 128], size: 56, groups: 32 },
];

function problemOf(layer: Layer): Conv2dProblem {
  const { channels, size, kernel = 3, stride = 1, groups = 1 } = layer;
  const [inChannels, outChannels] = channels;
  return {
    op: 'conv2d',
    batch: 1,
    inChannels,
    height: size,
    width: size,
    outChannels,
    kernelHeight: kernel,
    kernelWidth: kernel,
    stride,
    padding: (kernel - 1) / 2,
    groups,
    precision: 'f32',
  };
}

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      only: { type: 'string', default: 'convolution/' },
      problems: { type: 'string' },
      samples: { type: 'string', default: '9' },
    },
  });
  const { host, only, problems } = values;
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  const report = (await runBenchmark(host, 'variants', {
    problems: problems === undefined ? layers.map(problemOf) : (JSON.parse(problems) as Problem[]),
    only: only.split(','),
    finalists: 6,
    rounds: Number(values.samples),
    sampleMs: 60,
  })) as VariantsReport;
  printVariants(report);
  await writeResult(`convolution-variants-${host}`, report);
}
