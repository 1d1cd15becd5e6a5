// After how many inferences, written tokens or later trainings a variant has repaid the compute of making it.
import type { FootprintRequest } from '../footprint/footprint.ts';
import { scale, ZERO } from '../range.ts';
import type { Range } from '../training-estimate.ts';
import { energyOf } from './energy-of.ts';
import { makingCost, type MakingRequest } from './making-cost.ts';
import { printCount, printDuration } from './print-amount.ts';
import type { BreakEven, Repayment } from './repayment.ts';
import type { PassComparison } from './variant-comparison.ts';

export type * from './repayment.ts';

/** A pass of the variant, and the same of the dense network. */
export interface PassPair {
  readonly own: Pick<PassComparison, 'seconds' | 'measuredSpeedup'>;
  readonly dense: Pick<PassComparison, 'seconds'>;
}

export interface BreakEvenRequest extends MakingRequest {
  readonly batch: number;
  readonly item: 'image' | 'sequence';
  readonly forward: PassPair;
  /** Of one token, for models that write. */
  readonly decode: PassPair | undefined;
  /** For the energy; none is told without. */
  readonly footprint: FootprintRequest | undefined;
}

/**
 * Ends of the making are held against the other ends of the saving: that both err alike is likely, and not known. By
 * energy the counts are the same, as the device is taken to draw the same power in training and in use.
 */
export function breakEven(request: BreakEvenRequest): BreakEven {
  const { batch, item, forward, decode, footprint } = request;
  const { making, seconds, teacherSeconds, notes } = makingCost(request);
  const kwh = (range: Range | null): Range | null =>
    range === null || footprint === undefined ? null : signedEnergy(range, footprint);
  const repaid = (saved: Saving, each: Each): Repayment => {
    const savedSeconds = 'seconds' in saved ? saved.seconds : null;
    return { ...repay(seconds, saved, each), savedSeconds, savedKwh: kwh(savedSeconds) };
  };
  const perItem = { one: item, many: `${item}s` };
  return {
    making,
    seconds,
    energyKwh: kwh(seconds),
    teacherSeconds,
    teacherKwh: kwh(teacherSeconds),
    inferences: repaid(savedByPass(forward, batch), perItem),
    tokens: decode === undefined ? null : repaid(savedByPass(decode, batch), TOKENS),
    runs: repaid(savedByTraining(request), RUNS),
    notes: seconds === null || seconds.value === 0 ? notes : [...notes, SAME_BY_ENERGY],
  };
}

const SAME_BY_ENERGY =
  'Counted in energy it is repaid after as many: the device is taken to draw the same power in training and in use.';

interface Each {
  readonly one: string;
  readonly many: string;
}
const TOKENS: Each = { one: 'written token', many: 'written tokens' };
const RUNS: Each = { one: 'later training', many: 'later trainings' };

type Saving =
  | { readonly kind: 'saves' | 'never'; readonly seconds: Range; readonly sentence?: string }
  | { readonly kind: 'unknown'; readonly sentence: string };

function repay(
  making: Range | null,
  saving: Saving,
  { one, many }: Each,
): Pick<Repayment, 'count' | 'sentence'> {
  if (saving.kind !== 'saves') return { count: null, sentence: saving.sentence ?? NOT_FASTER };
  if (making === null) {
    return { count: null, sentence: 'It cannot be told, as what making it takes is not known.' };
  }
  const saved = saving.seconds;
  if (making.value === 0) {
    return {
      count: ZERO,
      sentence: `Nothing has to be repaid: each ${one} saves ${printDuration(saved)} from the first on.`,
    };
  }
  const count = {
    value: making.value / saved.value,
    low: making.low / saved.high,
    high: making.high / saved.low,
  };
  return {
    count,
    sentence: `Repaid after ${printCount(count)} ${many}: making it takes ${printDuration(making)}, and each saves ${printDuration(saved)}.`,
  };
}

const NOT_FASTER = 'Never: it is not faster than the dense network here.';

/** Of one item of the batch. */
function savedByPass({ own, dense }: PassPair, batch: number): Saving {
  const speedup = own.measuredSpeedup;
  if (dense.seconds === null || speedup === null) {
    return {
      kind: 'unknown',
      sentence: 'It cannot be told, as the time of a pass on this device is not known.',
    };
  }
  const { value, low, high } = dense.seconds;
  const saved = {
    value: (value * (1 - 1 / speedup.value)) / batch,
    low: ((speedup.low < 1 ? high : low) * (1 - 1 / speedup.low)) / batch,
    high: ((speedup.high < 1 ? low : high) * (1 - 1 / speedup.high)) / batch,
  };
  if (speedup.high <= 1) return { kind: 'never', seconds: saved };
  if (speedup.low <= 1) {
    return {
      kind: 'unknown',
      sentence: 'It cannot be told: the interval of its speed-up contains 1.',
    };
  }
  return { kind: 'saves', seconds: saved };
}

/** Both trainings follow one recipe at rates of one device: their ends go together. */
function savedByTraining({ makings, own, dense }: BreakEvenRequest): Saving {
  if (makings.every((making) => making === 'none')) {
    return {
      kind: 'unknown',
      sentence: 'Does not apply: it is made from the dense network, which is trained all the same.',
    };
  }
  if (own === null || dense === null) {
    return { kind: 'unknown', sentence: 'It cannot be told: no recipe here trains it.' };
  }
  const ends = [
    dense.seconds.low - own.seconds.low,
    dense.seconds.value - own.seconds.value,
    dense.seconds.high - own.seconds.high,
  ] as const;
  const seconds = { value: ends[1], low: Math.min(...ends), high: Math.max(...ends) };
  if (seconds.high <= 0) {
    return {
      kind: 'never',
      seconds,
      sentence: 'Never: its training takes no less than that of the dense network.',
    };
  }
  if (seconds.low <= 0) {
    return {
      kind: 'unknown',
      sentence: 'It cannot be told: the intervals of both trainings leave open which is shorter.',
    };
  }
  return { kind: 'saves', seconds };
}

/** The footprint's intervals are of logarithms, which a loss has none of. */
function signedEnergy(seconds: Range, footprint: FootprintRequest): Range {
  if (seconds.value >= 0) return energyOf(seconds, footprint);
  const { value, low, high } = scale(seconds, -1);
  const lost = energyOf({ value, low: high, high: low }, footprint);
  return { value: -lost.value, low: -lost.high, high: -lost.low };
}
