// Whether two first steps from the same weights on the same batch are the same mathematics.
import type { FirstStep, Numbers } from './trainer.ts';

export interface Agreement {
  /** Largest difference of losses, relative. */
  readonly loss: number;
  /** Largest difference of a gradient, as a share of its tensor's largest. */
  readonly gradient: number;
  /** Largest difference of an updated weight, as a share of its tensor's largest update. */
  readonly update: number;
  /** Largest difference of a running statistic, as a share of its tensor's largest. */
  readonly state: number;
  /** Entries that were compared. */
  readonly entries: number;
  /** What disagrees beyond the tolerance; undefined when nothing does. */
  readonly wrong: string | undefined;
}

/**
 * Sums in f32 of up to 40,000 products in another order differ by about 1e-5 of the largest; tfjs's erf is good to
 * 1e-7. A wrong factor or a forgotten term is a thousand times more.
 */
const TOLERANCE = 1e-3;

/** Losses average their examples. */
const LOSS_TOLERANCE = 1e-4;

/** Tensors whose gradients are all this much smaller than the network's largest hold rounding errors only. */
const NOISE = 1e-6;

/**
 * Adam divides a gradient by its size: of one that is nearly 0 it keeps the sign, which rounding decides. Updates are
 * compared where the gradient is at least this share of its tensor's largest.
 */
const SURE_SHARE = 0.02;

export function compareSteps(initial: Numbers, ours: FirstStep, peer: FirstStep): Agreement {
  const largest = Math.max(...[...ours.gradients.values()].map(largestOf));
  let gradient = 0;
  let update = 0;
  let entries = 0;
  const wrong: string[] = [];
  for (const [id, own] of ours.gradients) {
    const other = peer.gradients.get(id);
    const before = initial.get(id);
    const after = ours.parameters.get(id);
    const peerAfter = peer.parameters.get(id);
    if (!other || !before || !after || !peerAfter || other.length !== own.length) {
      wrong.push(`"${id}" is missing.`);
      continue;
    }
    const scale = largestOf(own);
    if (scale < NOISE * largest) continue;
    entries += own.length;
    const difference = largestDifference(own, other) / scale;
    gradient = worse(gradient, difference);
    if (!(difference <= TOLERANCE))
      wrong.push(`The gradient of "${id}" differs by ${difference.toExponential(1)}.`);
    const sure = Array.from(own.keys()).filter(
      (index) => Math.abs(own[index] ?? 0) >= SURE_SHARE * scale,
    );
    const pick = (values: Float32Array) => sure.map((index) => values[index] ?? NaN);
    const step = largestDifference(pick(after), pick(before));
    const apart = largestDifference(pick(after), pick(peerAfter)) / step;
    update = worse(update, apart);
    if (!(apart <= TOLERANCE))
      wrong.push(`The update of "${id}" differs by ${apart.toExponential(1)}.`);
  }
  let state = 0;
  for (const [id, own] of ours.states) {
    const other = peer.states.get(id) ?? new Float32Array();
    const difference = largestDifference(own, other) / largestOf(own);
    state = worse(state, difference);
    if (!(difference <= TOLERANCE))
      wrong.push(`"${id}" differs by ${difference.toExponential(1)}.`);
  }
  const losses = ours.losses.map((own, step) => Math.abs(own - (peer.losses[step] ?? NaN)) / own);
  const loss = losses.reduce(worse, 0);
  if (!(loss <= LOSS_TOLERANCE)) {
    wrong.push(`The losses are ${ours.losses.join(', ')} and ${peer.losses.join(', ')}.`);
  }
  return {
    loss,
    gradient,
    update,
    state,
    entries,
    wrong: wrong.length === 0 ? undefined : wrong.join(' '),
  };
}

function largestOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => worse(most, Math.abs(value)), 0);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return largestOf(Array.from(a, (value, index) => value - (b[index] ?? NaN)));
}

/** The larger; NaN when either is, so that it exceeds every tolerance. */
function worse(a: number, b: number): number {
  return Math.max(a, b);
}
