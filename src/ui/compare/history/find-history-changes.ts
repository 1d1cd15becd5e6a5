// What changed from run to run of each device, by more than its noise; found a slice at a time.
import { type Changes, changeSteps } from '../../../results/compare/find-changes.ts';
import { groupByDevice } from '../../../results/compare/device-group.ts';
import type { ComparedRun } from '../../../results/compare/compared-run.ts';
import { runInSlices } from '../run-in-slices.ts';

/** Ids of runs and what changed against the run of the same device before; those without one are missing. */
export type HistoryChanges = ReadonlyMap<string, Changes>;

/** Undefined when it is no longer wanted. */
export async function findHistoryChanges(
  runs: readonly ComparedRun[],
  isWanted: () => boolean,
): Promise<HistoryChanges | undefined> {
  return runInSlices(steps(runs), isWanted);
}

function* steps(runs: readonly ComparedRun[]): Generator<unknown, HistoryChanges> {
  const changes = new Map<string, Changes>();
  for (const { runs: ofDevice } of groupByDevice(runs)) {
    for (const [index, after] of ofDevice.entries()) {
      const before = ofDevice[index + 1];
      if (before !== undefined) changes.set(after.id, yield* changeSteps(before, after));
    }
  }
  return changes;
}
