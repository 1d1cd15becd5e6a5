// Chart.js for whatever changes by a factor over the years: years across, a logarithmic axis up. Loaded when the first
// one is drawn.
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { powerOfTen } from '../../../shared/format.ts';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import { namePoints } from '../../charts/name-points.ts';
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
import type { ComparedLine, YearPoint, YearPoints, YearsPicture } from './years-picture.ts';

/** Years between two marks of the axis, and how many marks it has at most. */
const STEPS = [1, 2, 5, 10, 20, 50];
const MOST_YEARS = { wide: 10, narrow: 5 };

/** How far a point on the frame reaches over it, in pixels. */
const OVER_FRAME = 10;

/** Numbers beyond are read as powers of ten. */
const LONG = 1e5;

/** Powers of ten that an axis names at most: more stand too close. */
const MOST_POWERS = 14;

/** Points that are named where there is little room. */
const FEW_NAMES = 5;

/** From here on, as a share of the years, a name has no room to the right of its line. */
const FAR_RIGHT = 0.7;

export function drawYears(picture: YearsPicture, { canvas, palette, narrow }: DrawContext): Drawn {
  const font = { family: palette.face, size: 12 };
  const { span, years, title } = picture;
  const marks = picture.ticks === undefined ? powersWithin(span) : [...picture.ticks.keys()];
  const all = picture.groups.flatMap(({ points }) =>
    points.flatMap(({ x, y, name }) =>
      name === undefined ? [] : [{ x, y, label: name, colour: palette.ink }],
    ),
  );
  const named = narrow ? all.slice(0, FEW_NAMES) : all;
  return new Chart<'line', Plotted[]>(canvas, {
    type: 'line',
    data: { datasets: datasetsOf(picture, palette) },
    plugins: named.length === 0 ? [] : [namePoints('year-names', named, palette, true)],
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 12, right: 8 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          type: 'linear',
          min: years.from,
          max: years.to,
          grid: { color: palette.grid },
          border: { color: palette.line },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            stepSize: yearStep(years.to - years.from, narrow),
            callback: (value) => (Number.isInteger(Number(value)) ? String(value) : ''),
          },
        },
        y: {
          type: 'logarithmic',
          min: span.low,
          max: span.high,
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: {
            display: true,
            text: narrow ? title.narrow : title.wide,
            color: palette.text,
            font,
          },
          afterBuildTicks: (axis) => {
            axis.ticks = marks
              .filter((value) => value >= axis.min && value <= axis.max)
              .map((value) => ({ value }));
          },
          ticks: {
            color: palette.text,
            font,
            autoSkip: false,
            callback: (value) => markText(Number(value), picture),
          },
        },
      },
      plugins: {
        annotation: { annotations: namesOf(picture, palette, narrow) },
        tooltip: tellPoint(palette, font),
      },
    },
  });
}

function datasetsOf({ groups, fits, compared }: YearsPicture, palette: Palette): PlottedLine[] {
  const faint = `color-mix(in srgb, ${palette.text} 45%, transparent)`;
  return [
    ...groups.map((group) => ({ ...dotsOf(group, palette), clip: OVER_FRAME })),
    ...groups.map((group) => barsOf(group, palette)),
    ...fits.flatMap((fit): readonly PlottedLine[] => [
      {
        ...PLAIN,
        data: fit.map(({ x, y }) => ({ x, y })),
        borderWidth: 2,
        borderColor: palette.f32,
      },
      ...bandOfLine(fit, 'f32', palette),
    ]),
    ...compared.map(({ points }): PlottedLine => ({
      ...PLAIN,
      data: points.map((point) => ({ x: point.x, y: point.y, point })),
      borderWidth: 1.25,
      borderDash: [4, 4],
      borderColor: faint,
      pointHitRadius: 5,
    })),
  ];
}

/** Each bar is a line of its own: what is no number separates it from the next. */
function barsOf({ points, colour }: YearPoints, palette: Palette): PlottedLine {
  return {
    ...PLAIN,
    data: points.flatMap(({ x, low, high }) =>
      low === undefined || high === undefined
        ? []
        : [
            { x, y: low },
            { x, y: high },
            { x, y: Number.NaN },
          ],
    ),
    borderWidth: 1.5,
    borderColor: palette[colour],
  };
}

/** The name of each line at its start or its end, or where it leaves the chart. */
function namesOf(
  { compared, span, years }: YearsPicture,
  palette: Palette,
  narrow: boolean,
): Record<string, AnnotationOptions> {
  const font = { family: palette.face, size: narrow ? 10 : 11 };
  const within = ({ y }: YearPoint) => y >= span.low && y <= span.high;
  return Object.fromEntries(
    compared.flatMap(({ label, short, at, points }) => {
      const end = at === 'start' ? points.find(within) : points.findLast(within);
      if (end === undefined) return [];
      const isCut = at === 'end' && end !== points.at(-1);
      const isFar = isCut && end.x - years.from > FAR_RIGHT * (years.to - years.from);
      const name: AnnotationOptions = {
        type: 'label',
        xValue: end.x,
        yValue: end.y,
        content: narrow ? short : label,
        position: { x: isFar ? 'end' : 'start', y: besideOf({ at, points }, end, span) },
        color: palette.text,
        font,
        // Clear of a line that comes up from the left.
        padding: { left: 4, right: isFar ? 16 : 2, top: 2, bottom: 4 },
      };
      return [[label, name]];
    }),
  );
}

/** Which edge of a name lies at the end of its line: it stands clear of the line and of the frame. */
function besideOf(
  { at, points }: Pick<ComparedLine, 'at' | 'points'>,
  end: YearPoint,
  { low, high }: YearsPicture['span'],
): 'start' | 'center' | 'end' {
  if (at === 'start') return 'end';
  if (end === points.at(-1)) return 'center';
  // Cut off: the line went on above or below.
  return end.y * end.y > low * high ? 'start' : 'end';
}

function yearStep(range: number, narrow: boolean): number {
  const least = range / (narrow ? MOST_YEARS.narrow : MOST_YEARS.wide);
  return STEPS.find((step) => step >= least) ?? 100;
}

function powersWithin({ low, high }: YearsPicture['span']): readonly number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const count = Math.max(Math.floor(Math.log10(high) + 1e-9) - first + 1, 0);
  const step = Math.ceil(count / MOST_POWERS);
  return Array.from(
    { length: Math.ceil(count / step) },
    (_, index) => 10 ** (first + index * step),
  );
}

/** Plain numbers where all of them are short: nobody reads 10¹. */
function markText(value: number, { ticks, span }: YearsPicture): string {
  if (ticks !== undefined) return ticks.get(value) ?? '';
  const isShort = span.low >= 1 / LONG && span.high <= LONG;
  return isShort ? value.toLocaleString('en') : powerOfTen(Math.round(Math.log10(value)));
}
