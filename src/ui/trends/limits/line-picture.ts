// Points of error against compute with the line through them as a picture: the band of the line's mean, the line drawn
// on to the target where that is not too far, and the target.
import { formatLog10 } from '../../../shared/format-log10.ts';
import { type LineFit, type Line, predictAt } from '../../../trends/fit/fit-line.ts';
import type { Origin } from '../../../trends/fit/origin.ts';
import { computeForError, type ErrorPoint } from '../../../trends/limits/error-line.ts';
import type { PaletteColour } from '../../charts/palette.ts';
import { originText } from '../origin-text.ts';
import type { BandPoint } from '../plotted.ts';
import { type Span, widened } from './error-axes.ts';
import { type ErrorPicture, spanOf } from './error-picture.ts';
import { printError } from './print-power.ts';

export interface LinePoint extends ErrorPoint {
  readonly label: string;
  readonly origin: Origin;
}

export interface Lined {
  readonly points: readonly LinePoint[];
  readonly fit: LineFit;
  /** In per cent. */
  readonly target: number;
  readonly colour: PaletteColour;
  readonly title: ErrorPicture['title'];
}

/** More dots than pixels say no more, and take long to draw; the line goes through all points. */
export const MOST_DOTS = 1000;

/** Parts of the line: it bends nowhere, its band does. */
const STEPS = 24;

/** Log10 of 100 per cent: the line is one of log10(1/error). */
const WHOLE = 2;

export function linePicture({ points, fit, target, colour, title }: Lined): ErrorPicture {
  const across = spanOf(points.map(({ flop }) => Math.log10(flop)));
  const up = spanOf(points.map(({ errorPercent }) => Math.log10(errorPercent)));
  const line = fit.kind === 'none' ? null : fit;
  const reached = line === null ? null : computeForError(line, points, target);
  const shown = reached === null ? null : within(reached.log10Flop, across);
  const x = shown === null ? across : spanOf([across.low, across.high, shown]);
  const ends = line === null ? [] : [x.low, x.high].map((at) => WHOLE - predictAt(line, at).value);
  const y = spanOf([up.low, up.high, ...ends]);
  const beyond = shown === null ? [] : [shown].filter((at) => at < across.low || at > across.high);
  return {
    groups: [
      ...(shown === null
        ? []
        : [
            {
              points: [
                {
                  ...{ x: shown, y: Math.log10(target) },
                  label: `The line reaches ${printError(target)}`,
                  lines: [`at ${formatLog10(shown)} FLOP`, reached?.warning ?? ''].filter(
                    (told) => told !== '',
                  ),
                },
              ],
              colour,
              shape: 'rectRot' as const,
              filled: true,
              radius: 7,
            },
          ]),
      {
        points: sampled(points).map((point) => ({
          x: Math.log10(point.flop),
          y: Math.log10(point.errorPercent),
          label: point.label,
          lines: [
            `${printError(point.errorPercent)} error, ${formatLog10(Math.log10(point.flop))} FLOP`,
            originText(point.origin),
          ],
        })),
        colour,
        shape: 'circle',
        filled: false,
        radius: points.length > MANY ? 3.5 : 5.5,
      },
    ],
    lines: line === null ? [] : linesOf(line, across, beyond, colour),
    bands:
      line?.kind === 'regression'
        ? [{ colour, points: bandOf(line, spanOf([x.low, x.high])) }]
        : [],
    target:
      shown === null
        ? null
        : {
            y: Math.log10(target),
            label: `target ${printError(target)}`,
            at: shown < (x.low + x.high) / 2 ? 'end' : 'start',
          },
    x: widened(x, 0.04, 0.1),
    y: widened(y, 0.06, 0.02),
    title,
  };
}

/** From here on points are small, so that they do not hide each other. */
const MANY = 40;

/** How far beyond the points, in their own width or powers of ten, the picture still follows the line. */
const FAR = { widths: 2, decades: 3 };

/** Null where the picture would be mostly empty. */
function within(at: number, { low, high }: Span): number | null {
  const room = Math.max((high - low) * FAR.widths, FAR.decades);
  return at >= low - room && at <= high + room ? at : null;
}

function linesOf(
  line: Line,
  { low, high }: Span,
  beyond: readonly number[],
  colour: PaletteColour,
): ErrorPicture['lines'] {
  const at = (x: number) => ({ x, y: WHOLE - predictAt(line, x).value });
  return [
    { points: [at(low), at(high)], colour, dashed: false },
    ...beyond.map((end) => ({
      points: [at(end < low ? low : high), at(end)],
      colour,
      dashed: true,
    })),
  ];
}

function bandOf(line: Line, { low, high }: Span): readonly BandPoint[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const x = low + ((high - low) * step) / STEPS;
    const { value, mean } = predictAt(line, x);
    // The larger 1/error, the smaller the error.
    return {
      x,
      y: WHOLE - value,
      low: WHOLE - (mean?.high ?? value),
      high: WHOLE - (mean?.low ?? value),
    };
  });
}

/** Every so many of them, from the least compute to the most. */
function sampled(points: readonly LinePoint[]): readonly LinePoint[] {
  if (points.length <= MOST_DOTS) return points;
  const sorted = points.toSorted((a, b) => a.flop - b.flop);
  const every = (sorted.length - 1) / (MOST_DOTS - 1);
  return Array.from({ length: MOST_DOTS }, (_, step) => sorted[Math.round(step * every)]).filter(
    (point) => point !== undefined,
  );
}
