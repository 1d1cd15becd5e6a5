// The efficiency ruler as a chart over the years. Loaded, with Chart.js, when the first one is drawn.
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import { drawYears } from '../years/draw-years.ts';
import type { YearsPicture } from '../years/years-picture.ts';
import type { EfficiencyPicture } from './efficiency-picture.ts';

/** Years beyond the last point, for the names at the ends of the lines. */
const ROOM = { wide: 1.6, narrow: 1.8, none: 0.4 };

/** Of 365.25 days, as durations are printed everywhere here. */
const YEAR = 31_557_600;
/** Marks of an axis of time, in seconds. */
const DURATIONS: ReadonlyMap<number, string> = new Map([
  [1, '1 s'],
  [10, '10 s'],
  [60, '1 min'],
  [600, '10 min'],
  [3600, '1 h'],
  [36_000, '10 h'],
  [86_400, '1 day'],
  [864_000, '10 days'],
  [8_640_000, '100 days'],
  [YEAR, '1 year'],
  [10 * YEAR, '10 years'],
  [100 * YEAR, '100 years'],
]);

export function drawEfficiency(picture: EfficiencyPicture, context: DrawContext): Drawn {
  return drawYears(overYears(picture, context.narrow), context);
}

function overYears(picture: EfficiencyPicture, narrow: boolean): YearsPicture {
  const { points, own, fit, curves, span } = picture;
  const isTime = picture.reading === 'time';
  const years = [...points, ...(own === null ? [] : [own])].map(({ x }) => x);
  const room = isTime ? ROOM.none : narrow ? ROOM.narrow : ROOM.wide;
  return {
    groups: [
      { points, colour: 'f32', shape: 'circle', filled: false, radius: 5.5 },
      ...(own === null
        ? []
        : [
            {
              points: [own],
              colour: 'i8' as const,
              shape: 'rectRot' as const,
              filled: true,
              radius: 7,
            },
          ]),
    ],
    fits: fit.length === 0 ? [] : [fit],
    compared: curves.map((curve) => ({ ...curve, at: 'end' })),
    years: { from: Math.floor(Math.min(...years)), to: Math.max(...years) + room },
    span,
    title: isTime
      ? { wide: 'Training time on this device', narrow: 'Training time on this device' }
      : {
          wide: 'Compute to reach AlexNet level, FLOP (1 MAC = 2 FLOP)',
          narrow: 'FLOP to AlexNet level',
        },
    ...(isTime ? { ticks: DURATIONS } : {}),
  };
}
