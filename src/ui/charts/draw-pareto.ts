// Chart.js for merit against cost. Loaded when the first one is drawn.
import type { ChartDataset } from 'chart.js';
import type { DrawContext, Drawn } from './chart-element.ts';
import { namePoints, type NamedPoint } from './name-points.ts';
import type { Palette } from './palette.ts';
import type { ParetoPoint } from './pareto-front.ts';
import type { ParetoAxis, ParetoPicture } from './pareto-picture.ts';
import { Chart } from './registered-chart.ts';
import { tooltipStyle } from './tooltip-style.ts';

/** Of the largest over the smallest x: below, the ticks of a logarithmic axis stand too close. */
const WIDE = 12;

/** How far a point on the frame reaches over it, in pixels. */
const OVER_FRAME = 10;

interface Plotted {
  readonly x: number;
  readonly y: number;
  readonly xMin?: number;
  readonly xMax?: number;
  readonly yMin?: number;
  readonly yMax?: number;
  readonly point: ParetoPoint;
}

type Dataset = ChartDataset<'scatterWithErrorBars', Plotted[]>;

export function drawPareto(picture: ParetoPicture, context: DrawContext): Drawn {
  const { canvas, palette, narrow } = context;
  const font = { family: palette.face, size: 12 };
  const xs = picture.points.map(({ x }) => x);
  const isWide = Math.min(...xs) > 0 && Math.max(...xs) > WIDE * Math.min(...xs);
  const title = ({ title: text }: ParetoAxis) => ({
    display: true,
    text,
    color: palette.text,
    font,
  });
  return new Chart<'scatterWithErrorBars', Plotted[]>(canvas, {
    type: 'scatterWithErrorBars',
    data: { datasets: datasetsOf(picture, palette) },
    plugins: [namePoints('pareto-names', namesOf(picture.points, palette), palette)],
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 8, right: 16 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          type: isWide ? 'logarithmic' : 'linear',
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: title(picture.x),
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            maxTicksLimit: narrow ? 4 : 8,
            autoSkipPadding: 16,
            callback: (value) =>
              isWide && !isRound(Number(value), narrow) ? null : picture.x.format(Number(value)),
          },
        },
        y: {
          ...spanOf(picture),
          grid: { color: palette.grid },
          border: { color: palette.line },
          title: title(picture.y),
          ticks: {
            color: palette.text,
            font,
            maxTicksLimit: 8,
            callback: (value) => picture.y.format(Number(value)),
          },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipStyle(palette, font),
          callbacks: {
            title: ([item]) => (isPlotted(item?.raw) ? item.raw.point.label : ''),
            label: ({ raw }) => (isPlotted(raw) ? linesOf(raw.point, picture) : []),
          },
        },
      },
    },
  });
}

function spanOf({ points, y: { leastSpan } }: ParetoPicture) {
  const values = points.flatMap(({ y, yLow = y, yHigh = y }) => [yLow, yHigh]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (leastSpan === undefined || high - low >= leastSpan) return {};
  const middle = (low + high) / 2;
  return { suggestedMin: middle - leastSpan / 2, suggestedMax: middle + leastSpan / 2 };
}

/** On a logarithmic axis labels stand at 1, 2 and 5 of each power of ten, at 3 too where there is room. */
function isRound(value: number, narrow: boolean): boolean {
  const leading = Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
  return (narrow ? [1, 2, 5] : [1, 2, 3, 5]).includes(leading);
}

/** The reference, what nothing beats, and the rest, each with its look. */
function datasetsOf({ points, predicted }: ParetoPicture, palette: Palette): Dataset[] {
  const dim = `color-mix(in srgb, ${palette.text} 45%, transparent)`;
  const group = (
    test: (point: ParetoPoint) => boolean,
    look: {
      readonly colour: string;
      readonly radius: number;
      readonly style: 'circle' | 'rectRot';
    },
  ) => ({
    type: 'scatterWithErrorBars' as const,
    data: points.filter(test).map(plotted),
    clip: OVER_FRAME,
    pointStyle: look.style,
    radius: look.radius,
    hoverRadius: look.radius + 2,
    backgroundColor: predicted && look.style === 'circle' ? palette.surface : look.colour,
    borderColor: look.colour,
    borderWidth: 2,
    errorBarColor: look.colour,
    errorBarWhiskerColor: look.colour,
    errorBarLineWidth: 1.25,
    errorBarWhiskerSize: 6,
  });
  const isReference = ({ reference }: ParetoPoint) => reference === true;
  const isBeaten = (point: ParetoPoint) => point.dominated === true && !isReference(point);
  return [
    group(isReference, { colour: palette.ink, radius: 7, style: 'rectRot' }),
    group((point) => !isReference(point) && !isBeaten(point), {
      colour: palette.f32,
      radius: 5.5,
      style: 'circle',
    }),
    group(isBeaten, { colour: dim, radius: 4, style: 'circle' }),
  ];
}

function plotted(point: ParetoPoint): Plotted {
  const { x, y, xLow, xHigh, yLow, yHigh } = point;
  return {
    ...{ x, y, point },
    ...(xLow === undefined || xHigh === undefined ? {} : { xMin: xLow, xMax: xHigh }),
    ...(yLow === undefined || yHigh === undefined ? {} : { yMin: yLow, yMax: yHigh }),
  };
}

/** The names of what nothing beats choose their places first. */
function namesOf(points: readonly ParetoPoint[], palette: Palette): readonly NamedPoint[] {
  const first = (point: ParetoPoint) =>
    point.reference === true ? 0 : point.dominated === true ? 2 : 1;
  return [...points]
    .sort((a, b) => first(a) - first(b))
    .map((point) => ({
      ...point,
      colour: point.dominated === true ? palette.text : palette.ink,
    }));
}

function linesOf(point: ParetoPoint, { x, y }: ParetoPicture): string[] {
  const line = (axis: ParetoAxis, value: number, low?: number, high?: number): string =>
    low === undefined || high === undefined || low === high
      ? `${axis.title}: ${axis.format(value)}`
      : `${axis.title}: ${axis.format(value)} (${axis.format(low)} to ${axis.format(high)})`;
  return [
    line(y, point.y, point.yLow, point.yHigh),
    line(x, point.x, point.xLow, point.xHigh),
    ...(point.dominated === true && point.reference !== true ? ['another beats it in both'] : []),
  ];
}

function isPlotted(raw: unknown): raw is Plotted {
  return typeof raw === 'object' && raw !== null && 'point' in raw;
}
