// The verdict on two results: may their figures be held against each other, and if not, why not.
import type { ComparedRun } from './compared-run.ts';
import { pairOf } from './run-pair.ts';
import { runRules } from './run-rules.ts';
import { type Comparability, judge } from './verdict.ts';

/** Symmetric: the order in which the runs are named changes neither the verdict nor a sentence. */
export function comparability(one: ComparedRun, other: ComparedRun): Comparability {
  const pair = pairOf(one, other);
  return judge(runRules.flatMap((rule) => rule(pair) ?? []));
}
