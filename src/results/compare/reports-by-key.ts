// Every figure that the reports of one device hold, by what it is a figure of: of each report the fastest kernel.
import type { ComparedFigure, ComparedRun } from './compared-run.ts';
import type { Reports } from './device-figure.ts';
import { figureKey, type Basis } from './figure-key.ts';
import { logSpeed } from './figure-rate.ts';

/** @param runs newest first. */
export function reportsByKey(
  runs: readonly ComparedRun[],
  basis: Basis,
): ReadonlyMap<string, Reports> {
  const byKey = new Map<string, Reports>();
  for (const run of runs) {
    for (const [key, figure] of fastestByKey(run, basis)) {
      const known = byKey.get(key);
      byKey.set(key, known === undefined ? [{ run, figure }] : [...known, { run, figure }]);
    }
  }
  return byKey;
}

function fastestByKey({ figures }: ComparedRun, basis: Basis): ReadonlyMap<string, ComparedFigure> {
  const byKey = new Map<string, ComparedFigure>();
  for (const figure of figures.filter(isSound)) {
    const key = figureKey(figure, basis);
    const known = byKey.get(key);
    if (known === undefined || logSpeed(figure) > logSpeed(known)) byKey.set(key, figure);
  }
  return byKey;
}

/** A picosecond to eleven days: no execution of a kernel takes less or more. */
const PLAUSIBLE_MS = [1e-9, 1e9] as const;

/** FLOP or bytes: an hour of the fastest machine on Earth (10¹⁸ a second) is less. */
const MOST_WORK = 1e22;

/** A document from elsewhere may pass the schema and yet hold what is no measurement. */
function isSound({ durationMs, samplesMs, ...figure }: ComparedFigure): boolean {
  const { median, low, high } = durationMs;
  const [least, most] = PLAUSIBLE_MS;
  const work = figure.flops || figure.bytes;
  return (
    [median, low, high, ...samplesMs].every((ms) => ms >= least && ms <= most) &&
    low <= median &&
    median <= high &&
    work >= 1 &&
    work <= MOST_WORK
  );
}
