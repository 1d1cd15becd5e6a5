// Tells which variant won and by how much, from the samples of the final: the untuned choice took part in it.
import { bootstrapMedian, type Interval } from '../../shared/statistics.ts';
import type { RunContext } from '../run-context.ts';
import type { Contender } from '../sampling/contender.ts';
import { rankByMedian } from '../race.ts';
import { choiceOf } from '../../kernels/candidates.ts';
import type { TuningOutcome } from './tune.ts';

export function reportTuning(run: RunContext, { contenders, untuned, facts }: TuningOutcome): void {
  const [fastest] = rankByMedian(contenders);
  if (fastest === undefined || untuned.samples.length === 0) return;
  const gain = gainOf(untuned, fastest);
  // Not better beyond doubt is no reason to leave the choice that is known.
  const winner = gain.low > 1 ? fastest : untuned;
  run.tuning.push({
    ...facts,
    problem: { ...untuned.kernel.problem },
    winner: choiceOf({ descriptor: winner.kernel.descriptor, tunables: winner.kernel.tunables }),
    gain: winner === untuned ? { median: 1, low: 1, high: 1 } : gain,
  });
}

/** Duration of one over that of the other, by the samples of the same rounds. */
export function gainOf(untuned: Contender, winner: Contender): Interval {
  if (untuned === winner) return { median: 1, low: 1, high: 1 };
  const winnerMs = new Map(winner.samples.map(({ round, ms }) => [round, ms]));
  const ratios = untuned.samples.flatMap(({ round, ms }) => {
    const beside = winnerMs.get(round);
    return beside === undefined ? [] : [ms / beside];
  });
  return ratios.length === 0 ? { median: 1, low: 1, high: 1 } : bootstrapMedian(ratios);
}
