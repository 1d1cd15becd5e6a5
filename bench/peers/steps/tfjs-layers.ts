// Layers in tfjs that its core lacks, or whose gradients it composes of many small operations. Each comes in two
// forms: the library's operations, differentiated by the library; and with a gradient written by hand, as somebody
// would who wants the most of tfjs. The faster form is timed.
import * as tf from '@tensorflow/tfjs-core';
import { EPSILON } from '../../../src/kernels/normalization/epsilon.ts';

export const GRADIENT_FORMS = ['library', 'by hand'] as const;

export type GradientForm = (typeof GRADIENT_FORMS)[number];

/** What batch normalisation keeps from step to step. */
export interface RunningStatistics {
  readonly mean: tf.Variable;
  readonly variance: tf.Variable;
}

/** PyTorch's, as our kernels have it. */
const MOMENTUM = 0.1;

const BOTH = 2;

interface Normalisation {
  readonly x: tf.Tensor;
  /** By the last axis of x. */
  readonly scale: tf.Tensor;
  readonly shift: tf.Tensor;
  readonly form: GradientForm;
}

/** Over everything but the channels. @param x N×H×W×C: of a matrix, tfjs would sum the columns more slowly. */
export function batchNormalised(
  normalisation: Normalisation,
  running: RunningStatistics,
): tf.Tensor {
  const { x, scale, shift, form } = normalisation;
  const axes = othersThanLast(x);
  const count = axes.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
  if (form === 'by hand') {
    return normalisedByHand(normalisation, axes, (mean, variance) => {
      track(running, mean, variance, count);
    });
  }
  const { mean, variance } = tf.moments(x, axes);
  track(running, mean, variance, count);
  return tf.batchNorm(x, mean, variance, shift, scale, EPSILON);
}

/** Over the last axis. @param x batch × tokens × features */
export function layerNormalised(normalisation: Normalisation): tf.Tensor {
  const { x, scale, shift, form } = normalisation;
  const axes = [x.shape.length - 1];
  if (form === 'by hand') return normalisedByHand(normalisation, axes, () => undefined);
  const { mean, variance } = tf.moments(x, axes, true);
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), inverse), scale), shift);
}

function othersThanLast({ shape }: tf.Tensor): readonly number[] {
  return shape.slice(0, -1).map((_, axis) => axis);
}

/** The running variance is the unbiased one. @param count of values in each mean. */
function track(
  running: RunningStatistics,
  mean: tf.Tensor,
  variance: tf.Tensor,
  count: number,
): void {
  const moved = (held: tf.Variable, batch: tf.Tensor, factor: number) => {
    const flat = tf.reshape(batch, held.shape);
    held.assign(tf.add(tf.mul(held, 1 - MOMENTUM), tf.mul(flat, MOMENTUM * factor)));
  };
  moved(running.mean, mean, 1);
  moved(running.variance, variance, count / (count - 1));
}

/** @param axes that the statistics run over. */
function normalisedByHand(
  { x, scale, shift }: Normalisation,
  axes: readonly number[],
  seen: (mean: tf.Tensor, variance: tf.Tensor) => void,
): tf.Tensor {
  const run = tf.customGrad<[tf.Tensor, tf.Tensor, tf.Tensor]>((input, gamma, beta, save) => {
    const mean = tf.mean(input, axes, true);
    const variance = tf.mean(tf.squaredDifference(input, mean), axes, true);
    seen(mean, variance);
    save([input, mean, variance, gamma]);
    return {
      value: tf.batchNorm(input, mean, variance, beta, gamma, EPSILON),
      gradFunc: (dy, saved) => gradients(dy, saved, axes),
    };
  });
  // tfjs broadcasts statistics, scale and shift of one rank only.
  const shape = x.shape.map((size, axis) => (axis === x.shape.length - 1 ? size : 1));
  return run(x, tf.reshape(scale, shape), tf.reshape(shift, shape));
}

/** dx = (g − mean(g) − x̂·mean(g·x̂))/σ with g = γ·dy, the means along the axes of the statistics. */
function gradients(
  dy: tf.Tensor,
  saved: readonly tf.Tensor[],
  axes: readonly number[],
): tf.Tensor[] {
  const [x, mean, variance, gamma] = saved;
  if (!x || !mean || !variance || !gamma) throw new Error('tfjs saves what it was given.');
  const normal = tf.batchNorm(x, mean, variance, undefined, undefined, EPSILON);
  const dyNormal = tf.mul(dy, normal);
  const others = othersThanLast(x);
  const dgamma = tf.sum(dyNormal, others, true);
  const dbeta = tf.sum(dy, others, true);
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  if (axes.length === others.length && axes.every((axis) => others.includes(axis))) {
    // γ leaves the means, which the gradients of scale and shift already are.
    const count = others.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
    const alongNormal = tf.mul(normal, tf.div(dgamma, count));
    const inner = tf.sub(tf.sub(dy, tf.div(dbeta, count)), alongNormal);
    return [tf.mul(inner, tf.mul(gamma, inverse)), dgamma, dbeta];
  }
  const g = tf.mul(dy, gamma);
  const alongNormal = tf.mul(normal, tf.mean(tf.mul(dyNormal, gamma), axes, true));
  const inner = tf.sub(tf.sub(g, tf.mean(g, axes, true)), alongNormal);
  return [tf.mul(inner, inverse), dgamma, dbeta];
}

/** x·Φ(x). */
export function gelu(x: tf.Tensor, form: GradientForm): tf.Tensor {
  const share = (input: tf.Tensor) =>
    tf.mul(tf.add(tf.erf(tf.mul(input, Math.SQRT1_2)), 1), 1 / BOTH);
  if (form === 'library') return tf.mul(x, share(x));
  const run = tf.customGrad<[tf.Tensor]>((input, save) => {
    const below = share(input);
    save([input, below]);
    return {
      value: tf.mul(input, below),
      gradFunc: (dy, [kept = input, phi = below]) => {
        const density = tf.mul(
          tf.exp(tf.mul(tf.square(kept), -1 / BOTH)),
          1 / Math.sqrt(BOTH * Math.PI),
        );
        return tf.mul(dy, tf.add(phi, tf.mul(kept, density)));
      },
    };
  });
  return run(x);
}
