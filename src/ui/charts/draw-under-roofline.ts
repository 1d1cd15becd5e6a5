// Chart.js for points of any kind under the roofline of a device: what they are and look like is handed in.
import type { ChartDataset, Plugin } from 'chart.js';
import { type Roofline, rooflineBounds } from '../../results/roofline.ts';
import type { DrawContext, Drawn } from './chart-element.ts';
import { Chart } from './registered-chart.ts';
import { type Plotted, roofs } from './roofline-datasets.ts';
import { ceilingLabels } from './roofline-labels.ts';
import { rooflineScales } from './roofline-scales.ts';
import { tooltipStyle } from './tooltip-style.ts';

export interface PointUnderRoof extends Plotted {
  /** Said when it is pointed at. */
  readonly title: string;
  readonly lines: readonly string[];
}

type PointLook = Omit<ChartDataset<'scatter', PointUnderRoof[]>, 'data' | 'type'>;

/** Names of ceilings keep this far from the points on them; CSS pixels. */
const RAISED = 10;

/** @param points x: FLOP per byte; y: FLOP per second. */
export function drawUnderRoofline(
  chart: Roofline,
  points: readonly PointUnderRoof[],
  look: PointLook,
  { canvas, palette, narrow }: DrawContext,
  plugins: Plugin<'scatter' | 'line'>[] = [],
): Drawn {
  const bounds = rooflineBounds({
    ...chart,
    points: points.map(({ x, y }) => ({ intensity: x, rate: { median: y, low: y, high: y } })),
  });
  const font = { family: palette.face, size: 12 };
  return new Chart<'scatter' | 'line', Plotted[]>(canvas, {
    type: 'scatter',
    data: {
      datasets: [
        { ...look, type: 'scatter', data: [...points], order: 1 },
        ...roofs(chart, bounds.intensity, palette),
      ],
    },
    plugins,
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 24, right: 16 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: rooflineScales(bounds, palette, narrow),
      plugins: {
        annotation: { annotations: ceilingLabels(chart, bounds, palette, narrow, RAISED) },
        tooltip: {
          ...tooltipStyle(palette, font),
          filter: ({ raw }) => isNamed(raw),
          callbacks: {
            title: ([item]) => (isNamed(item?.raw) ? item.raw.title : ''),
            label: ({ raw }) => (isNamed(raw) ? [...raw.lines] : []),
          },
        },
      },
    },
  });
}

function isNamed(raw: unknown): raw is PointUnderRoof {
  return typeof raw === 'object' && raw !== null && 'lines' in raw;
}
