// The roofline of a device: what its own measured ceilings allow at each arithmetic intensity, and where
// every kernel stands. Williams, Waterman, Patterson, "Roofline", CACM 52(4), 2009.
import { type Precision, problemLabel } from '../shared/problem.ts';
import type { Interval } from '../shared/statistics.ts';
import {
  bestCeiling,
  type Figures,
  isMeasured,
  memoryCeiling,
  precisionOrder,
} from './headline.ts';
import { kernelFamily, kernelLabel } from './kernel-label.ts';

export interface RooflinePoint {
  readonly kernel: string;
  readonly label: string;
  readonly problem: string;
  readonly family: string;
  readonly precision: Precision;
  /** FLOP per byte of compulsory traffic. */
  readonly intensity: number;
  readonly rate: Interval;
}

export interface ComputeCeiling {
  readonly precision: Precision;
  readonly rate: Interval;
}

export interface Roofline {
  readonly bandwidth: Interval | undefined;
  readonly ceilings: readonly ComputeCeiling[];
  readonly points: readonly RooflinePoint[];
}

export function roofline({ ceilings, measurements }: Figures): Roofline {
  return {
    bandwidth: memoryCeiling(ceilings)?.ceiling.best.bytesPerSecond,
    ceilings: precisionOrder.flatMap((precision) => {
      const rate = bestCeiling(ceilings, 'multiply-add', precision)?.best.flopsPerSecond;
      return rate === undefined ? [] : [{ precision, rate }];
    }),
    points: measurements.filter(isMeasured).flatMap((measured) => {
      const { kernel, problem, flops, bytes, flopsPerSecond } = measured;
      if (flopsPerSecond === undefined || flops === 0 || bytes === 0) return [];
      return [
        {
          kernel,
          label: kernelLabel(kernel),
          problem: problemLabel(problem),
          family: kernelFamily(kernel),
          precision: problem.precision,
          intensity: flops / bytes,
          rate: flopsPerSecond,
        },
      ];
    }),
  };
}

/** FLOP per byte at which memory and arithmetic take equally long; undefined without both ceilings. */
export function ridge(
  chart: Pick<Roofline, 'bandwidth' | 'ceilings'>,
  precision: Precision,
): number | undefined {
  const ceiling = chart.ceilings.find((candidate) => candidate.precision === precision);
  if (ceiling === undefined || chart.bandwidth === undefined) return undefined;
  return ceiling.rate.median / chart.bandwidth.median;
}

/** [lowest, highest] of each axis. */
export interface RooflineAxes {
  readonly intensity: readonly [number, number];
  readonly rate: readonly [number, number];
}

/** Powers of ten around everything drawn. */
export function rooflineBounds(
  chart: Pick<Roofline, 'bandwidth' | 'ceilings'> & {
    readonly points: readonly Pick<RooflinePoint, 'intensity' | 'rate'>[];
  },
): RooflineAxes {
  const ridges = chart.ceilings.flatMap(({ precision }) => ridge(chart, precision) ?? []);
  const intensities = [...chart.points.map(({ intensity }) => intensity), ...ridges];
  const rates = [
    ...chart.points.flatMap(({ rate }) => [rate.low, rate.high]),
    ...chart.ceilings.map(({ rate }) => rate.median),
  ].filter((rate) => rate > 0);
  return {
    intensity: aroundPowers(intensities, [0.1, 1000]),
    rate: aroundPowers(rates, [1e9, 1e12]),
  };
}

function aroundPowers(
  values: readonly number[],
  empty: readonly [number, number],
): readonly [number, number] {
  if (values.length === 0) return empty;
  const low = 10 ** Math.floor(Math.log10(Math.min(...values) * 0.9));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values) * 1.1));
  return [low, high];
}
