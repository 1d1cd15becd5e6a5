// Chart.js for the flexibility experiment: performance over samples or operations, which stand on a logarithmic axis.
// Loaded when the first one is drawn.
import { formatCount, powerOfTen } from '../../../shared/format.ts';
import { closedFormOrigin } from '../../../trends/flexibility/closed-forms.ts';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import { namePoints } from '../../charts/name-points.ts';
import type { Palette } from '../../charts/palette.ts';
import { Chart } from '../../charts/registered-chart.ts';
import { dotsOf, PLAIN, type Plotted, type PlottedLine, tellPoint } from '../plotted.ts';
import { estimatorLooks } from './estimator-names.ts';
import type { FlexibilityPicture, PicturedPoint } from './flexibility-picture.ts';

const titles = {
  samples: { wide: 'Samples', narrow: 'Samples' },
  flops: { wide: 'FLOP of one estimate (1 MAC = 2 FLOP)', narrow: 'FLOP (1 MAC = 2 FLOP)' },
} as const;

/** Pixels. */
const RADIUS = 5;

/** Powers of ten between two marks where the axis is long and the chart narrow. */
const NARROW_STEP = 2;
/** From so many powers of ten on an axis is long. */
const LONG = 6;

export function drawFlexibility(
  picture: FlexibilityPicture,
  { canvas, palette, narrow }: DrawContext,
): Drawn {
  const font = { family: palette.face, size: 12 };
  const { axis, x, y, curves } = picture;
  const names = curves.flatMap(({ estimator, points }) => {
    const last = points.at(-1);
    const { name } = estimatorLooks[estimator];
    return last === undefined ? [] : [{ x: last.x, y: last.y, label: name, colour: palette.ink }];
  });
  const title = (text: string) => ({ display: true, text, color: palette.text, font });
  const frame = { grid: { color: palette.grid }, border: { color: palette.line } };
  return new Chart<'line', Plotted[]>(canvas, {
    type: 'line',
    data: { datasets: datasetsOf(picture, palette) },
    plugins: [namePoints('estimator-names', names, palette, true)],
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 8, right: 8 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          ...frame,
          type: 'logarithmic',
          min: x.low,
          max: x.high,
          title: title(narrow ? titles[axis].narrow : titles[axis].wide),
          afterBuildTicks: (scale) => {
            scale.ticks = marksWithin(x, narrow).map((value) => ({ value }));
          },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            autoSkip: false,
            callback: (value) =>
              axis === 'samples'
                ? formatCount(Number(value))
                : powerOfTen(Math.round(Math.log10(Number(value)))),
          },
        },
        y: {
          ...frame,
          type: 'linear',
          min: y.low,
          max: y.high,
          title: title(narrow ? 'Performance' : 'Performance, −log₁₀ of the mean error'),
          afterBuildTicks: (scale) => {
            scale.ticks = wholeWithin(y).map((value) => ({ value }));
          },
          ticks: {
            color: palette.text,
            font,
            callback: (value) => String(value).replace('-', '−'),
          },
        },
      },
      plugins: {
        tooltip: tellPoint(palette, font),
      },
    },
  });
}

/** What was found stands in front of theory, points in front of their bars. */
function datasetsOf({ curves, y }: FlexibilityPicture, palette: Palette): PlottedLine[] {
  const found = curves.map(({ estimator, points }): PlottedLine => {
    const { colour, mark } = estimatorLooks[estimator];
    return {
      ...dotsOf({ points, colour, shape: mark, filled: false, radius: RADIUS }, palette),
      // Where no closed form leads the eye from point to point.
      showLine: closedFormOrigin(estimator) === null,
      borderWidth: 1.25,
      borderDash: [2, 4],
      borderColor: palette[colour],
    };
  });
  // Each bar is a line of its own: what is no number separates it from the next.
  const bars = curves.map(({ estimator, points }): PlottedLine => ({
    ...PLAIN,
    data: points.flatMap((point) =>
      point.low === undefined || point.high === undefined
        ? []
        : [
            { x: point.x, y: point.low },
            { x: point.x, y: point.high ?? y.high },
            { x: point.x, y: Number.NaN },
          ],
    ),
    borderWidth: 1.5,
    borderColor: palette[estimatorLooks[estimator].colour],
  }));
  const theory = curves.map((curve): PlottedLine => ({
    ...PLAIN,
    data: curve.theory.flatMap((part) => [
      ...part.map(plot),
      { x: part.at(-1)?.x ?? 1, y: Number.NaN },
    ]),
    borderWidth: 1.25,
    borderColor: `color-mix(in srgb, ${palette[estimatorLooks[curve.estimator].colour]} 75%, transparent)`,
    pointHitRadius: 4,
  }));
  return [...found, ...bars, ...theory];
}

function plot(point: PicturedPoint): Plotted {
  return { x: point.x, y: point.y, point };
}

function marksWithin({ low, high }: FlexibilityPicture['x'], narrow: boolean): readonly number[] {
  const first = Math.ceil(Math.log10(low));
  const count = Math.floor(Math.log10(high)) - first + 1;
  const step = narrow && count > LONG ? NARROW_STEP : 1;
  return Array.from(
    { length: Math.ceil(count / step) },
    (_, index) => 10 ** (first + index * step),
  );
}

function wholeWithin({ low, high }: FlexibilityPicture['y']): readonly number[] {
  const first = Math.ceil(low);
  return Array.from({ length: Math.floor(high) - first + 1 }, (_, step) => first + step);
}
