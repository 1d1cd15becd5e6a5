// The experiment as points: accuracy against one of the costs, with the dense network as the reference.
import { type DigitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import { energyParts } from '../../../estimate/shrink/print-amount.ts';
import type { DigitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import type {
  DigitsSummary,
  DigitsVariantSummary,
} from '../../../models/digits-shrink/summarise-digits.ts';
import { formatAmount, withUnit } from '../../../shared/format.ts';
import { markDominated, type ParetoPoint } from '../../charts/pareto-front.ts';
import type { ParetoPicture } from '../../charts/pareto-picture.ts';
import { variantName } from './variant-names.ts';

export const COST_AXES = ['time', 'each', 'size', 'flops', 'energy'] as const;
export type CostAxis = (typeof COST_AXES)[number];

export const costAxisNames: Readonly<Record<CostAxis, string>> = {
  time: 'Time of one image',
  each: 'Time of each of many',
  size: 'Size of the weights',
  flops: 'FLOPs of one image',
  energy: 'Energy of one image',
};

/** In points: less would make a picture of differences that a single digit makes. */
const LEAST_SPAN = 1;

interface Cost {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** Undefined where no variant has a cost of this kind. */
export function accuracyPicture(
  plan: DigitsPlan,
  { variants }: DigitsSummary,
  costs: readonly DigitsCosts[],
  axis: CostAxis,
): ParetoPicture | undefined {
  const points = variants.flatMap((variant): ParetoPoint[] => {
    const step = plan.steps.find(({ id }) => id === variant.step);
    const cost = costOf(
      variant,
      costs.find((each) => each.step === variant.step),
      axis,
    );
    if (step === undefined || cost === undefined) return [];
    const { mean, low, high } = variant.accuracy;
    return [
      {
        label: variantName(step, plan).short,
        x: cost.value,
        y: mean,
        ...(cost.low === undefined || cost.high === undefined || cost.low === cost.high
          ? {}
          : { xLow: cost.low, xHigh: cost.high }),
        // A t interval knows nothing of the end of the scale.
        ...(low === undefined || high === undefined
          ? {}
          : { yLow: Math.max(0, low), yHigh: Math.min(100, high) }),
        reference: step.kind === 'dense',
      },
    ];
  });
  if (points.length < 2) return undefined;
  return {
    name: `Accuracy against ${costAxisNames[axis].toLowerCase().replace('flop', 'FLOP')}`,
    points: markDominated(points),
    x: { title: costAxisNames[axis], format: (value) => printCost(axis, value) },
    y: {
      title: 'Held-out digits right',
      format: (value) => withUnit(rounded(value), '%'),
      leastSpan: LEAST_SPAN,
    },
    predicted: false,
    reference: 'dense network',
  };
}

function costOf(
  { bytes, flops, latencies }: DigitsVariantSummary,
  costs: DigitsCosts | undefined,
  axis: CostAxis,
): Cost | undefined {
  const many = Math.max(...latencies.map(({ batch }) => batch), 1);
  const at = (batch: number) => costs?.batches.find((each) => each.batch === batch);
  switch (axis) {
    case 'time':
      return at(1)?.seconds;
    case 'each':
      return many === 1 ? undefined : at(many)?.seconds;
    case 'size':
      return { value: bytes };
    case 'flops':
      return flops === undefined ? undefined : { value: flops };
    case 'energy':
      return at(1)?.energyKwh ?? undefined;
  }
}

function printCost(axis: CostAxis, value: number): string {
  switch (axis) {
    case 'time':
    case 'each':
      return trimmed(formatAmount(value, 's'));
    case 'size':
      return trimmed(formatAmount(value, 'B'));
    case 'flops':
      return trimmed(formatAmount(value, 'FLOP'));
    case 'energy':
      return trimmed(energyParts({ value, low: value, high: value }).value);
  }
}

/** "20 ms" for "20.0 ms": ticks are round. */
function trimmed(printed: string): string {
  return printed.replace(/(\.\d*?)0+(?=\s)/, '$1').replace(/\.(?=\s)/, '');
}

function rounded(value: number): string {
  return String(Number(value.toFixed(2)));
}
