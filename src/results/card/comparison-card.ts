// A comparison as a picture: the answer in words, the verdict with its first reason, and ratios with their intervals on one
// logarithmic scale. Ratios that are withheld on the page are withheld here.
import type { Interval } from '../../shared/statistics.ts';
import type { ComparedRun } from '../compare/compared-run.ts';
import { compareAnswer } from '../compare/compare-answer.ts';
import type { Comparison } from '../compare/comparison.ts';
import { commonProblems, meanLabel } from '../compare/mean-subject.ts';
import { printRatio } from '../compare/print-ratio.ts';
import { type RatioMark, type RatioRow, ratioRows } from '../compare/ratio-rows.ts';
import { judge, type Verdict } from '../compare/verdict.ts';
import { cleanText, fitText, wrapText } from './card-text.ts';
import { type CardColours, cardColours } from './card-theme.ts';
import {
  badge,
  BADGE_HEIGHT,
  badgeWidth,
  CARD,
  card,
  type Card,
  dot,
  heading,
  line,
  SMALLEST_TEXT,
  text,
} from './draw-card.ts';
import type { CardOptions } from './result-card.ts';

const { width, margin } = CARD;
const INNER = width - 2 * margin;
const ANSWER = { size: 46, weight: 700 } as const;
const ANSWER_LEADING = 54;
const ANSWER_LINES = 3;
/** Two names of that width and the words between them fill those lines; longer names are cut, so that the number is not. */
const NAME_WIDTH = 900;
const SMALL = { size: SMALLEST_TEXT } as const;
const SMALL_LEADING = 31;
const ROW_HEIGHT = 42;
const FOOT = 592;
/** Of the scale: labels stand before it, figures behind. */
const SCALE = { from: 520, to: 806 } as const;

const verdictNames: Readonly<Record<Verdict, string>> = {
  comparable: 'Comparable',
  'with-care': 'With care',
  'not-comparable': 'Not comparable',
};

export function comparisonCard(comparison: Comparison, { theme }: CardOptions): Card {
  const colours = cardColours[theme];
  const named = withShortNames(comparison);
  const { devices } = named;
  const { before, strong, after, detail } = compareAnswer(named);
  const answer = `${before}${strong}${after}`;
  const lines = wrapText(answer, ANSWER, INNER, ANSWER_LINES);
  const judged = judge(devices.flatMap(({ comparability }) => comparability.reasons));
  const verdict = devices.length < 2 ? undefined : judged.verdict;
  const y = 156 + (lines.length - 1) * ANSWER_LEADING + 26;
  const ratios = ratioRows(named);
  const reasons = judged.reasons.map(({ sentence }) => sentence).join(' ');
  // Without ratios the reasons have their place.
  const mostLines = ratios.length === 0 ? Math.floor((FOOT - 50 - y) / SMALL_LEADING) : 2;
  const top = y + BADGE_HEIGHT + 44;
  const rows = shownRows(ratios, Math.floor((FOOT - 50 - top) / ROW_HEIGHT), named);
  const conditions = conditionsOf(named);
  const alt = [
    `${answer}.`,
    detail,
    verdict === undefined ? '' : `Verdict: ${verdictNames[verdict].toLowerCase()}.`,
    ...rows.map(
      ({ label, mark }) =>
        `${label}: ${printed(mark)}${mark.flagged ? ', although not comparable' : ''}.`,
    ),
    `${conditions}.`,
  ];
  return card(
    colours,
    `Devices compared by Flopscope: ${answer}`,
    alt.filter((part) => part !== '').join(' '),
    [
      ...heading(colours, softwareOf(named), datesOf(named)),
      ...lines.map((content, index) =>
        text(content, {
          ...{ ...ANSWER, x: margin, y: 156 + index * ANSWER_LEADING, fill: colours.ink },
          width: INNER,
        }),
      ),
      ...verdictPart(verdict, reasons, y, mostLines, colours),
      ...ratioPart(rows, named, top, colours),
      text(conditions, { ...SMALL, x: margin, y: FOOT, fill: colours.muted, width: INNER }),
    ],
  );
}

function withShortNames(comparison: Comparison): Comparison {
  const devices = comparison.devices.map((device) => ({
    ...device,
    name: fitText(cleanText(device.name), ANSWER, NAME_WIDTH),
  }));
  return { ...comparison, devices };
}

interface ShownRow {
  readonly label: string;
  readonly mark: RatioMark;
}

/** Of two devices several figures; of more, the first figure of each. */
function shownRows(
  rows: readonly RatioRow[],
  room: number,
  comparison: Comparison,
): readonly ShownRow[] {
  const [first] = rows;
  const shown =
    comparison.devices.length === 2
      ? rows.flatMap(({ label, marks: [mark] }) =>
          mark === undefined ? [] : [{ label: shortLabel(label, comparison), mark }],
        )
      : (first?.marks ?? []).map((mark) => ({ label: mark.name, mark }));
  return shown.slice(0, Math.max(0, room));
}

/** "Geometric mean, 14 problems". */
function shortLabel(label: string, comparison: Comparison): string {
  const { length } = commonProblems(comparison);
  return length > 1 && label === meanLabel(comparison)
    ? `Geometric mean, ${length} problems`
    : label;
}

function verdictPart(
  verdict: Verdict | undefined,
  sentences: string,
  y: number,
  mostLines: number,
  colours: CardColours,
): readonly string[] {
  const { muted, surface, caution, cautionWash, failure, failureWash } = colours;
  const [colour, wash] = {
    comparable: [muted, surface] as const,
    'with-care': [caution, cautionWash] as const,
    'not-comparable': [failure, failureWash] as const,
  }[verdict ?? 'comparable'];
  const name = verdict === undefined ? '' : verdictNames[verdict];
  const x = verdict === undefined ? margin : margin + badgeWidth(name) + 18;
  const room = width - margin - x;
  return [
    verdict === undefined ? '' : badge(name, { x: margin, y, colour, wash }),
    ...wrapText(cleanText(sentences), SMALL, room, mostLines).map((content, index) =>
      text(content, { ...SMALL, x, y: y + 22 + index * SMALL_LEADING, fill: muted, width: room }),
    ),
  ];
}

function ratioPart(
  rows: readonly ShownRow[],
  comparison: Comparison,
  top: number,
  colours: CardColours,
): readonly string[] {
  if (rows.length === 0) return [];
  const { devices, reference } = comparison;
  const place = scaleOf(rows.map(({ mark }) => mark.ratio));
  const one = place(1);
  const bottom = top + rows.length * ROW_HEIGHT;
  const more = devices.length - 1 - rows.length;
  const subject =
    devices.length === 2
      ? ''
      : `${more > 0 ? `And ${more} more. ` : ''}${shortLabel(meanLabel(comparison), comparison)}. `;
  const muted = { ...SMALL, x: margin, fill: colours.muted, width: INNER };
  return [
    line(one, one, top - 6, bottom - 4, colours.line),
    ...rows.flatMap((row, index) => ratioRow(row, top + index * ROW_HEIGHT + 16, place, colours)),
    text(`${subject}Line: as fast as “${devices[reference]?.name ?? ''}”; right of it is faster`, {
      ...muted,
      y: bottom + 22,
    }),
  ];
}

function ratioRow(
  { label, mark }: ShownRow,
  y: number,
  place: (ratio: number) => number,
  colours: CardColours,
): readonly string[] {
  const { ratio, flagged, device } = mark;
  const colour = colours.series[device % colours.series.length] ?? colours.ink;
  const [from, middle, to] = [place(ratio.low), place(ratio.median), place(ratio.high)];
  return [
    text(label, {
      ...{ ...SMALL, x: margin, y: y + 8, fill: colours.ink },
      width: SCALE.from - margin - 16,
    }),
    line(from, to, y, y, colour, 3),
    line(from, from, y - 8, y + 8, colour, 3),
    line(to, to, y - 8, y + 8, colour, 3),
    dot(middle, y, 9, colour),
    flagged ? dot(middle, y, 5, colours.surface) : '',
    text(printed(mark), {
      ...{ ...SMALL, x: width - margin, y: y + 8, weight: 600, anchor: 'end' },
      fill: flagged ? colours.caution : colours.ink,
      width: width - margin - SCALE.to - 12,
    }),
  ];
}

/** The scale reaches at least this far to either side of 1, or a difference of 2 % would look like one of 2×. */
const LEAST_REACH = 1.25;

function scaleOf(ratios: readonly Interval[]): (ratio: number) => number {
  const low = Math.log(Math.min(1 / LEAST_REACH, ...ratios.map((ratio) => ratio.low)));
  const high = Math.log(Math.max(LEAST_REACH, ...ratios.map((ratio) => ratio.high)));
  return (ratio) => SCALE.from + ((SCALE.to - SCALE.from) * (Math.log(ratio) - low)) / (high - low);
}

/** "2.0× (1.8–2.2)". */
function printed({ ratio }: RatioMark): string {
  const { value, range } = printRatio(ratio);
  return range === '' ? value : `${value} (${range})`;
}

function datesOf({ devices }: Comparison): string {
  const days = devices
    .flatMap(({ used }) => used.map(({ createdAt }) => createdAt.slice(0, 10)))
    .sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return first === last ? first : `${first} to ${last}`;
}

function conditionsOf({ devices, basis }: Comparison): string {
  const runs = devices.flatMap(({ used }) => used);
  const clocks = new Set(runs.map(({ timingMethod }) => timingMethod));
  const clock =
    clocks.size > 1
      ? 'different clocks'
      : clocks.has('timestamp-query')
        ? 'GPU timestamps'
        : 'the host’s clock';
  const code = basis === 'same-code' ? 'kernels of the same code' : 'best kernel of each';
  return `WebGPU; ${code}; ${clock}; 95 % intervals; ${suitesOf(runs)}`;
}

function suitesOf(runs: readonly ComparedRun[]): string {
  const suites = [...new Set(runs.map(({ suite, suiteVersion }) => `${suite} ${suiteVersion}`))];
  return suites.length === 1 ? `suite ${suites[0] ?? ''}` : `suites ${suites.join(', ')}`;
}

function softwareOf({ devices }: Comparison): string {
  const software = devices.filter(({ softwareAdapter }) => softwareAdapter).length;
  if (software === 0) return '';
  if (software < devices.length) return `${software} of ${devices.length} a software adapter`;
  return software === 1 ? 'Software adapter, not a GPU' : 'Software adapters, not GPUs';
}
