// The paper's curves of one benchmark as a picture: both forms, the rows of its table, and where each form meets the
// target. Better algorithms, where they are asked for, move the answer and not what the table says.
import type { LimitAmounts, LimitForm, LimitRow } from '../../../trends/limits/limit-curves.ts';
import { LIMIT_FORMS, limitAt } from '../../../trends/limits/limit-curves.ts';
import { originText } from '../origin-text.ts';
import type { DotGroup, ToldPoint } from '../plotted.ts';
import { widened } from './error-axes.ts';
import { type ErrorPicture, type PictureLine, spanOf } from './error-picture.ts';
import type { LimitsAnswer } from './limits-question.ts';
import { printError, printPower } from './print-power.ts';

export const rowNames: Readonly<Record<LimitRow['row'], string>> = {
  today: 'Today (2020)',
  target1: 'First target',
  target2: 'Second target',
};

export const formNames: Readonly<Record<LimitForm, string>> = {
  polynomial: 'polynomial',
  exponential: 'exponential',
};

/** Colour and shape say the same twice. */
export const formMarks: Readonly<
  Record<LimitForm, { readonly colour: 'f32' | 'i8'; readonly shape: DotGroup['shape'] }>
> = {
  polynomial: { colour: 'f32', shape: 'circle' },
  exponential: { colour: 'i8', shape: 'triangle' },
};

/** Share of the width from which on the name of the target would lie on the curve. */
const FREE = 0.75;

/** Parts of a curve. */
const STEPS = 60;

export function limitsPicture(answer: LimitsAnswer, stops: readonly number[]): ErrorPicture {
  const { curves, errorPercent, decades } = answer;
  const logs = stops.map(Math.log10);
  const ends = spanOf(logs);
  const target = Math.log10(errorPercent);
  const isInside = target >= ends.low && target <= ends.high;
  const meets = isInside ? LIMIT_FORMS.map((form) => answer[form].log10Flop) : [];
  const rows = curves.rows.flatMap((row) => LIMIT_FORMS.map((form) => row[form].log10Flop));
  const x = widened(spanOf([...rows, ...meets]), 0.04, 1);
  return {
    groups: LIMIT_FORMS.flatMap((form): DotGroup[] => [
      ...(isInside
        ? [
            {
              ...formMarks[form],
              points: [meetingPoint(answer, form)],
              filled: true,
              radius: 6,
            },
          ]
        : []),
      {
        ...formMarks[form],
        points: curves.rows.map((row) => rowPoint(answer, row, form)),
        filled: false,
        radius: 5.5,
      },
    ]),
    lines: LIMIT_FORMS.flatMap((form): PictureLine[] => {
      const { colour } = formMarks[form];
      const points = Array.from({ length: STEPS + 1 }, (_, step) => {
        const y = ends.low + ((ends.high - ends.low) * step) / STEPS;
        return { x: limitAt(curves, 10 ** y)[form].log10Flop, y };
      });
      const cheaper = points.map((point) => ({ x: point.x - decades, y: point.y }));
      return [
        { points, colour, dashed: false },
        ...(decades === 0 ? [] : [{ points: cheaper, colour, dashed: true }]),
      ];
    }),
    bands: [],
    target: isInside
      ? {
          y: target,
          label: `target ${printError(errorPercent)}`,
          at: answer.exponential.log10Flop < x.low + FREE * (x.high - x.low) ? 'end' : 'center',
        }
      : null,
    x,
    y: widened(ends, 0.05, 0.02),
    title: { wide: 'Compute of the training, FLOP as the paper counts them', narrow: 'FLOP' },
  };
}

function rowPoint({ curves }: LimitsAnswer, row: LimitRow, form: LimitForm): ToldPoint {
  return {
    x: row[form].log10Flop,
    y: Math.log10(row.errorPercent),
    label: `${curves.name}, ${rowNames[row.row]}: ${printError(row.errorPercent)} (${curves.measure})`,
    lines: [
      `${formNames[form]}, as the paper’s table has it`,
      printAmounts(row[form]),
      originText(curves.origin),
    ],
  };
}

function meetingPoint(answer: LimitsAnswer, form: LimitForm): ToldPoint {
  const { curves, errorPercent, years } = answer;
  return {
    x: answer[form].log10Flop,
    y: Math.log10(errorPercent),
    label: `${curves.name}, your target: ${printError(errorPercent)} (${curves.measure})`,
    lines: [
      `${formNames[form]} curve${years === 0 ? '' : `, after ${years} years of better algorithms`}`,
      printAmounts(answer[form]),
      `computed from: ${originText(curves.origin)}`,
    ],
  };
}

/** "10²⁸ FLOP, 10¹¹ USD, 10¹⁰ kg of CO₂". */
export function printAmounts({ log10Flop, log10Usd, log10Co2Kg }: LimitAmounts): string {
  return [
    printPower(log10Flop, 'FLOP'),
    printPower(log10Usd, 'USD'),
    printPower(log10Co2Kg, 'kg of CO₂'),
  ].join(', ');
}
