// What a variant keeps of the accuracy against what it costs, as a picture; where no two scores of one evaluation are
// known, what it promises against what it gives.
import type {
  ComparedVariant,
  VariantComparison,
} from '../../../estimate/shrink/variant-comparison.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import { formatAmount } from '../../../shared/format.ts';
import type { ParetoPicture } from '../../charts/pareto-picture.ts';
import { markDominated, type ParetoPoint } from '../../charts/pareto-front.ts';
import { printScoreValue, printTimes } from './print-comparison.ts';

export const PARETO_COSTS = ['time', 'size', 'flops', 'energy'] as const;
export type ParetoCost = (typeof PARETO_COSTS)[number];

/** @param batch of the pass that is timed. */
export function costName(cost: ParetoCost, batch: number): string {
  const pass = batch === 1 ? 'one answer' : `one pass of ${batch}`;
  switch (cost) {
    case 'time':
      return `Time of ${pass}`;
    case 'size':
      return 'Size of the checkpoint';
    case 'flops':
      return `FLOPs of ${pass}`;
    case 'energy':
      return `Energy of ${pass}`;
  }
}

const JOULES_PER_KWH = 3.6e6;

/** @returns undefined where fewer than two scores, the dense one among them, have that cost. */
export function accuracyPicture(
  { model, batch, dense, variants }: VariantComparison,
  cost: ParetoCost,
): ParetoPicture | undefined {
  const scored = [dense, ...variants].flatMap((variant) => {
    const { accuracy } = variant;
    const amount = amountOf(variant, cost);
    return accuracy === null || amount === null ? [] : [{ variant, accuracy, amount }];
  });
  const [first] = scored;
  if (first === undefined || scored.length < 2) return undefined;
  const { quantity, unit, better } = first.accuracy;
  // The chart has the better above: what is better lower is drawn negative and printed as it is.
  const sign = better === 'higher' ? 1 : -1;
  const points = scored.map(({ variant, accuracy, amount }): ParetoPoint => ({
    label: variant.name,
    x: amount.value,
    y: sign * accuracy.value,
    ...(amount.low < amount.high ? { xLow: amount.low, xHigh: amount.high } : {}),
    reference: variant === dense,
  }));
  const isCounted = cost === 'size' || cost === 'flops';
  return {
    name: `${quantity} of ${model.name} against ${costName(cost, batch)}, of ${points.length} variants`,
    points: markDominated(points),
    x: { title: costName(cost, batch), format: (value) => printCost(cost, value) },
    y: {
      title: `${quantity}, published`,
      format: (value) => printScoreValue(sign * value, unit),
    },
    predicted: !isCounted,
    reference: 'dense',
  };
}

/** @returns undefined where nothing was measured. */
export function promisePicture({
  model,
  dense,
  variants,
}: VariantComparison): ParetoPicture | undefined {
  const points = [dense, ...variants].flatMap((variant): ParetoPoint[] => {
    const { theoreticalSpeedup, measuredSpeedup } = variant.forward;
    if (measuredSpeedup === null) return [];
    const { value, low, high } = measuredSpeedup;
    return [
      {
        label: variant.name,
        x: theoreticalSpeedup,
        y: value,
        ...(low < high ? { yLow: low, yHigh: high } : {}),
        reference: variant === dense,
      },
    ];
  });
  if (points.length < 2) return undefined;
  const times = (value: number): string => printTimes(value);
  return {
    name: `Measured speed-up of ${model.name} against the one that FLOPs promise, of ${points.length} variants`,
    points,
    x: { title: 'Promised by FLOPs', format: times },
    y: { title: 'Measured speed-up', format: times },
    predicted: true,
    reference: 'dense',
  };
}

function amountOf({ forward, checkpointBytes }: ComparedVariant, cost: ParetoCost): Range | null {
  switch (cost) {
    case 'time':
      return forward.seconds;
    case 'energy':
      return forward.energyKwh;
    case 'size':
      return exactly(checkpointBytes);
    case 'flops':
      return exactly(forward.flops);
  }
}

function exactly(value: number): Range {
  return { value, low: value, high: value };
}

function printCost(cost: ParetoCost, value: number): string {
  switch (cost) {
    case 'time':
      return formatAmount(value, 's');
    case 'energy':
      return formatAmount(value * JOULES_PER_KWH, 'J');
    case 'size':
      return formatAmount(value, 'B');
    case 'flops':
      return formatAmount(value, 'FLOP');
  }
}
