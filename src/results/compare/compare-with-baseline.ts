// A run against the stored reports of its device: did it become slower by more than the noise?
import { newestFirst } from '../../shared/newest-first.ts';
import type { ComparedRun } from './compared-run.ts';
import { type Changes, findChangesSince } from './find-changes.ts';
import { standingOf } from './device-group.ts';
import { figureKey } from './figure-key.ts';
import type { ComparedFigure } from './compared-run.ts';

export type Baseline = readonly [ComparedRun, ...ComparedRun[]];

export interface BaselineComparison {
  /** Newest first. */
  readonly used: Baseline;
  /** Less comparable with the run than the others. */
  readonly leftOut: readonly ComparedRun[];
  readonly changes: Changes;
  /** Figures of the newest report that the run lacks: a kernel that fails now, or problems of another size. */
  readonly missing: readonly ComparedFigure[];
}

/** @param baseline reports of one device, in any order. */
export function compareWithBaseline(baseline: Baseline, run: ComparedRun): BaselineComparison {
  const [first, ...others] = baseline.toSorted(newestFirst);
  const runs: Baseline = [first ?? baseline[0], ...others];
  const { used, leftOut, comparability } = standingOf({ key: '', name: '', runs }, run);
  const here = new Set(run.figures.map((figure) => figureKey(figure, 'best-of-each')));
  const gone = used[0].figures.filter((figure) => !here.has(figureKey(figure, 'best-of-each')));
  const byKey = new Map(gone.map((figure) => [figureKey(figure, 'best-of-each'), figure]));
  return {
    used,
    leftOut,
    changes: findChangesSince(used, run, comparability),
    missing: [...byKey.values()],
  };
}
