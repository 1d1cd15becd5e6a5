// Chart.js for the roofline, with exactly the parts that it needs. Loaded when the first one is drawn.
import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import { PointWithErrorBar, ScatterWithErrorBarsController } from 'chartjs-chart-error-bars';
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import { rateUnit } from '../../results/headline.ts';
import type { Roofline, RooflinePoint } from '../../results/roofline.ts';
import { ridge, rooflineBounds } from '../../results/roofline.ts';
import {
  formatAmount,
  formatInterval,
  formatRate,
  formatScientific,
  powerOfTen,
} from '../../shared/format.ts';
import type { Drawn } from './chart-element.ts';
import { familyMark } from './marks.ts';
import type { Palette } from './palette.ts';

Chart.register(
  LinearScale,
  LogarithmicScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  PointWithErrorBar,
  ScatterWithErrorBarsController,
  Tooltip,
  annotation,
);

interface Options {
  readonly palette: Palette;
  readonly narrow: boolean;
}

interface Plotted {
  readonly x: number;
  readonly y: number;
}

export function drawRoofline(canvas: HTMLCanvasElement, chart: Roofline, options: Options): Drawn {
  const { palette, narrow } = options;
  const bounds = rooflineBounds(chart);
  const font = { family: palette.face, size: 12 };
  const axis = {
    type: 'logarithmic' as const,
    grid: {
      tickLength: 4,
      color: ({ tick }: { tick: { value: number } }) =>
        isPower(tick.value) ? palette.grid : 'transparent',
    },
    border: { color: palette.line },
  };
  return new Chart<'scatter' | 'line' | 'scatterWithErrorBars', Plotted[]>(canvas, {
    type: 'scatter',
    data: { datasets: [...roofs(chart, bounds.intensity, palette), ...points(chart, palette)] },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 8, right: 12 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          ...axis,
          min: bounds.intensity[0],
          max: bounds.intensity[1],
          title: {
            display: true,
            text: narrow
              ? 'FLOP per byte'
              : 'Arithmetic intensity, FLOP per byte of memory traffic',
            color: palette.text,
            font,
          },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            callback: (value) => powerLabel(Number(value)),
          },
        },
        y: {
          ...axis,
          min: bounds.rate[0],
          max: bounds.rate[1],
          title: { display: !narrow, text: 'Rate, FLOP per second', color: palette.text, font },
          ticks: { color: palette.text, font, callback: (value) => rateLabel(Number(value)) },
        },
      },
      plugins: {
        annotation: { annotations: ceilingLabels(chart, bounds.intensity, palette, narrow) },
        tooltip: {
          backgroundColor: palette.ink,
          titleColor: palette.surface,
          bodyColor: palette.surface,
          cornerRadius: 3,
          displayColors: false,
          titleFont: font,
          bodyFont: font,
          filter: ({ raw }) => isPlottedPoint(raw),
          callbacks: {
            title: ([item]) => (isPlottedPoint(item?.raw) ? item.raw.point.label : ''),
            label: ({ raw }) => (isPlottedPoint(raw) ? pointLines(raw.point) : []),
          },
        },
      },
    },
  });
}

interface PlottedPoint extends Plotted {
  readonly yMin: number;
  readonly yMax: number;
  readonly point: RooflinePoint;
}

function isPlottedPoint(raw: unknown): raw is PlottedPoint {
  return typeof raw === 'object' && raw !== null && 'point' in raw;
}

function pointLines({ problem, precision, rate, intensity }: RooflinePoint): string[] {
  const { value, range, unit } = formatInterval(rate, rateUnit(precision));
  return [
    `${problem}, ${precision}`,
    `${value} ${unit}${range === '' ? '' : ` (${range})`}`,
    `${formatScientific(intensity)} FLOP per byte`,
  ];
}

/** The memory slope up to the last bend, and from its own bend on a flat line per precision. */
function roofs(
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

function points(
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

/** Two ceilings closer than this factor have overlapping labels at the usual height of the chart. */
const LABEL_DISTANCE = 1.4;
const LABEL_HEIGHT = 16;

/** The ceilings carry their own names, so that nobody has to match colours. */
function ceilingLabels(
  chart: Roofline,
  [low, high]: readonly [number, number],
  palette: Palette,
  narrow: boolean,
): Record<string, AnnotationOptions> {
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
      yAdjust: -lift,
      position: { x: 'end', y: 'end' },
      content: `${narrow ? '' : 'ceiling '}${precision} ${formatRate(rate, rateUnit(precision))}`,
      color: palette[precision],
      font,
      padding: 4,
    };
  }
  if (chart.bandwidth !== undefined) {
    const x = low * (high / low) ** 0.1;
    labels['memory'] = {
      type: 'label',
      xValue: x,
      yValue: x * chart.bandwidth.median,
      position: { x: 'start', y: 'start' },
      xAdjust: 4,
      content: `memory ${formatRate(chart.bandwidth, 'B/s')}`,
      color: palette.memory,
      font,
      padding: 4,
    };
  }
  return labels;
}

function isPower(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

function powerLabel(value: number): string {
  if (!isPower(value)) return '';
  const exponent = Math.round(Math.log10(value));
  return exponent >= -1 && exponent <= 3 ? String(value) : powerOfTen(exponent);
}

function rateLabel(value: number): string {
  return isPower(value) ? formatAmount(value, '').replace(/\.0+(?= |$)/, '') : '';
}
