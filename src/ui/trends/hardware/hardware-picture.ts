// What the chart of hardware draws: what a TFLOPS costs or draws by the release of each card, the fitted line, and the
// person's own device.
import { type CardSegment, cardSegments } from '../../../trends/hardware/card-segment.ts';
import type {
  HardwareMeasure,
  HardwarePoint,
  HardwareTrend,
} from '../../../trends/hardware/hardware-trend.ts';
import type { OwnHardware } from '../../../trends/hardware/own-device.ts';
import { isUnverified, originText } from '../origin-text.ts';
import {
  bandOf,
  powerAbove,
  powerBelow,
  type YearPoint,
  type YearPoints,
  type YearsPicture,
} from '../years/years-picture.ts';
import { measureUnits, printPerTeraflops, segmentNames } from './hardware-words.ts';

export interface PicturedHardware {
  readonly trend: HardwareTrend;
  readonly measure: HardwareMeasure;
  readonly own: OwnHardware | null;
}

export const segmentLooks = {
  consumer: { colour: 'f16', shape: 'circle' },
  workstation: { colour: 'memory', shape: 'triangle' },
  server: { colour: 'f32', shape: 'rect' },
  system: { colour: 'text', shape: 'rectRot' },
} as const satisfies Record<CardSegment, Pick<YearPoints, 'colour' | 'shape'>>;

const RADIUS = 3.5;
/** Years after the last card. */
const ROOM = 0.6;

/** @returns undefined where there is no card. */
export function hardwarePicture({
  trend,
  measure,
  own,
}: PicturedHardware): YearsPicture | undefined {
  const { points, fit } = trend;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const named = new Set(cheapestSoFar(points).map(({ id }) => id));
  const values = [
    ...points.map(({ value }) => value),
    ...(own === null ? [] : [own.low, own.high]),
  ];
  const years = [first.year, last.year, ...(own === null ? [] : [own.year])];
  const plot = (point: HardwarePoint) => cardPoint(point, measure, named.has(point.id));
  const groups = cardSegments.flatMap((segment) =>
    [true, false].map((verified): YearPoints => ({
      ...segmentLooks[segment],
      filled: verified,
      radius: RADIUS,
      // The newest names choose their places first.
      points: points
        .filter((each) => each.segment === segment && !isUnverified(each.origin) === verified)
        .toReversed()
        .map(plot),
    })),
  );
  return {
    groups: [
      ...(own === null
        ? []
        : [
            {
              points: [ownPoint(own, measure)],
              ...({ colour: 'i8', shape: 'rectRot', filled: true, radius: 7 } as const),
            },
          ]),
      ...groups.filter((group) => group.points.length > 0),
    ],
    fits: fit.kind === 'none' ? [] : [bandOf(fit, first.year, last.year)],
    compared: [],
    years: { from: Math.floor(Math.min(...years)), to: Math.max(...years) + ROOM },
    span: { low: powerBelow(Math.min(...values)), high: powerAbove(Math.max(...values)) },
    title: {
      wide: `${measureUnits[measure]} (1 MAC = 2 FLOP), dense peak as published`,
      narrow: measureUnits[measure],
    },
  };
}

/** Less than the one named before by this share at least: in a crowd of names none is read. */
const CLEARLY_LESS = 0.8;

/** The cards that a reader looks for: each clearly cheaper than those before it. */
function cheapestSoFar(points: readonly HardwarePoint[]): readonly HardwarePoint[] {
  let named = Infinity;
  return points.filter(({ value }) => {
    const isLess = value < CLEARLY_LESS * named;
    if (isLess) named = value;
    return isLess;
  });
}

function cardPoint(
  { name, segment, released, year, value, origin }: HardwarePoint,
  measure: HardwareMeasure,
  named: boolean,
): YearPoint {
  return {
    x: year,
    y: value,
    label: `${name}, ${released}`,
    lines: [printPerTeraflops(value, measure), segmentNames[segment], originText(origin)],
    ...(named ? { name: shortName(name) } : {}),
  };
}

function ownPoint(
  { name, year, value, low, high, origin, caution }: OwnHardware,
  measure: HardwareMeasure,
): YearPoint {
  return {
    x: year,
    y: value,
    low,
    high,
    label: `${name}, measured`,
    name: `${shortName(name)}, measured`,
    lines: [
      `${printPerTeraflops(value, measure)} (${printPerTeraflops(low, measure)} to ${printPerTeraflops(high, measure)})`,
      originText(origin),
      caution,
    ],
  };
}

/** Without the maker and the brand, which most names begin with. */
function shortName(name: string): string {
  return name.replace(/^(NVIDIA|AMD|Intel) (GeForce |Radeon |Quadro )?/, '');
}
