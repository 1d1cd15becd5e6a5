// Chart.js for the speed-up of pruned layers over sparsity. Loaded when the first one is drawn.
import type { ChartDataset } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Crossover, CrossoverPoint } from '../../../estimate/shrink/crossover.ts';
import { formatShare } from '../../../shared/format.ts';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import type { Palette } from '../../charts/palette.ts';
import { Chart } from '../../charts/registered-chart.ts';
import { tooltipStyle } from '../../charts/tooltip-style.ts';
import { FORMAT_COLOURS, FORMAT_NAMES } from './crossover-formats.ts';
import { timesParts } from './print-comparison.ts';

interface Plotted {
  readonly x: number;
  readonly y: number;
  readonly point: CrossoverPoint;
  readonly name: string;
}

/** The value of a crossing stands to the left of its line; CSS pixels. */
const BESIDE = -22;

/** Marks of the axis: every doubling and every ten can be told apart. */
const TICKS = new Set([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]);

export function drawCrossovers(
  crossovers: readonly Crossover[],
  { canvas, palette, narrow }: DrawContext,
): Drawn {
  const font = { family: palette.face, size: 12 };
  return new Chart<'line', Plotted[]>(canvas, {
    type: 'line',
    data: { datasets: crossovers.flatMap((crossover) => linesOf(crossover, palette)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 20, right: 16 } },
      interaction: { mode: 'nearest', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: 1,
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: { display: true, text: 'Weights that are zero', color: palette.text, font },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            maxTicksLimit: narrow ? 5 : 11,
            callback: (value) => formatShare(Number(value)),
          },
        },
        y: {
          type: 'logarithmic',
          grid: {
            color: ({ tick }) => (TICKS.has(tick.value) ? palette.grid : 'transparent'),
          },
          border: { color: palette.line },
          title: {
            display: true,
            text: narrow ? 'Speed-up' : 'Speed-up over the dense layer',
            color: palette.text,
            font,
          },
          ticks: {
            color: palette.text,
            font,
            callback: (value) => (TICKS.has(Number(value)) ? `${value}×` : ''),
          },
        },
      },
      plugins: {
        annotation: { annotations: marksOf(crossovers, palette) },
        tooltip: {
          ...tooltipStyle(palette, font),
          filter: ({ raw }) => isPlotted(raw),
          callbacks: {
            title: ([item]) =>
              isPlotted(item?.raw)
                ? `${item.raw.name}, ${formatShare(item.raw.point.sparsity)} zeros`
                : '',
            label: ({ raw }) => (isPlotted(raw) ? told(raw.point) : ''),
          },
        },
      },
    },
  });
}

/** Of each format the upper edge of its band, filled down to the lower one, and the line between. */
function linesOf(
  { format, curve }: Crossover,
  palette: Palette,
): readonly ChartDataset<'line', Plotted[]>[] {
  const colour = palette[FORMAT_COLOURS[format]];
  const name = FORMAT_NAMES[format];
  const line = (
    pick: (point: CrossoverPoint) => number,
    look: Partial<ChartDataset<'line', Plotted[]>>,
  ): ChartDataset<'line', Plotted[]> => ({
    data: curve.map((point) => ({ x: point.sparsity, y: pick(point), point, name })),
    borderWidth: 0,
    pointRadius: 0,
    pointHitRadius: 0,
    ...look,
  });
  return [
    line(({ speedup }) => speedup.high, {
      fill: '+1',
      backgroundColor: `color-mix(in srgb, ${colour} 18%, transparent)`,
    }),
    line(({ speedup }) => speedup.low, {}),
    line(({ speedup }) => speedup.value, {
      borderColor: colour,
      borderWidth: 2,
      ...(format === 'csr' ? {} : { borderDash: [7, 4] }),
      pointRadius: 2.5,
      pointHitRadius: 12,
      pointBackgroundColor: palette.surface,
      pointBorderColor: colour,
      pointBorderWidth: 1.5,
    }),
  ];
}

/** The line at 1, and where each format crosses it. */
function marksOf(
  crossovers: readonly Crossover[],
  palette: Palette,
): Record<string, AnnotationOptions> {
  const font = { family: palette.face, size: 12, weight: 600 as const };
  const marks: Record<string, AnnotationOptions> = {
    even: {
      type: 'line',
      yMin: 1,
      yMax: 1,
      borderColor: palette.ink,
      borderWidth: 1.25,
      label: {
        display: true,
        content: 'as fast as dense',
        position: 'start',
        yAdjust: -10,
        backgroundColor: 'transparent',
        color: palette.ink,
        font: { ...font, weight: 400 },
      },
    },
  };
  for (const { format, sparsity } of crossovers) {
    const { value } = sparsity;
    if (value === null || value === 0) continue;
    const colour = palette[FORMAT_COLOURS[format]];
    marks[format] = {
      type: 'line',
      xMin: value,
      xMax: value,
      borderColor: colour,
      borderWidth: 1.25,
      borderDash: [3, 3],
      label: {
        display: true,
        content: formatShare(value),
        position: 'end',
        xAdjust: BESIDE,
        backgroundColor: 'transparent',
        color: colour,
        font,
      },
    };
  }
  return marks;
}

function told({ speedup }: CrossoverPoint): string {
  const { value, range } = timesParts(speedup);
  return range === '' ? value : `${value} (${range})`;
}

function isPlotted(raw: unknown): raw is Plotted {
  return typeof raw === 'object' && raw !== null && 'point' in raw;
}
