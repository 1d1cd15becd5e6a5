// Chart.js for the roofline, with exactly the parts that it needs. Loaded when the first one is drawn.
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import { PointWithErrorBar, ScatterWithErrorBarsController } from 'chartjs-chart-error-bars';
import annotation from 'chartjs-plugin-annotation';
import { type Roofline, rooflineBounds } from '../../results/roofline.ts';
import type { Drawn } from './chart-element.ts';
import type { Palette } from './palette.ts';
import { isPlottedPoint, type Plotted, points, roofs } from './roofline-datasets.ts';
import { ceilingLabels, isPower, pointLines, powerLabel, rateLabel } from './roofline-labels.ts';
import { tooltipStyle } from './tooltip-style.ts';

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
