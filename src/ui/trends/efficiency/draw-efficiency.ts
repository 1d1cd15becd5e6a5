// Chart.js for the efficiency ruler: years across, compute or time on a logarithmic axis. Loaded when the first one is
// drawn.
import {
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import { powerOfTen } from '../../../shared/format.ts';
import type { DrawContext, Drawn } from '../../charts/chart-element.ts';
import type { Palette } from '../../charts/palette.ts';
import { tooltipStyle } from '../../charts/tooltip-style.ts';
import type { EfficiencyPicture, PicturePoint } from './efficiency-picture.ts';

Chart.register(
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
  annotation,
);

interface Plotted {
  readonly x: number;
  readonly y: number;
  readonly point?: PicturePoint;
}

type Dataset = ChartDataset<'line', Plotted[]>;

/** Years beyond the last point, for the names at the ends of the lines. */
const ROOM = { wide: 1.6, narrow: 1.8 };

/** A tooltip's line holds about as many characters on a phone. */
const LINE = 46;

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

export function drawEfficiency(
  picture: EfficiencyPicture,
  { canvas, palette, narrow }: DrawContext,
): Drawn {
  const font = { family: palette.face, size: 12 };
  const isTime = picture.reading === 'time';
  const years = [...picture.points, ...(picture.own === null ? [] : [picture.own])].map(
    ({ x }) => x,
  );
  const labels = isTime ? 0.4 : narrow ? ROOM.narrow : ROOM.wide;
  return new Chart<'line', Plotted[]>(canvas, {
    type: 'line',
    data: { datasets: datasetsOf(picture, palette) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 12, right: 8 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          type: 'linear',
          min: Math.floor(Math.min(...years)),
          max: Math.max(...years) + labels,
          grid: { color: palette.grid },
          border: { color: palette.line },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            stepSize: narrow ? 2 : 1,
            callback: (value) => (Number.isInteger(Number(value)) ? String(value) : ''),
          },
        },
        y: {
          type: 'logarithmic',
          min: picture.span.low,
          max: picture.span.high,
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: {
            display: true,
            text: isTime
              ? 'Training time on this device'
              : narrow
                ? 'FLOP to AlexNet level'
                : 'Compute to reach AlexNet level, FLOP (1 MAC = 2 FLOP)',
            color: palette.text,
            font,
          },
          afterBuildTicks: (axis) => {
            axis.ticks = (isTime ? [...DURATIONS.keys()] : powersWithin(picture.span))
              .filter((value) => value >= axis.min && value <= axis.max)
              .map((value) => ({ value }));
          },
          ticks: {
            color: palette.text,
            font,
            autoSkip: false,
            callback: (value) =>
              isTime
                ? (DURATIONS.get(Number(value)) ?? '')
                : powerOfTen(Math.round(Math.log10(Number(value)))),
          },
        },
      },
      plugins: {
        annotation: { annotations: namesOf(picture, palette, narrow) },
        tooltip: {
          ...tooltipStyle(palette, font),
          filter: ({ raw }) => isNamed(raw),
          callbacks: {
            title: ([item]) => (isNamed(item?.raw) ? item.raw.point.label : ''),
            label: ({ raw }) => (isNamed(raw) ? raw.point.lines.flatMap(wrapped) : []),
          },
        },
      },
    },
  });
}

function datasetsOf(picture: EfficiencyPicture, palette: Palette): Dataset[] {
  const { points, own, fit, curves } = picture;
  const faint = `color-mix(in srgb, ${palette.text} 45%, transparent)`;
  const plain = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0 } as const;
  const dots = {
    showLine: false,
    pointRadius: 5.5,
    pointHoverRadius: 7,
    pointHitRadius: 12,
    pointBackgroundColor: palette.surface,
    pointBorderWidth: 2.5,
  } as const;
  return [
    {
      ...dots,
      data: points.map(plot),
      pointBorderColor: palette.f32,
    },
    ...(own === null
      ? []
      : [
          {
            ...dots,
            data: [plot(own)],
            pointStyle: 'rectRot' as const,
            pointRadius: 7,
            pointBackgroundColor: palette.i8,
            pointBorderColor: palette.i8,
          },
        ]),
    // Each bar is a line of its own: what is no number separates it from the next.
    {
      ...plain,
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
      borderColor: palette.f32,
    },
    { ...plain, data: fit.map(({ x, y }) => ({ x, y })), borderWidth: 2, borderColor: palette.f32 },
    {
      ...plain,
      data: fit.map(({ x, high }) => ({ x, y: high })),
      fill: '+1',
      backgroundColor: `color-mix(in srgb, ${palette.f32} 16%, transparent)`,
    },
    { ...plain, data: fit.map(({ x, low }) => ({ x, y: low })) },
    ...curves.map((curve) => ({
      ...plain,
      data: curve.points.map(plot),
      borderWidth: 1.25,
      borderDash: [4, 4],
      borderColor: faint,
      pointHitRadius: 5,
    })),
  ];
}

/** The name of each line at its end, or where it leaves the chart. */
function namesOf(
  { curves, span }: EfficiencyPicture,
  palette: Palette,
  narrow: boolean,
): Record<string, AnnotationOptions> {
  const font = { family: palette.face, size: narrow ? 10 : 11 };
  return Object.fromEntries(
    curves.flatMap(({ label, short, points }) => {
      const end = points.findLast(({ y }) => y >= span.low);
      if (end === undefined) return [];
      const isCut = end !== points.at(-1);
      const name: AnnotationOptions = {
        type: 'label',
        xValue: end.x,
        yValue: end.y,
        content: narrow ? short : label,
        position: { x: 'start', y: isCut ? 'end' : 'center' },
        color: palette.text,
        font,
        padding: { left: 4, right: 2, top: 0, bottom: isCut ? 4 : 0 },
      };
      return [[label, name]];
    }),
  );
}

function plot(point: PicturePoint): Plotted {
  return { x: point.x, y: point.y, point };
}

function powersWithin({ low, high }: EfficiencyPicture['span']): readonly number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const count = Math.floor(Math.log10(high) + 1e-9) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, step) => 10 ** (first + step));
}

/** A source may be longer than the chart is wide. */
function wrapped(line: string): readonly string[] {
  return line.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + word.length >= LINE
      ? [...lines, word]
      : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

function isNamed(raw: unknown): raw is Required<Plotted> {
  return typeof raw === 'object' && raw !== null && 'point' in raw && raw.point !== undefined;
}
