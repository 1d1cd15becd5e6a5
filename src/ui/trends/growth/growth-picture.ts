// What the chart of growth draws: every model, the records of the years that are shown, the line through these, the
// line that was claimed, and the marks to hold it against.
import { type ClaimedLine, claimedAt } from '../../../trends/growth/claimed-line.ts';
import type {
  GrowthPoint,
  GrowthQuantity,
  ModelGrowth,
} from '../../../trends/growth/model-growth.ts';
import type { ReferenceMark } from '../../../trends/growth/reference-marks.ts';
import { originText } from '../origin-text.ts';
import {
  bandOf,
  type ComparedLine,
  powerAbove,
  powerBelow,
  type YearPoint,
  type YearsPicture,
} from '../years/years-picture.ts';
import { printQuantity } from './growth-words.ts';

export interface PicturedGrowth {
  readonly growth: ModelGrowth;
  readonly quantity: GrowthQuantity;
  readonly domain: string | undefined;
  readonly claimed: ClaimedLine;
  readonly marks: readonly ReferenceMark[];
}

/** Years beyond the last model, for the names at the ends of the lines. */
const ROOM = 1.5;

/** @returns undefined where there is no model. */
export function growthPicture(pictured: PicturedGrowth): YearsPicture | undefined {
  const { growth, quantity, claimed } = pictured;
  const { points, records } = growth;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  // Marks and claim are of parameters.
  const marks = quantity === 'parameters' ? pictured.marks : [];
  const values = [...points, ...marks].map(({ value }) => value);
  const years = { from: Math.floor(first.year), to: last.year + ROOM };
  const dated = marks.filter(({ year }) => year !== null && year >= years.from && year < years.to);
  const isAnchor = ({ model }: GrowthPoint) =>
    quantity === 'parameters' && model.name === claimed.anchor.name;
  const recordYears = points.filter(({ record }) => record).map(({ year }) => year);
  return {
    groups: [
      {
        points: dated.map((mark) => markPoint(mark, mark.year ?? Number.NaN)),
        ...({ colour: 'i8', shape: 'rectRot', filled: false, radius: 6 } as const),
      },
      {
        // The newest choose their places first.
        points: points
          .filter(({ record }) => record)
          .toReversed()
          .map((point) => modelPoint(point, quantity, true)),
        ...({ colour: 'f32', shape: 'circle', filled: true, radius: 5 } as const),
      },
      {
        points: points
          .filter(({ record }) => !record)
          .map((point) => modelPoint(point, quantity, isAnchor(point))),
        ...({ colour: 'text', shape: 'circle', filled: false, radius: 2.5 } as const),
      },
    ],
    fits:
      records.kind === 'none'
        ? []
        : [bandOf(records, Math.min(...recordYears), Math.max(...recordYears))],
    compared: [
      ...marks
        .filter(({ year }) => year === null)
        .map((mark): ComparedLine => ({
          label: mark.name,
          short: mark.name,
          at: 'start',
          points: everyYear(years).map((x) => markPoint(mark, x)),
        })),
      ...(quantity === 'parameters' && (pictured.domain ?? 'Language') === 'Language'
        ? [claimedLineOf(claimed, years)]
        : []),
    ],
    years,
    span: { low: powerBelow(Math.min(...values)), high: powerAbove(Math.max(...values) * 1.01) },
    title:
      quantity === 'parameters'
        ? { wide: 'Parameters', narrow: 'Parameters' }
        : { wide: 'Training compute, FLOP (1 MAC = 2 FLOP)', narrow: 'FLOP of training' },
  };
}

function modelPoint(
  { model, year, value, record, origin }: GrowthPoint,
  quantity: GrowthQuantity,
  named: boolean,
): YearPoint {
  const { name, date, organisation, domains, confidence } = model;
  return {
    x: year,
    y: value,
    label: `${name}, ${date}`,
    lines: [
      `${printQuantity(value, quantity)}${quantity === 'parameters' ? '' : ' (1 MAC = 2 FLOP)'}${record ? ', a record of these years' : ''}`,
      [...domains, ...(organisation === null ? [] : [organisation])].join(', '),
      ...(quantity === 'trainingFlops' && confidence !== null
        ? [`Epoch AI’s own word for the figure: ${confidence.toLowerCase()}`]
        : []),
      originText(origin),
    ],
    ...(named ? { name } : {}),
  };
}

function markPoint({ name, value, confirmed, note, origin }: ReferenceMark, x: number): YearPoint {
  return {
    x,
    y: value,
    label: confirmed ? name : `${name} (unverified)`,
    lines: [printQuantity(value, 'parameters'), note, originText(origin)],
    ...(confirmed ? {} : { name: `${name} (unverified)` }),
  };
}

function claimedLineOf(claimed: ClaimedLine, years: YearsPicture['years']): ComparedLine {
  const { factorPerYear, anchor, origin } = claimed;
  // Finer than the rest: it is steep, and cut off where it leaves the chart.
  const steps = everyYear(years).flatMap((year) => [0, 0.25, 0.5, 0.75].map((part) => year + part));
  return {
    label: `${factorPerYear}-fold a year, as claimed`,
    short: `${factorPerYear}-fold a year`,
    at: 'end',
    points: steps
      .filter((x) => x <= years.to)
      .map((x) => ({
        x,
        y: 10 ** claimedAt(claimed, x),
        label: `${factorPerYear}-fold a year, as claimed`,
        lines: [`through ${anchor.name}`, originText(origin)],
      })),
  };
}

/** To the edge of the chart. */
function everyYear({ from, to }: YearsPicture['years']): readonly number[] {
  const whole = Array.from({ length: Math.ceil(to) - from }, (_, index) => from + index);
  return [...whole, to];
}
