// What is written on the roofline: the names of its ceilings, its ticks, and what a point tells when asked.
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { rateUnit } from '../../results/headline.ts';
import type { Roofline, RooflineAxes, RooflinePoint } from '../../results/roofline.ts';
import {
  formatAmount,
  formatInterval,
  formatRate,
  formatScientific,
  powerOfTen,
} from '../../shared/format.ts';
import type { Palette } from './palette.ts';

/** Two ceilings closer than this factor have overlapping labels at the usual height of the chart. */
const LABEL_DISTANCE = 1.4;
const LABEL_HEIGHT = 16;

/** How far up its axis the memory's name stands at least, so that it is not cut off. */
const CLEAR_OF_AXIS = 1.6;

/**
 * The ceilings carry their own names, so that nobody has to match colours.
 * @param raised pixels that the names keep from their lines, where points stand on these.
 */
export function ceilingLabels(
  chart: Roofline,
  bounds: RooflineAxes,
  palette: Palette,
  narrow: boolean,
  raised = 0,
): Record<string, AnnotationOptions> {
  const [low, high] = bounds.intensity;
  const font = { family: palette.face, size: 12, weight: 600 as const };
  const labels: Record<string, AnnotationOptions> = {};
  const lowestFirst = [...chart.ceilings].sort((a, b) => a.rate.median - b.rate.median);
  let below = 0;
  let lift = 0;
  for (const { precision, rate } of lowestFirst) {
    // Ceilings that nearly coincide would print over each other: the higher one moves up a line.
    lift = rate.median < below * LABEL_DISTANCE ? lift + LABEL_HEIGHT : 0;
    below = rate.median;
    labels[precision] = {
      type: 'label',
      xValue: high,
      yValue: rate.median,
      yAdjust: -lift - raised,
      position: { x: 'end', y: 'end' },
      content: `${narrow ? '' : 'ceiling '}${precision} ${formatRate(rate, rateUnit(precision))}`,
      color: palette[precision],
      font,
      padding: 4,
    };
  }
  if (chart.bandwidth !== undefined) {
    const lowest = (CLEAR_OF_AXIS * bounds.rate[0]) / chart.bandwidth.median;
    const x = Math.max(low * (high / low) ** 0.1, lowest);
    labels['memory'] = {
      type: 'label',
      xValue: x,
      yValue: x * chart.bandwidth.median,
      position: { x: 'start', y: 'start' },
      xAdjust: 4 + raised / 2,
      content: `memory ${formatRate(chart.bandwidth, 'B/s')}`,
      color: palette.memory,
      font,
      padding: 4,
    };
  }
  return labels;
}

export function pointLines({ problem, precision, rate, intensity }: RooflinePoint): string[] {
  const { value, range, unit } = formatInterval(rate, rateUnit(precision));
  return [
    `${problem}, ${precision}`,
    `${value} ${unit}${range === '' ? '' : ` (${range})`}`,
    `${formatScientific(intensity)} FLOP per byte`,
  ];
}

export function isPower(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

export function powerLabel(value: number): string {
  if (!isPower(value)) return '';
  const exponent = Math.round(Math.log10(value));
  return exponent >= -1 && exponent <= 3 ? String(value) : powerOfTen(exponent);
}

export function rateLabel(value: number): string {
  return isPower(value) ? formatAmount(value, '').replace(/\.0+(?=\s|$)/, '') : '';
}
