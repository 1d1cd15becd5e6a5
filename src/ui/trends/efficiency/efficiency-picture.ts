// What the chart of the efficiency ruler draws, as plain numbers: the points, the fit of the frontier with its band,
// what else grows, and where a person's own run lies. Every point carries what is said when it is pointed at.
import { formatScientific, withUnit } from '../../../shared/format.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import { printDuration } from '../../../estimate/shrink/print-amount.ts';
import type { EfficiencyRuler } from '../../../trends/efficiency/efficiency-ruler.ts';
import type { OwnPoint, PointOnDevice } from '../../../trends/efficiency/on-device.ts';
import { growthAt } from '../../../trends/fit/fit-growth.ts';
import { originText } from '../origin-text.ts';
import type { BandPoint } from '../plotted.ts';
import { printPlain } from '../print-spread.ts';
import { powerAbove, powerBelow } from '../years/years-picture.ts';

/** On the vertical axis: the compute of the training, or how long it takes on the device. */
export type Reading = 'compute' | 'time';

export interface PicturePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  readonly label: string;
  readonly lines: readonly string[];
}

interface PictureCurve {
  /** Beside its end: "Moore, 24 months". */
  readonly label: string;
  /** Where there is little room: "Moore 24". */
  readonly short: string;
  readonly points: readonly PicturePoint[];
}

export interface EfficiencyPicture {
  readonly reading: Reading;
  readonly points: readonly PicturePoint[];
  readonly own: PicturePoint | null;
  /** Empty where the reading is not what was fitted. */
  readonly fit: readonly BandPoint[];
  readonly curves: readonly PictureCurve[];
  /** Ends of the vertical axis; what lies beyond is cut off. */
  readonly span: { readonly low: number; readonly high: number };
}

export interface Pictured {
  readonly ruler: EfficiencyRuler;
  /** Empty without a device. */
  readonly onDevice: readonly PointOnDevice[];
  readonly own: OwnPoint | null;
  /** Of the own run on the device, where it could be predicted. */
  readonly ownSeconds: Range | null;
  readonly reading: Reading;
}

/** Parts of the fitted line: it bends nowhere, its band does. */
const STEPS = 24;

/** Of what grows beside, short enough to stand at the end of a line. */
const SHORT: Readonly<Record<string, string>> = {
  'training-compute': 'training',
  dna: 'DNA',
  'moore-18': 'Moore',
  transistors: 'Moore',
  solar: 'solar',
};

export function efficiencyPicture(pictured: Pictured): EfficiencyPicture {
  return pictured.reading === 'time' ? timePicture(pictured) : computePicture(pictured);
}

function computePicture({ ruler, onDevice, own }: Pictured): EfficiencyPicture {
  const series = ruler.series.printed;
  const first = series[0]?.flops ?? 1;
  const points = series.map((point): PicturePoint => {
    const here = onDevice.find(({ id }) => id === point.id);
    return {
      x: point.year,
      y: point.flops,
      label: `${point.name}, ${point.date}`,
      lines: [
        `${formatScientific(point.flops)} FLOP (1 MAC = 2 FLOP)`,
        `${printPlain(point.factor)} times less than the first`,
        ...(here === undefined ? [] : [`here: ${printDuration(here.seconds)}`]),
        originText(point.origin),
      ],
    };
  });
  const ownPoint = own === null ? null : pictureOfOwn(own);
  const all = [...points, ...(ownPoint === null ? [] : [ownPoint])].map(({ y }) => y);
  return {
    reading: 'compute',
    points,
    own: ownPoint,
    fit: fitOf(ruler, first),
    curves: ruler.compared.map(({ id, name, doublingMonths, points: curve, origin }) => ({
      label: `${SHORT[id] ?? name}, ${withUnit(doublingMonths, 'months')}`,
      short: `${SHORT[id] ?? name} ${doublingMonths}`,
      points: curve.map(({ year, log10 }) => ({
        x: year,
        y: first / 10 ** log10,
        label: name,
        lines: [`doubles every ${withUnit(doublingMonths, 'months')}`, originText(origin)],
      })),
    })),
    span: { low: powerBelow(Math.min(...all) / 10), high: powerAbove(Math.max(...all)) },
  };
}

function timePicture({ ruler, onDevice, own, ownSeconds }: Pictured): EfficiencyPicture {
  const points = onDevice.map(({ name, year, seconds, epochs, origin }): PicturePoint => ({
    x: year,
    y: seconds.value,
    low: seconds.low,
    high: seconds.high,
    label: name,
    lines: [
      `${printDuration(seconds)} on this device`,
      `${printPlain(epochs)} epochs of ImageNet, predicted layer by layer`,
      originText(origin),
    ],
  }));
  const all = [
    ...onDevice.map(({ seconds }) => seconds),
    ...(ownSeconds === null ? [] : [ownSeconds]),
  ];
  const ends = all.flatMap(({ low, high }) => [low, high]);
  const widest = ruler.series.printed.length > 0 && ends.length > 0 ? ends : [1];
  return {
    reading: 'time',
    points,
    own: own === null || ownSeconds === null ? null : timeOfOwn(own, ownSeconds),
    fit: [],
    curves: [],
    span: { low: Math.min(...widest) / 1.5, high: Math.max(...widest) * 1.5 },
  };
}

function fitOf({ reports }: EfficiencyRuler, first: number): readonly BandPoint[] {
  const { fit, frontier } = reports.printed;
  if (fit.kind === 'none') return [];
  const years = frontier.map(({ year }) => year);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const x = from + ((to - from) * step) / STEPS;
    const { log10, mean } = growthAt(fit, x);
    const flops = (power: number) => first / 10 ** power;
    return {
      x,
      y: flops(log10),
      // The more efficient, the less compute.
      low: flops(mean?.high ?? log10),
      high: flops(mean?.low ?? log10),
    };
  });
}

function pictureOfOwn({ name, year, flops, factor, origin, caution }: OwnPoint): PicturePoint {
  return {
    x: year,
    y: flops,
    label: `${name}, your run`,
    lines: [
      `${formatScientific(flops)} FLOP (1 MAC = 2 FLOP)`,
      factor >= 1
        ? `${printPlain(factor)} times less than the first`
        : `${printPlain(1 / factor)} times more than the first`,
      originText(origin),
      caution,
    ],
  };
}

function timeOfOwn({ name, year, origin, caution }: OwnPoint, seconds: Range): PicturePoint {
  return {
    x: year,
    y: seconds.value,
    low: seconds.low,
    high: seconds.high,
    label: `${name}, your run`,
    lines: [
      `${printDuration(seconds)} on this device`,
      'predicted layer by layer',
      originText(origin),
      caution,
    ],
  };
}
