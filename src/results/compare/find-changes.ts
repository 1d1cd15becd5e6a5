// What changed between two runs of one device by more than its noise: the marks of a history, and a gate on regressions.
import { probit } from 'simple-statistics';
import type { Interval } from '../../shared/statistics.ts';
import { comparability } from './comparability.ts';
import type { ComparedFigure, ComparedRun } from './compared-run.ts';
import { deviceFigure, type ReportedFigure, type Reports, speedRatio } from './device-figure.ts';
import type { FigureUnit } from './figure-rate.ts';
import { comparabilityOfFigures } from './figure-rules.ts';
import { NORMAL_HALF_WIDTH } from './replicates.ts';
import { reportsByKey } from './reports-by-key.ts';
import { type Comparability, judge } from './verdict.ts';

export interface Change {
  readonly key: string;
  /** Of the newest report. */
  readonly before: ComparedFigure;
  readonly after: ComparedFigure;
  readonly unit: FigureUnit;
  /** In that unit; of several reports their median. */
  readonly valueBefore: Interval;
  readonly valueAfter: Interval;
  /** Speed after over speed before, with the 95 % interval of this figure alone. */
  readonly ratio: Interval;
  /**
   * By how much the ratio may differ from 1 without meaning anything: 0.1 reads "from 1 / 1.1 to 1.1". Of a run without
   * any change, 5 in 100 have a figure beyond it, however many figures there are.
   */
  readonly noise: number;
  readonly verdict: 'better' | 'worse' | 'within-noise';
}

export interface Changes {
  readonly comparability: Comparability;
  /** Those that got worst first; empty where the runs are not comparable. */
  readonly rows: readonly Change[];
  /** `worse` as soon as one figure is; the board and the command line decide by it. */
  readonly verdict: Change['verdict'] | 'not-comparable';
}

/** A false alarm in one of twenty runs without any change. */
const FALSE_ALARMS = 0.05;

export function findChanges(before: ComparedRun, after: ComparedRun): Changes {
  return finish(changeSteps(before, after));
}

/**
 * Against several reports of the device before, which narrow the noise.
 * @param before newest first.
 * @param ofRuns their comparability with the run after.
 */
export function findChangesSince(
  before: readonly ComparedRun[],
  after: ComparedRun,
  ofRuns: Comparability,
): Changes {
  return finish(stepsSince(before, after, ofRuns));
}

/**
 * The same figure by figure, for a page whose thread must not be held.
 * @yields the share of the figures that is done.
 */
export function changeSteps(before: ComparedRun, after: ComparedRun): Generator<number, Changes> {
  return stepsSince([before], after, comparability(before, after));
}

function finish(steps: Generator<number, Changes>): Changes {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function* stepsSince(
  before: readonly ComparedRun[],
  after: ComparedRun,
  ofRuns: Comparability,
): Generator<number, Changes> {
  if (ofRuns.verdict === 'not-comparable') {
    return { comparability: ofRuns, rows: [], verdict: 'not-comparable' };
  }
  const old = reportsByKey(before, 'best-of-each');
  const pairs = [...reportsByKey([after], 'best-of-each')].flatMap(([key, now]) => {
    const pair = pairOf(old.get(key) ?? [], now);
    return pair === undefined ? [] : [{ key, now, ...pair }];
  });
  const widening = familyWidening(pairs.length);
  const rows: Change[] = [];
  for (const { key, was, now } of pairs) {
    const [then, since] = [deviceFigure(key, was), deviceFigure(key, now)];
    const ratio = speedRatio(since, then);
    const logNoise = (Math.log(ratio.high / ratio.low) / 2) * widening;
    const log = Math.log(ratio.median);
    rows.push({
      key,
      before: was[0].figure,
      after: now[0].figure,
      unit: since.unit,
      valueBefore: then.value,
      valueAfter: since.value,
      ratio,
      noise: Math.expm1(logNoise),
      verdict: log > logNoise ? 'better' : log < -logNoise ? 'worse' : 'within-noise',
    });
    yield rows.length / pairs.length;
  }
  rows.sort((a, b) => a.ratio.median - b.ratio.median);
  const has = (verdict: Change['verdict']) => rows.some((row) => row.verdict === verdict);
  return {
    comparability: judge([
      ...ofRuns.reasons,
      ...pairs.flatMap(({ ofFigures }) => ofFigures.reasons),
    ]),
    rows,
    verdict:
      rows.length === 0
        ? 'not-comparable'
        : has('worse')
          ? 'worse'
          : has('better')
            ? 'better'
            : 'within-noise',
  };
}

/** The reports whose figure may stand beside the one now; undefined when there is none. */
function pairOf(
  before: readonly ReportedFigure[],
  [now]: Reports,
): { readonly was: Reports; readonly ofFigures: Comparability } | undefined {
  const judged = before.map((report) => ({
    report,
    ...comparabilityOfFigures(report.figure, now.figure, 'best-of-each'),
  }));
  const [newest, ...older] = judged.filter(({ verdict }) => verdict !== 'not-comparable');
  if (newest === undefined) return undefined;
  return {
    was: [newest.report, ...older.map(({ report }) => report)],
    ofFigures: judge([newest, ...older].flatMap(({ reasons }) => reasons)),
  };
}

/** Bonferroni: of many figures some lie beyond their own 95 % without any change. */
function familyWidening(figures: number): number {
  return probit(1 - FALSE_ALARMS / (2 * Math.max(figures, 1))) / NORMAL_HALF_WIDTH;
}
