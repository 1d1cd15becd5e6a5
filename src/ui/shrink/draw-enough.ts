// Chart.js for candidates by cost and score. Loaded when the first one is drawn.
import { candidateName, printScore } from '../../estimate/shrink/parse-goal.ts';
import { printAmount } from '../../estimate/shrink/print-amount.ts';
import type { Criterion, RankedCandidate } from '../../estimate/shrink/rank-candidates.ts';
import type { EnoughAnswer } from '../../estimate/shrink/smallest-enough.ts';
import { formatAmount, withUnit } from '../../shared/format.ts';
import type { DrawContext, Drawn } from '../charts/chart-element.ts';
import { Chart } from '../charts/registered-chart.ts';
import { tooltipStyle } from '../charts/tooltip-style.ts';
import { criterionNames } from './enough-question.ts';

/** Of the largest over the smallest cost: below, the ticks of a logarithmic axis stand too close. */
const WIDE = 12;

const DURATIONS = [
  [365.25 * 86_400, 'years'],
  [86_400, 'days'],
  [3600, 'h'],
  [60, 'min'],
] as const;

/** One short figure: "1.7 min", where a sentence would say 1 min 40 s. */
function axisLabel(criterion: Criterion, value: number): string {
  const exact = { value, low: value, high: value };
  if (criterion === 'size' || criterion === 'energy')
    return shortened(printAmount(criterion, exact));
  const [seconds, unit] = DURATIONS.find(([length]) => value >= length) ?? [1, 's'];
  return unit === 's'
    ? formatAmount(value, unit)
    : withUnit(Number((value / seconds).toPrecision(2)).toLocaleString('en'), unit);
}

/** An exact value has no interval to print. */
function shortened(printed: string): string {
  return printed.replace(/ \(.*\)$/, '');
}

interface Plotted {
  readonly x: number;
  readonly y: number;
  readonly candidate: RankedCandidate;
}

export function drawEnough(answer: EnoughAnswer, { canvas, palette, narrow }: DrawContext): Drawn {
  const { candidates, criterion, evaluation, goal } = answer;
  const font = { family: palette.face, size: 12 };
  const points = (dominated: boolean): Plotted[] =>
    candidates
      .filter(({ dominatedBy }) => (dominatedBy !== null) === dominated)
      .map((candidate) => ({ x: candidate.amount.value, y: candidate.score, candidate }));
  const amounts = candidates.map(({ amount }) => amount.value);
  const isWide = Math.max(...amounts) > WIDE * Math.min(...amounts);
  return new Chart<'scatter', Plotted[]>(canvas, {
    type: 'scatter',
    data: {
      datasets: [
        {
          data: points(false),
          pointRadius: 5.5,
          pointHoverRadius: 7,
          pointBackgroundColor: 'transparent',
          pointBorderColor: palette.f32,
          pointBorderWidth: 2.5,
        },
        {
          data: points(true),
          pointRadius: 4,
          pointHoverRadius: 6,
          pointBackgroundColor: 'transparent',
          pointBorderColor: `color-mix(in srgb, ${palette.text} 45%, transparent)`,
          pointBorderWidth: 1.25,
        },
      ],
    },
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
          title: {
            display: true,
            text: `${criterionNames[criterion]}${criterion === 'size' ? '' : ' on this device'}`,
            color: palette.text,
            font,
          },
          ticks: {
            color: palette.text,
            font,
            maxRotation: 0,
            maxTicksLimit: narrow ? 4 : 8,
            autoSkipPadding: 16,
            callback: (value) => axisLabel(criterion, Number(value)),
          },
        },
        y: {
          grid: { color: palette.grid },
          border: { color: palette.line },
          reverse: evaluation.better === 'lower',
          title: { display: true, text: evaluation.name, color: palette.text, font },
          ticks: { color: palette.text, font },
        },
      },
      plugins: {
        annotation: {
          annotations: {
            goal: {
              type: 'line',
              yMin: goal,
              yMax: goal,
              borderColor: palette.ink,
              borderWidth: 1.25,
              borderDash: [5, 4],
              label: {
                display: true,
                content: `enough: ${printScore(goal, evaluation)}`,
                position: 'end',
                yAdjust: -12,
                backgroundColor: 'transparent',
                color: palette.ink,
                font,
              },
            },
          },
        },
        tooltip: {
          ...tooltipStyle(palette, font),
          callbacks: {
            title: ([item]) => (isPlotted(item?.raw) ? candidateName(item.raw.candidate) : ''),
            label: ({ raw }) =>
              isPlotted(raw)
                ? [
                    printScore(raw.candidate.score, evaluation),
                    printAmount(criterion, raw.candidate.amount),
                  ]
                : [],
          },
        },
      },
    },
  });
}

function isPlotted(raw: unknown): raw is Plotted {
  return typeof raw === 'object' && raw !== null && 'candidate' in raw;
}
