// The networks of networks.ts in tfjs: the same mathematics in its own layout and with its fastest operations.
import * as tf from '@tensorflow/tfjs-core';
import { BLOCK, type StepNetworkId } from './networks.ts';
import {
  batchNormalised,
  gelu,
  type GradientForm,
  layerNormalised,
  type RunningStatistics,
} from './tfjs-layers.ts';

export interface PeerNetwork {
  readonly id: StepNetworkId;
  readonly form: GradientForm;
  /** Images N×H×W×C, or tokens (batch · tokens) × features. */
  readonly input: tf.Tensor;
  /** rows × classes. */
  readonly oneHotLabels: tf.Tensor;
  /** By the parameter ids of the graph. */
  readonly parameter: (id: string) => tf.Variable;
  /** By the names of the batch normalisations. */
  readonly running: (layer: string) => RunningStatistics;
}

/** Mean cross-entropy of the batch. */
export function lossOf(network: PeerNetwork): tf.Tensor {
  const logits = network.id === 'digits-cnn' ? digits(network) : transformerBlock(network);
  return tf.losses.softmaxCrossEntropy(network.oneHotLabels, logits);
}

/** Strides of the three convolutions, all 3×3 and padded by 1. */
const STRIDES = [1, 2, 2] as const;

function digits({ input, parameter, running, form }: PeerNetwork): tf.Tensor {
  let x = input;
  for (const [index, stride] of STRIDES.entries()) {
    const layer = `features.${index}`;
    const y = tf.conv2d(x, parameter(`${layer}.0.weight`), stride, 1);
    const normal = batchNormalised(
      {
        x: y,
        scale: parameter(`${layer}.1.weight`),
        shift: parameter(`${layer}.1.bias`),
        form,
      },
      running(`${layer}.1`),
    );
    x = tf.relu(normal);
  }
  const [batch = 1] = x.shape;
  return linear(tf.reshape(x, [batch, -1]), 'classifier', parameter);
}

function transformerBlock({ input, parameter, form }: PeerNetwork): tf.Tensor {
  const { batch, tokens, hidden } = BLOCK;
  const norm = (layer: string, x: tf.Tensor) => {
    const normal = layerNormalised({
      x: tf.reshape(x, [batch, tokens, hidden]),
      scale: parameter(`${layer}.weight`),
      shift: parameter(`${layer}.bias`),
      form,
    });
    return tf.reshape(normal, [batch * tokens, hidden]);
  };
  const attended = attention(norm('layer.ln_1', input), parameter);
  const middle = tf.add(input, linear(attended, 'layer.self_attention.out_proj', parameter));
  const wide = linear(norm('layer.ln_2', middle), 'layer.mlp.0', parameter);
  return tf.add(middle, linear(gelu(wide, form), 'layer.mlp.3', parameter));
}

const QUERY_KEY_VALUE = 3;

/** All heads of queries, keys and values are brought forward by one transposition, and then cut. */
function attention(x: tf.Tensor, parameter: PeerNetwork['parameter']): tf.Tensor {
  const { batch, tokens, hidden, heads } = BLOCK;
  const size = hidden / heads;
  const projected = linear(x, 'layer.self_attention.in_proj', parameter);
  const apart = tf.reshape(projected, [batch, tokens, QUERY_KEY_VALUE * heads, size]);
  const [query, key, value] = tf.split(tf.transpose(apart, [0, 2, 1, 3]), QUERY_KEY_VALUE, 1);
  if (!query || !key || !value) throw new Error('tfjs cuts into as many parts as it is told.');
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(size));
  const context = tf.matMul(tf.softmax(scores), value);
  return tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [batch * tokens, hidden]);
}

/** Fused with its bias, as tfjs fuses it in training too. */
function linear(x: tf.Tensor, layer: string, parameter: PeerNetwork['parameter']): tf.Tensor {
  const bias = parameter(`${layer}.bias`);
  return tf.fused.matMul({ a: x, b: parameter(`${layer}.weight`), bias });
}
