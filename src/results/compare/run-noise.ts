// How far a figure moves from one run of a device to the next, beyond what the samples of one run can tell.
import type { ComparedFigure, ComparedRun } from './compared-run.ts';

/**
 * Standard deviations of the logarithm of a rate, from bench/results/repeatability-quick-*.json: five runs in each of two
 * hosts, fourteen figures each, parted into what all figures of a run share and the rest (two-way analysis of variance).
 * The larger of the two hosts each; `run-noise.test.ts` derives them again from the records. Together they put the ratio
 * of two runs of one device within ±8.4 % in 95 of 100 cases; in the records 8.4 % bounds 95 % of all pairs.
 */
export const SHARED_BY_RUN = 0.0103;
export const OF_EACH_FIGURE = 0.0283;

/** Standard deviation of an even distribution over its whole range. */
const EVEN = 1 / Math.sqrt(12);

/** Of the difference of two rounded times, which is triangular, over the largest error (measurement.md, rule 3). */
const TRIANGULAR = 1 / Math.sqrt(6);

/** A factor of seven to either side at 95 %: what is less sure than that is not told apart. */
const NOTHING_KNOWN = 1;

/** Standard deviation of the logarithm of one figure's rate, what its run shares left out. */
export function figureNoise({ drift }: ComparedRun, { clockError }: ComparedFigure): number {
  // Where in the drift of its run a figure was measured is not known.
  const noise = Math.hypot(Math.max(OF_EACH_FIGURE, drift * EVEN), clockError * TRIANGULAR);
  return Math.min(noise, NOTHING_KNOWN);
}
