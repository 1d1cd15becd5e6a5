// What the charts of Trends plot alike: points that tell where they come from when they are pointed at, lines without
// points, and bands around them.
import type { ChartDataset } from 'chart.js';
import type { Palette, PaletteColour } from '../charts/palette.ts';
import { tooltipStyle } from '../charts/tooltip-style.ts';
import { wrapLine } from '../charts/wrap-line.ts';

/** What is said when a point is pointed at. */
interface Told {
  readonly label: string;
  readonly lines: readonly string[];
}

export interface ToldPoint extends Told {
  readonly x: number;
  readonly y: number;
}

export interface Plotted {
  readonly x: number;
  readonly y: number;
  readonly point?: Told;
}

export type PlottedLine = ChartDataset<'line', Plotted[]>;

/** Points that look alike. */
export interface DotGroup {
  readonly points: readonly ToldPoint[];
  readonly colour: PaletteColour;
  readonly shape: 'circle' | 'rect' | 'rectRot' | 'triangle';
  readonly filled: boolean;
  /** Pixels. */
  readonly radius: number;
}

export interface BandPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/** Many small points stand close together: each answers for less around it. */
const SMALL = 5;

export const PLAIN = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0 } as const;

export function dotsOf(
  { points, colour, shape, filled, radius }: DotGroup,
  palette: Palette,
): PlottedLine {
  return {
    data: points.map((point) => ({ x: point.x, y: point.y, point })),
    showLine: false,
    pointStyle: shape,
    pointRadius: radius,
    pointHoverRadius: radius + 1.5,
    pointHitRadius: radius < SMALL ? 4 : 12,
    pointBackgroundColor: filled ? palette[colour] : palette.surface,
    pointBorderColor: palette[colour],
    pointBorderWidth: radius < SMALL ? 1.25 : 2.5,
  };
}

/** The line's edges with what lies between them coloured; the line itself stands in front. */
export function bandOfLine(
  points: readonly BandPoint[],
  colour: PaletteColour,
  palette: Palette,
): readonly PlottedLine[] {
  return [
    {
      ...PLAIN,
      data: points.map(({ x, high }) => ({ x, y: high })),
      fill: '+1',
      backgroundColor: `color-mix(in srgb, ${palette[colour]} 16%, transparent)`,
    },
    { ...PLAIN, data: points.map(({ x, low }) => ({ x, y: low })) },
  ];
}

/** For the tooltip of a chart: what the point tells, in lines that fit. */
export function tellPoint(palette: Palette, font: Parameters<typeof tooltipStyle>[1]) {
  return {
    ...tooltipStyle(palette, font),
    filter: ({ raw }: { readonly raw: unknown }) => isTold(raw),
    callbacks: {
      title: ([item]: readonly { readonly raw: unknown }[]) =>
        item !== undefined && isTold(item.raw) ? wrapLine(item.raw.point.label) : '',
      label: ({ raw }: { readonly raw: unknown }) =>
        isTold(raw) ? raw.point.lines.flatMap(wrapLine) : [],
    },
  };
}

function isTold(raw: unknown): raw is Required<Plotted> {
  return typeof raw === 'object' && raw !== null && 'point' in raw && raw.point !== undefined;
}
