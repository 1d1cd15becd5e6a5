// Chart.js for the dearest blocks of a model: horizontal bars, split by what bounds their time, hatched
// because they are predicted. Loaded when the first one is drawn.
import { formatAmount, formatShare } from '../../shared/format.ts';
import { type BlockCost, boundNames, bounds } from '../train/block-costs.ts';
import type { DrawContext, Drawn } from './chart-element.ts';
import { hatch } from './hatch.ts';
import { boundColours } from './bound-colours.ts';
import { Chart } from './registered-chart.ts';
import { tooltipStyle } from './tooltip-style.ts';

export function drawBlockCosts(costs: readonly BlockCost[], context: DrawContext): Drawn {
  const { canvas, palette, narrow } = context;
  const font = { family: palette.face, size: 12 };
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: costs.map(({ block }) => shorten(block, narrow ? 16 : 24)),
      datasets: bounds.map((bound) => ({
        label: boundNames[bound],
        data: costs.map(({ byBound }) => byBound[bound]),
        backgroundColor: hatch(palette[boundColours[bound]]),
        borderColor: palette[boundColours[bound]],
        borderWidth: 1.25,
        borderSkipped: false,
        maxBarThickness: 22,
      })),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: 12 } },
      scales: {
        x: {
          stacked: true,
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: { display: true, text: 'Time in one training step', color: palette.text, font },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            maxTicksLimit: narrow ? 4 : 8,
            callback: (value) => tickLabel(Number(value)),
          },
        },
        y: {
          stacked: true,
          grid: { display: false },
          border: { color: palette.line },
          ticks: { color: palette.ink, font, autoSkip: false },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipStyle(palette, font),
          callbacks: {
            title: ([item]) => costs[item?.dataIndex ?? -1]?.block ?? '',
            label: ({ dataset, dataIndex, raw }) => {
              const share = costs[dataIndex]?.share ?? 0;
              return [
                `${formatAmount(Number(raw), 's')} bound by ${dataset.label ?? ''}`,
                `block: ${formatShare(share)} of the step`,
              ];
            },
          },
        },
      },
    },
  });
}

function tickLabel(seconds: number): string {
  return seconds === 0
    ? '0'
    : formatAmount(seconds, 's')
        .replace(/(\.\d*?)0+(?=\s)/, '$1')
        .replace(/\.(?=\s)/, '');
}

/** The end of a name tells blocks apart: outer names go first, then letters. */
function shorten(name: string, length: number): string {
  const parts = name.split('.');
  while (parts.length > 1 && parts.join('.').length > length) parts.shift();
  const short = parts.join('.');
  return short.length <= length ? short : `…${short.slice(1 - length)}`;
}
