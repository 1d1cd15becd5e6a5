// Every operator that is defined in float64, by its name.
import type { Operator64 } from './operation64.ts';
import { activation, softCap } from './operators/activation.ts';
import { conv2d } from './operators/conv2d.ts';
import { crossEntropy } from './operators/cross-entropy.ts';
import {
  addParameter,
  dropout,
  elementwise,
  scale,
  scaleChannels,
  scaleParameter,
} from './operators/elementwise.ts';
import { embedding } from './operators/embedding.ts';
import { linear } from './operators/linear.ts';
import { matmul } from './operators/matmul.ts';
import { batchNorm, layerNorm, rmsNorm } from './operators/normalisation.ts';
import { pool } from './operators/pool.ts';
import {
  channelShuffle,
  concat,
  expand,
  imageToTokens,
  mergeHeads,
  permute,
  prependParameter,
  split,
  splitFeatures,
  splitHeads,
  takeTokens,
  view,
} from './operators/rearrangements.ts';
import { rotary } from './operators/rotary.ts';
import { softmax } from './operators/softmax.ts';

export const operators64: ReadonlyMap<string, Operator64> = new Map(
  Object.entries({
    activation,
    'add-parameter': addParameter,
    'batch-norm': batchNorm,
    'channel-shuffle': channelShuffle,
    concat,
    conv2d,
    'cross-entropy': crossEntropy,
    dropout,
    elementwise,
    embedding,
    expand,
    flatten: view,
    'image-to-tokens': imageToTokens,
    'layer-norm': layerNorm,
    linear,
    matmul,
    'merge-heads': mergeHeads,
    permute,
    pool,
    'prepend-parameter': prependParameter,
    reshape: view,
    'rms-norm': rmsNorm,
    rotary,
    scale,
    'scale-channels': scaleChannels,
    'scale-parameter': scaleParameter,
    'soft-cap': softCap,
    softmax,
    split,
    'split-features': splitFeatures,
    'split-heads': splitHeads,
    'stochastic-depth': dropout,
    'take-tokens': takeTokens,
  }),
);
