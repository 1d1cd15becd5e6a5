// The lines and points of the roofline, as Chart.js wants them.
import type { ChartDataset } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import { type Roofline, type RooflinePoint, ridge } from '../../results/roofline.ts';
import { familyMark } from './marks.ts';
import type { Palette } from './palette.ts';

export interface Plotted {
  readonly x: number;
  readonly y: number;
}

export interface PlottedPoint extends Plotted {
  readonly yMin: number;
  readonly yMax: number;
  readonly point: RooflinePoint;
}

export function isPlottedPoint(raw: unknown): raw is PlottedPoint {
  return typeof raw === 'object' && raw !== null && 'point' in raw;
}

/** The memory slope up to the last bend, and from its own bend on a flat line per precision. */
export function roofs(
  chart: Roofline,
  [low, high]: readonly [number, number],
  palette: Palette,
): ChartDataset<'line', Plotted[]>[] {
  const line = (data: Plotted[], colour: string): ChartDataset<'line', Plotted[]> => ({
    type: 'line',
    data,
    borderColor: colour,
    borderWidth: 2,
    pointRadius: 0,
    pointHitRadius: 0,
    order: 2,
  });
  const flats = chart.ceilings.map(({ precision, rate }) =>
    line(
      [
        { x: ridge(chart, precision) ?? low, y: rate.median },
        { x: high, y: rate.median },
      ],
      palette[precision],
    ),
  );
  const { bandwidth } = chart;
  if (bandwidth === undefined) return flats;
  const last = Math.max(
    low,
    ...chart.ceilings.flatMap(({ precision }) => ridge(chart, precision) ?? []),
  );
  const slope = [low, last].map((x) => ({ x, y: x * bandwidth.median }));
  return [line(slope, palette.memory), ...flats];
}

export function points(
  chart: Roofline,
  palette: Palette,
): ChartDataset<'scatterWithErrorBars', PlottedPoint[]>[] {
  const groups = new Map<string, RooflinePoint[]>();
  for (const point of chart.points) {
    const key = `${point.family} ${point.precision}`;
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const colour = palette[first.precision];
    return [
      {
        type: 'scatterWithErrorBars',
        data: group.map((point) => ({
          x: point.intensity,
          y: point.rate.median,
          yMin: point.rate.low,
          yMax: point.rate.high,
          point,
        })),
        pointStyle: familyMark(first.family),
        backgroundColor: colour,
        borderColor: palette.surface,
        borderWidth: 1,
        radius: familyMark(first.family) === 'circle' ? 5.5 : 7,
        hoverRadius: 8,
        errorBarColor: colour,
        errorBarWhiskerColor: colour,
        errorBarLineWidth: 1.5,
        errorBarWhiskerSize: 7,
        order: 1,
      },
    ];
  });
}
