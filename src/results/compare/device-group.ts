// Reports grouped by device, and which of them stand for it beside a reference.
import { newestFirst } from '../../shared/newest-first.ts';
import { deviceName } from '../device-name.ts';
import { comparability } from './comparability.ts';
import type { ComparedRun } from './compared-run.ts';
import { deviceKey } from './device-key.ts';
import { type Comparability, isWorse, judge, type Verdict } from './verdict.ts';

export interface DeviceGroup {
  readonly key: string;
  readonly name: string;
  /** Newest first; each result once, however often it was handed in. */
  readonly runs: readonly [ComparedRun, ...ComparedRun[]];
}

/** In the order in which each device first occurs. */
export function groupByDevice(runs: readonly ComparedRun[]): readonly DeviceGroup[] {
  const byKey = new Map<string, ComparedRun[]>();
  for (const run of distinct(runs)) {
    const key = deviceKey(run);
    byKey.set(key, [...(byKey.get(key) ?? []), run]);
  }
  return [...byKey].flatMap(([key, ofDevice]) => {
    const [newest, ...older] = ofDevice.sort(newestFirst);
    if (newest === undefined) return [];
    return [{ key, name: deviceName(newest.identity), runs: [newest, ...older] as const }];
  });
}

/** A result may come as a file and as a link: what kept its samples is preferred. */
function distinct(runs: readonly ComparedRun[]): readonly ComparedRun[] {
  const byId = new Map<string, ComparedRun>();
  for (const run of runs) {
    const known = byId.get(run.id);
    if (known === undefined || samples(run) > samples(known)) byId.set(run.id, run);
  }
  return [...byId.values()];
}

function samples({ figures }: ComparedRun): number {
  return figures.reduce((sum, { samplesMs }) => sum + samplesMs.length, 0);
}

export interface Standing {
  /** Those that are as comparable as any of the device is; newest first. */
  readonly used: readonly [ComparedRun, ...ComparedRun[]];
  /** Reports that are less comparable than the others. */
  readonly leftOut: readonly ComparedRun[];
  readonly comparability: Comparability;
}

/** @param anchor the report that was chosen as the reference: it always stands for its device. */
export function standingOf({ runs }: DeviceGroup, anchor: ComparedRun): Standing {
  const judged = runs.map((run) => ({
    run,
    ...(run.id === anchor.id ? judge([]) : comparability(run, anchor)),
  }));
  const others = judged.filter(({ run }) => run.id !== anchor.id);
  const isReference = others.length < judged.length;
  const best = others.reduce<Verdict>(
    (sofar, { verdict }) => (isWorse(sofar, verdict) ? verdict : sofar),
    'not-comparable',
  );
  const stands = ({ run, verdict }: (typeof judged)[number]): boolean =>
    run.id === anchor.id || (verdict === best && !(isReference && best === 'not-comparable'));
  const [newest = runs[0], ...older] = judged.filter(stands).map(({ run }) => run);
  return {
    used: [newest, ...older],
    leftOut: judged.filter((each) => !stands(each)).map(({ run }) => run),
    comparability: judge(judged.filter(stands).flatMap(({ reasons }) => reasons)),
  };
}
