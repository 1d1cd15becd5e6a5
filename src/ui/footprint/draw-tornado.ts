// Chart.js for a tornado: one bar an input, from the output at its low to the output at its high, hatched because
// predicted, on either side of a line at the output itself. Loaded when the first one is drawn.
import type { Outcome, Quantity } from '../../estimate/footprint/footprint.ts';
import { formatOutcomeValue } from '../../estimate/footprint/format-outcome.ts';
import type { DrawContext, Drawn } from '../charts/chart-element.ts';
import { hatch } from '../charts/hatch.ts';
import { Chart } from '../charts/registered-chart.ts';
import { tooltipStyle } from '../charts/tooltip-style.ts';

export interface TornadoRow {
  readonly quantity: Quantity;
  readonly atLow: number;
  readonly atHigh: number;
}

export function drawTornado(
  { value, unit }: Outcome,
  rows: readonly TornadoRow[],
  { canvas, palette, narrow }: DrawContext,
): Drawn {
  const font = { family: palette.face, size: 12 };
  const side = (label: string, end: 'atLow' | 'atHigh', fill: CanvasPattern | string) => ({
    label,
    data: rows.map((row): [number, number] => [
      Math.min(value, row[end]),
      Math.max(value, row[end]),
    ]),
    backgroundColor: fill,
    borderColor: palette.f32,
    borderWidth: 1.25,
    borderSkipped: false,
    // Both sides of an input lie in one row.
    grouped: false,
    maxBarThickness: 22,
  });
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: rows.map(({ quantity }) => quantity.label),
      datasets: [
        side('at its low', 'atLow', 'transparent'),
        side('at its high', 'atHigh', hatch(palette.f32)),
      ],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: 12 } },
      scales: {
        x: {
          beginAtZero: true,
          grid: { color: palette.grid },
          border: { color: palette.line },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            maxTicksLimit: narrow ? 4 : 8,
            callback: (tick) => tickLabel(Number(tick), unit),
          },
        },
        y: {
          grid: { display: false },
          border: { color: palette.line },
          ticks: { color: palette.ink, font, autoSkip: false },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipStyle(palette, font),
          callbacks: {
            label: ({ dataset, dataIndex, datasetIndex }) => {
              const row = rows[dataIndex];
              if (row === undefined) return '';
              const at = datasetIndex === 0 ? row.atLow : row.atHigh;
              return `${formatOutcomeValue(at, unit)} ${dataset.label ?? ''}`;
            },
          },
        },
      },
    },
    plugins: [
      {
        id: 'value',
        afterDatasetsDraw: (chart) => {
          drawLine(chart, value, palette.ink);
        },
      },
    ],
  });
}

function drawLine({ ctx, chartArea, scales }: Chart, value: number, colour: string): void {
  const x = scales['x']?.getPixelForValue(value);
  if (x === undefined) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.restore();
}

function tickLabel(value: number, unit: string): string {
  return value === 0 ? '0' : formatOutcomeValue(value, unit).replace(/\.0(?=\s)/, '');
}
