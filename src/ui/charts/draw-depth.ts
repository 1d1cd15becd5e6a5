// Chart.js for FLOPs and bytes over the depth of a model: two panels that share the axis of depth. Loaded when
// the first one is drawn.
import { formatAmount } from '../../shared/format.ts';
import type { DepthColumn } from '../model/depth-columns.ts';
import type { DrawContext, Drawn } from './chart-element.ts';
import type { Palette } from './palette.ts';
import { Chart } from './registered-chart.ts';
import { tooltipStyle } from './tooltip-style.ts';

/** Share of a bar's colour inside its outline. */
const FILL = 0.25;

export function drawDepth(columns: readonly DepthColumn[], context: DrawContext): Drawn {
  const { canvas, palette, narrow } = context;
  const font = { family: palette.face, size: 12 };
  const bars = (key: 'flops' | 'bytes', colour: string) => ({
    label: key,
    data: columns.map((column) => column[key]),
    yAxisID: key,
    backgroundColor: translucent(colour),
    borderColor: colour,
    borderWidth: 1,
    // The two panels share the place of a column.
    grouped: false,
    barPercentage: 0.9,
    categoryPercentage: 1,
    // A layer with little beside one with much must still be there to be pointed at.
    minBarLength: 1,
  });
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: columns.map(({ from }) => String(from)),
      datasets: [bars('flops', palette.f32), bars('bytes', palette.memory)],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          grid: { display: false },
          border: { color: palette.line },
          title: {
            display: true,
            text: 'Layer, in the order of the model',
            color: palette.text,
            font,
          },
          ticks: { color: palette.text, font, maxRotation: 0, autoSkipPadding: 24 },
        },
        // The last one named stands on top.
        bytes: { ...panel('B', palette, narrow), title: title('Bytes', palette, narrow) },
        flops: { ...panel('FLOP', palette, narrow), title: title('FLOPs', palette, narrow) },
      },
      plugins: {
        tooltip: {
          ...tooltipStyle(palette, font),
          callbacks: {
            title: ([item]) => columns[item?.dataIndex ?? -1]?.name ?? '',
            label: ({ raw, datasetIndex }) =>
              formatAmount(Number(raw), datasetIndex === 0 ? 'FLOP' : 'B'),
          },
        },
      },
    },
  });
}

function panel(unit: string, palette: Palette, narrow: boolean) {
  return {
    type: 'linear' as const,
    position: 'left' as const,
    stack: 'depth',
    stackWeight: 1,
    offset: true,
    beginAtZero: true,
    grid: { color: palette.grid },
    border: { color: palette.line },
    ticks: {
      color: palette.text,
      font: { family: palette.face, size: 12 },
      maxTicksLimit: narrow ? 4 : 5,
      callback: (value: number | string) => tickLabel(Number(value), unit),
    },
  };
}

function title(text: string, palette: Palette, narrow: boolean) {
  const font = { family: palette.face, size: 12 };
  return { display: !narrow, text, color: palette.text, font };
}

function tickLabel(value: number, unit: string): string {
  return value === 0
    ? '0'
    : formatAmount(value, unit)
        .replace(/(\.\d*?)0+(?=\s)/, '$1')
        .replace(/\.(?=\s)/, '');
}

/** `rgb(1, 2, 3)`, as the palette has it, with a share of opacity. */
function translucent(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${FILL})`);
}
