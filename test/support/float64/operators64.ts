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
  scaleShift,
} from './operators/elementwise.ts';
import { embedding } from './operators/embedding.ts';
import { linear } from './operators/linear.ts';
import { matmul } from './operators/matmul.ts';
import { batchNorm, layerNorm, rmsNorm, unitLength } from './operators/normalisation.ts';
import { pool } from './operators/pool.ts';
import {
  alibi,
  relativeBias,
  relativeCoordinates,
  windowPositionBias,
} from './operators/position-bias.ts';
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
import { softCrossEntropy } from './operators/soft-cross-entropy.ts';
import { softmax } from './operators/softmax.ts';
import { pad, patchMerge, roll, slice, windowMerge, windowPartition } from './operators/windows.ts';

export const operators64: ReadonlyMap<string, Operator64> = new Map(
  Object.entries({
    activation,
    'add-parameter': addParameter,
    alibi,
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
    pad,
    'patch-merge': patchMerge,
    permute,
    pool,
    'prepend-parameter': prependParameter,
    'relative-bias': relativeBias,
    'relative-coordinates': relativeCoordinates,
    reshape: view,
    'rms-norm': rmsNorm,
    roll,
    rotary,
    scale,
    'scale-channels': scaleChannels,
    'scale-parameter': scaleParameter,
    'scale-shift': scaleShift,
    slice,
    'soft-cap': softCap,
    'soft-cross-entropy': softCrossEntropy,
    softmax,
    split,
    'split-features': splitFeatures,
    'split-heads': splitHeads,
    'stochastic-depth': dropout,
    'take-tokens': takeTokens,
    'unit-length': unitLength,
    'window-merge': windowMerge,
    'window-partition': windowPartition,
    'window-position-bias': windowPositionBias,
  }),
);
