// Chart.js for the loss curve: a solid line, as it is measured, on a logarithmic axis. Loaded with the first point.
import type { DrawContext, Drawn } from '../charts/chart-element.ts';
import { Chart } from '../charts/registered-chart.ts';
import { tooltipStyle } from '../charts/tooltip-style.ts';

export interface LossCurve {
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  readonly steps: number;
  readonly epochs: number;
}

export function drawLoss({ losses, steps, epochs }: LossCurve, context: DrawContext): Drawn {
  const { canvas, palette, narrow } = context;
  const font = { family: palette.face, size: 12 };
  const title = (text: string) => ({ display: true, text, color: palette.text, font });
  return new Chart(canvas, {
    type: 'line',
    data: {
      datasets: [
        {
          data: losses.map(({ step, loss }) => ({ x: step, y: loss })),
          borderColor: palette.f32,
          backgroundColor: palette.f32,
          borderWidth: 2,
          pointRadius: losses.length < 3 ? 3 : 0,
          pointHitRadius: 12,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: steps,
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: title('Step'),
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            // One line for the end of each pass, as long as they can be told apart.
            ...(epochs > 1 && epochs <= 10 && !narrow ? { stepSize: steps / epochs } : {}),
            maxTicksLimit: narrow ? 4 : 11,
          },
        },
        y: {
          type: 'logarithmic',
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: title('Loss'),
          ticks: { color: palette.text, font, maxTicksLimit: 6 },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipStyle(palette, font),
          callbacks: {
            title: ([item]) => `Step ${item?.parsed.x ?? ''}`,
            label: ({ parsed }) => `loss ${(parsed.y ?? 0).toFixed(4)}`,
          },
        },
      },
    },
  });
}
