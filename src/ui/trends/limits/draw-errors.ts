// Chart.js for error against compute: both axes in decimal logarithms, drawn linearly. Loaded when the first is drawn.
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import type { Palette } from '../../charts/palette.ts';
import { Chart } from '../../charts/registered-chart.ts';
import {
  bandOfLine,
  dotsOf,
  PLAIN,
  type Plotted,
  type PlottedLine,
  tellPoint,
} from '../plotted.ts';
import { errorText, errorTicks, powerText, powerTicks } from './error-axes.ts';
import type { ErrorPicture } from './error-picture.ts';

/** Powers of ten that the axis of compute names at most. */
const MOST_POWERS = { wide: 9, narrow: 5 };

export function drawErrors(picture: ErrorPicture, { canvas, palette, narrow }: DrawContext): Drawn {
  const font = { family: palette.face, size: 12 };
  const { x, y, title } = picture;
  const common = { type: 'linear', border: { color: palette.line } } as const;
  const ticks = { color: palette.text, font, autoSkip: false, maxRotation: 0 } as const;
  return new Chart<'line', Plotted[]>(canvas, {
    type: 'line',
    data: { datasets: datasetsOf(picture, palette) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 12, right: 12 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          ...common,
          min: x.low,
          max: x.high,
          grid: { color: palette.grid },
          title: {
            display: true,
            text: narrow ? title.narrow : title.wide,
            color: palette.text,
            font,
          },
          afterBuildTicks: (axis) => {
            const most = narrow ? MOST_POWERS.narrow : MOST_POWERS.wide;
            axis.ticks = powerTicks(x, most).map((value) => ({ value }));
          },
          ticks: { ...ticks, callback: (value) => powerText(Number(value)) },
        },
        y: {
          ...common,
          min: y.low,
          max: y.high,
          grid: { color: palette.grid },
          title: { display: true, text: 'Error', color: palette.text, font },
          afterBuildTicks: (axis) => {
            axis.ticks = errorTicks(y).map((value) => ({ value }));
          },
          ticks: { ...ticks, callback: (value) => errorText(Number(value)) },
        },
      },
      plugins: {
        annotation: { annotations: targetOf(picture, palette) },
        tooltip: tellPoint(palette, font),
      },
    },
  });
}

function datasetsOf({ groups, lines, bands }: ErrorPicture, palette: Palette): PlottedLine[] {
  return [
    ...groups.map((group) => dotsOf(group, palette)),
    ...lines.map(({ points, colour, dashed }) => ({
      ...PLAIN,
      data: [...points],
      borderWidth: 2,
      borderColor: palette[colour],
      ...(dashed ? { borderDash: [5, 4] } : {}),
    })),
    ...bands.flatMap(({ points, colour }) => bandOfLine(points, colour, palette)),
  ];
}

/** A line across at the target error, named at its right end. */
function targetOf({ target }: ErrorPicture, palette: Palette): Record<string, AnnotationOptions> {
  if (target === null) return {};
  return {
    target: {
      type: 'line',
      yMin: target.y,
      yMax: target.y,
      borderColor: palette.text,
      borderWidth: 1,
      borderDash: [2, 3],
      label: {
        display: true,
        content: target.label,
        position: target.at,
        yAdjust: -9,
        padding: 2,
        backgroundColor: 'transparent',
        color: palette.ink,
        font: { family: palette.face, size: 12, weight: 'normal' },
      },
    },
  };
}
