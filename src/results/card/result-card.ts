// A result as a picture for a chat or a README: the device, its headline figures with intervals, and how they were taken.
import { formatInterval, withUnit } from '../../shared/format.ts';
import { problemLabel } from '../../shared/problem.ts';
import type { Interval } from '../../shared/statistics.ts';
import type { ComparedRun } from '../compare/compared-run.ts';
import { DRIFT_UNNOTICED } from '../compare/thresholds.ts';
import { deviceName } from '../device-name.ts';
import { rateUnit } from '../headline.ts';
import { headlineOfRun } from '../link/headline-of-run.ts';
import { cleanText, wrapText } from './card-text.ts';
import { type CardColours, cardColours, type CardTheme } from './card-theme.ts';
import { CARD, card, type Card, figure, heading, SMALLEST_TEXT, text } from './draw-card.ts';

export interface CardOptions {
  readonly theme: CardTheme;
}

interface CardFigure {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  /** Empty where the interval has no width. */
  readonly range: string;
  readonly detail: string;
}

const SOFTWARE = 'Software adapter, not a GPU';
const COLUMNS = 3;
const { width, margin } = CARD;
const INNER = width - 2 * margin;

/** @param run a whole result (`runOfProfile`) or a summary (`runOfSummary`). */
export function resultCard(run: ComparedRun, { theme }: CardOptions): Card {
  const colours = cardColours[theme];
  const name = deviceName(run.identity);
  const figures = figuresOf(run);
  const conditions = conditionsOf(run);
  const title = `${name}, measured by Flopscope`;
  const alt = [
    `${name}${run.identity.softwareAdapter ? ` (${SOFTWARE.toLowerCase()})` : ''}, measured by Flopscope on ${run.createdAt.slice(0, 10)}.`,
    ...figures.map(
      ({ label, value, unit, range, detail }) =>
        `${label}: ${withUnit(value, unit)}${range === '' ? '' : ` (${range})`}${detail === '' ? '' : `, ${detail}`}.`,
    ),
    ...conditions.map((line) => `${line}.`),
  ].join(' ');
  const isLarge = figures.length <= COLUMNS;
  // Two rows of figures need the room.
  const [size, leading] = isLarge ? [52, 60] : [44, 50];
  const style = { size, weight: 700 } as const;
  const lines = wrapText(cleanText(name), style, INNER, 2);
  return card(colours, title, alt, [
    ...heading(colours, run.identity.softwareAdapter ? SOFTWARE : '', run.createdAt.slice(0, 10)),
    ...lines.map((content, index) =>
      text(content, {
        ...{ ...style, x: margin, y: 166 + index * leading, fill: colours.ink, width: INNER },
      }),
    ),
    ...figuresGrid(figures, colours),
    ...conditions.map((content, index) =>
      text(content, {
        ...{ x: margin, y: 592 - (conditions.length - 1 - index) * 34, size: SMALLEST_TEXT },
        ...{ fill: colours.muted, width: INNER },
      }),
    ),
  ]);
}

function figuresOf(run: ComparedRun): readonly CardFigure[] {
  const { compute, bandwidth, bandwidthKind, launchMs } = headlineOfRun(run);
  const entry = (label: string, interval: Interval, unit: string, detail = ''): CardFigure => ({
    label,
    ...formatInterval(interval, unit),
    detail,
  });
  return [
    ...compute.map(({ precision, rate, figure: { problem } }) =>
      entry(`Matrix product, ${precision}`, rate, rateUnit(precision), problemLabel(problem)),
    ),
    ...(bandwidth === undefined
      ? []
      : [entry(`Memory, ${bandwidthKind ?? 'copy'}`, bandwidth, 'B/s')]),
    ...(launchMs === undefined ? [] : [entry('Launch of a kernel', inSeconds(launchMs), 's')]),
  ];
}

function inSeconds({ median, low, high }: Interval): Interval {
  return { median: median / 1e3, low: low / 1e3, high: high / 1e3 };
}

/** One row of three, large, or two rows. */
function figuresGrid(figures: readonly CardFigure[], colours: CardColours): readonly string[] {
  if (figures.length === 0) {
    return [
      text('No matrix product, memory or launch was measured.', {
        ...{ x: margin, y: 400, size: 30, fill: colours.muted, width: INNER },
      }),
    ];
  }
  const isLarge = figures.length <= COLUMNS;
  const [size, top, height] = isLarge ? [68, 390, 0] : [46, 318, 132];
  // Four are two and two.
  const columns = figures.length === 4 ? 2 : COLUMNS;
  const column = INNER / columns;
  return figures.slice(0, 2 * columns).flatMap(({ label, value, unit, range, detail }, index) => {
    const x = margin + (index % columns) * column;
    const y = top + Math.floor(index / columns) * height;
    const width = column - 16;
    const small = { x, size: SMALLEST_TEXT, fill: colours.muted, width };
    return [
      text(label, { ...small, y: y - size - 4 }),
      figure(value, unit, { x, y, size, fill: colours.ink, weight: 700, width }),
      text(range === '' ? '' : withUnit(range, unit), { ...small, y: y + 35 }),
      ...(isLarge ? [text(detail, { ...small, y: y + 69 })] : []),
    ];
  });
}

/** How it was measured, and what weakens it. */
function conditionsOf(run: ComparedRun): readonly string[] {
  const { suite, suiteVersion, timingMethod, runtime, operatingSystem, complete, drift } = run;
  const clock =
    timingMethod === 'timestamp-query' ? 'timed by GPU timestamps' : 'timed by the host’s clock';
  const cautions = [
    ...(complete ? [] : ['ended before its plan']),
    ...(drift > DRIFT_UNNOTICED ? ['the device changed pace during the run'] : []),
    ...(run.visibility === 'was-hidden' ? ['the page was in the background for a while'] : []),
    ...(run.charging === false ? ['on battery'] : []),
  ];
  return [
    ...(cautions.length === 0 ? [] : [`With care: ${cautions.join(', ')}`]),
    `${clock.charAt(0).toUpperCase()}${clock.slice(1)}; suite ${suite} ${suiteVersion}; ${[runtime, operatingSystem].filter((part) => part !== '').join(', ')}`,
    'WebGPU, in the browser or in Node. Medians with 95 % intervals; 1 MAC = 2 FLOP',
  ].map(cleanText);
}
