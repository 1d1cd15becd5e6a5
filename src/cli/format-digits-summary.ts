// The digits experiment as a table for terminals.
import type { DigitsCosts, DigitsRepayment } from '../estimate/shrink/digits-costs.ts';
import { energyParts } from '../estimate/shrink/print-amount.ts';
import type { DigitsPlan } from '../models/digits-shrink/digits-plan.ts';
import type {
  DigitsSummary,
  DigitsVariantSummary,
  TeacherVerdict,
} from '../models/digits-shrink/summarise-digits.ts';
import type { Interval } from '../shared/statistics.ts';
import type { MeanInterval } from '../shared/t-interval.ts';
import { formatTable } from './format-table.ts';

const VERDICTS: Readonly<Record<TeacherVerdict, string>> = {
  gain: 'the teacher helps',
  loss: 'the teacher harms',
  'no gain here': 'no gain here: the interval includes zero',
  'too few seeds': 'one seed tells nothing; run more',
};

/** @param measured whether the kernels were chosen by a measurement of this device. */
export function formatDigitsSummary(
  plan: DigitsPlan,
  summary: DigitsSummary & { readonly costs: readonly DigitsCosts[] },
  measured: boolean,
): string {
  const { seeds, variants, teacher, costs } = summary;
  const head = [
    'variant',
    'right, %',
    'to dense, points',
    'parameters',
    'bytes',
    'batch 1',
    'batch 100',
    'energy of one',
    'made in',
    'repaid after',
  ];
  const rows = variants.map((variant) => [
    variant.runAs === 'stored' ? variant.step : `${variant.step} *`,
    meanOf(variant.accuracy, 2),
    variant.toDense === undefined ? '' : meanOf(variant.toDense, 2),
    grouped(variant.parameters),
    grouped(variant.bytes),
    ...[1, 100].map((batch) => latencyOf(variant, batch)),
    ...costsOf(variant, costs),
  ]);
  const asDense = variants.find(({ runAs }) => runAs === 'dense');
  const { labels, temperature, softWeight } = plan.settings.student;
  return [
    `${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, size ${plan.size}; 1,500 held-out digits; means with 95 % intervals over seeds.`,
    'Times are of one inference; × is the dense time over it, from samples taken in turn. Energy is estimated, and',
    'a variant is repaid after as many single images as save the time of making it.',
    ...(measured
      ? []
      : [
          'No measurement of this device chose the kernels: a × may tell of a poorly chosen dense kernel. Run "flopscope measure --suite training" first.',
        ]),
    '',
    formatTable([head, ...rows]),
    '',
    ...(asDense === undefined
      ? []
      : [`* run with the same weights as dense f32: ${asDense.reason ?? ''}`]),
    ...(teacher === undefined
      ? []
      : [
          `Taught minus untaught student, ${labels} labels, temperature ${temperature}, soft weight ${softWeight}: ${meanOf(teacher.difference, 2)} points over ${teacher.difference.count} paired ${teacher.difference.count === 1 ? 'seed' : 'seeds'}; ${VERDICTS[teacher.verdict]}.`,
        ]),
    '',
  ].join('\n');
}

function meanOf({ mean, low, high }: MeanInterval, digits: number): string {
  const centre = mean.toFixed(digits);
  if (low === undefined || high === undefined) return centre;
  return `${centre} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}

function latencyOf({ latencies }: DigitsVariantSummary, batch: number): string {
  const found = latencies.find((each) => each.batch === batch);
  if (found === undefined) return '';
  return `${milliseconds(found.ms.median)} ms, ×${ratioOf(found.speedup)}`;
}

function costsOf(
  { step, steps, stepsMs }: DigitsVariantSummary,
  costs: readonly DigitsCosts[],
): readonly string[] {
  const one = costs.find((each) => each.step === step)?.batches.find(({ batch }) => batch === 1);
  const energy = one?.energyKwh ?? null;
  const repayment = one?.repayment ?? null;
  return [
    energy === null ? '' : energyParts(energy).value,
    steps === 0 ? '' : `${(stepsMs / 1e3).toPrecision(3)} s`,
    repayment === null ? '' : printRepayment(repayment),
  ];
}

function printRepayment(repayment: DigitsRepayment): string {
  return repayment.kind === 'after'
    ? repayment.images.value.toLocaleString('en-GB', { maximumSignificantDigits: 2 })
    : repayment.kind;
}

function ratioOf({ median, low, high }: Interval): string {
  return `${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function milliseconds(value: number): string {
  return value < 100 ? value.toPrecision(3) : value.toFixed(0);
}
