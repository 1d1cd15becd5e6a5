// Chart.js for the roofline, with exactly the parts that it needs. Loaded when the first one is drawn.
import { type Roofline, rooflineBounds } from '../../results/roofline.ts';
import type { Drawn } from './chart-element.ts';
import type { Palette } from './palette.ts';
import { isPlottedPoint, type Plotted, points, roofs } from './roofline-datasets.ts';
import { ceilingLabels, pointLines } from './roofline-labels.ts';
import { rooflineScales } from './roofline-scales.ts';
import { Chart } from './registered-chart.ts';
import { tooltipStyle } from './tooltip-style.ts';

interface Options {
  readonly palette: Palette;
  readonly narrow: boolean;
}

export function drawRoofline(canvas: HTMLCanvasElement, chart: Roofline, options: Options): Drawn {
  const { palette, narrow } = options;
  const bounds = rooflineBounds(chart);
  const font = { family: palette.face, size: 12 };
  return new Chart<'scatter' | 'line' | 'scatterWithErrorBars', Plotted[]>(canvas, {
    type: 'scatter',
    data: { datasets: [...roofs(chart, bounds.intensity, palette), ...points(chart, palette)] },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 8, right: 12 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: rooflineScales(bounds, palette, narrow),
      plugins: {
        annotation: { annotations: ceilingLabels(chart, bounds, palette, narrow) },
        tooltip: {
          ...tooltipStyle(palette, font),
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
