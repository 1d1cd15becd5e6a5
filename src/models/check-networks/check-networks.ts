// The networks on which predictions are held against real training steps: parts that decide most models, and
// whole models. None of their shapes may be among those that the predictor is calibrated on.
import { buildModel } from '../zoo/zoo.ts';
import { unknownName } from '../nearest-names.ts';
import type { CheckNetwork } from './check-network.ts';
import { convolutionalNetworks } from './convolutional-networks.ts';
import { perceptrons } from './perceptrons.ts';
import { transformerBlocks } from './transformer-blocks.ts';
import { ZOO_PREFIX, zooNetwork } from './zoo-network.ts';

/** GPT-2 small at a short sequence: its weights are the work. */
const SHORT_SEQUENCE = 32;

const wholeModels: readonly CheckNetwork[] = [
  {
    id: 'mobilenet-v2',
    name: 'MobileNetV2, batch 1',
    batch: 1,
    optimizer: 'sgd-momentum',
    size: 'medium',
    build: () => buildModel('mobilenet-v2', { batch: 1 }),
  },
  {
    id: 'resnet18',
    name: 'ResNet-18, batch 1',
    batch: 1,
    optimizer: 'sgd-momentum',
    size: 'medium',
    build: () => buildModel('resnet18', { batch: 1 }),
  },
  {
    id: 'resnet50',
    name: 'ResNet-50, batch 1',
    batch: 1,
    optimizer: 'sgd-momentum',
    size: 'large',
    build: () => buildModel('resnet50', { batch: 1 }),
  },
  {
    id: 'gpt2-small',
    name: `GPT-2 small, ${SHORT_SEQUENCE} tokens`,
    batch: 1,
    optimizer: 'adam',
    size: 'large',
    build: () => buildModel('gpt2-small', { batch: 1, sequenceLength: SHORT_SEQUENCE }),
  },
];

/** From the quickest to the longest. */
export const checkNetworks: readonly CheckNetwork[] = [
  ...perceptrons,
  ...convolutionalNetworks,
  ...transformerBlocks,
  ...wholeModels,
];

/** @param id of a check network, or "zoo:" and a model of the zoo. @throws FlopscopeError `unknown-name`, naming the nearest. */
export function findCheckNetwork(id: string): CheckNetwork {
  if (id.startsWith(ZOO_PREFIX)) return zooNetwork(id.slice(ZOO_PREFIX.length));
  const found = checkNetworks.find((network) => network.id === id);
  if (found !== undefined) return found;
  throw unknownName('network', id, checkNetworks);
}
