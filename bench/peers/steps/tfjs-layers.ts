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
  /** rows × columns. */
  readonly x: tf.Tensor;
  /** By column. */
  readonly scale: tf.Tensor;
  readonly shift: tf.Tensor;
  readonly form: GradientForm;
}

/** Over the rows of each column. @param x pixels × channels. */
export function batchNormalised(
  normalisation: Normalisation,
  running: RunningStatistics,
): tf.Tensor {
  const { x, scale, shift, form } = normalisation;
  const [rows = 1] = x.shape;
  if (form === 'by hand') {
    return normalisedByHand(normalisation, 0, (mean, variance) => {
      track(running, mean, variance, rows);
    });
  }
  const { mean, variance } = tf.moments(x, 0);
  track(running, mean, variance, rows);
  return tf.batchNorm(x, mean, variance, shift, scale, EPSILON);
}

/** Over the columns of each row. */
export function layerNormalised(normalisation: Normalisation): tf.Tensor {
  const { x, scale, shift, form } = normalisation;
  if (form === 'by hand') return normalisedByHand(normalisation, 1, () => undefined);
  const { mean, variance } = tf.moments(x, 1, true);
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), inverse), scale), shift);
}

/** The running variance is the unbiased one. */
function track(
  running: RunningStatistics,
  mean: tf.Tensor,
  variance: tf.Tensor,
  rows: number,
): void {
  const moved = (held: tf.Variable, batch: tf.Tensor, factor: number) => {
    const flat = tf.reshape(batch, held.shape);
    held.assign(tf.add(tf.mul(held, 1 - MOMENTUM), tf.mul(flat, MOMENTUM * factor)));
  };
  moved(running.mean, mean, 1);
  moved(running.variance, variance, rows / (rows - 1));
}

/** @param axis that the statistics run over. */
function normalisedByHand(
  { x, scale, shift }: Normalisation,
  axis: 0 | 1,
  seen: (mean: tf.Tensor, variance: tf.Tensor) => void,
): tf.Tensor {
  const [, columns = 1] = x.shape;
  const run = tf.customGrad<[tf.Tensor, tf.Tensor, tf.Tensor]>((input, gamma, beta, save) => {
    const mean = tf.mean(input, axis, true);
    const variance = tf.mean(tf.squaredDifference(input, mean), axis, true);
    seen(mean, variance);
    save([input, mean, variance, gamma]);
    return {
      value: tf.batchNorm(input, mean, variance, beta, gamma, EPSILON),
      gradFunc: (dy, saved) => gradients(dy, saved, axis),
    };
  });
  const row = [1, columns];
  return run(x, tf.reshape(scale, row), tf.reshape(shift, row));
}

/** dx = (g − mean(g) − x̂·mean(g·x̂))/σ with g = γ·dy, the means along the axis. */
function gradients(dy: tf.Tensor, saved: readonly tf.Tensor[], axis: 0 | 1): tf.Tensor[] {
  const [x, mean, variance, gamma] = saved;
  if (!x || !mean || !variance || !gamma) throw new Error('tfjs saves what it was given.');
  const normal = tf.batchNorm(x, mean, variance, undefined, undefined, EPSILON);
  const dyNormal = tf.mul(dy, normal);
  const dgamma = tf.sum(dyNormal, 0, true);
  const dbeta = tf.sum(dy, 0, true);
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  const [rows = 1] = x.shape;
  if (axis === 0) {
    // γ leaves the means, which the gradients of scale and shift already are.
    const inner = tf.sub(tf.sub(dy, tf.div(dbeta, rows)), tf.mul(normal, tf.div(dgamma, rows)));
    return [tf.mul(inner, tf.mul(gamma, inverse)), dgamma, dbeta];
  }
  const g = tf.mul(dy, gamma);
  const alongNormal = tf.mean(tf.mul(dyNormal, gamma), 1, true);
  const inner = tf.sub(tf.sub(g, tf.mean(g, 1, true)), tf.mul(normal, alongNormal));
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
