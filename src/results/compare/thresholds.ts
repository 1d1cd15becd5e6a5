// From where on a difference between two results weakens a comparison. Each bound has its reason or its record.

/** Timed passes are made so long that the clock's resolution weighs less than this (measurement.md, rule 3). */
export const CLOCK_ERROR_UNNOTICED = 0.005;

/** Beyond this the clock alone moves a figure as far as a device that changed its pace (MOVED_BEYOND of the engine). */
export const CLOCK_ERROR_TOO_LARGE = 0.05;

/** As the engine marks a run whose sentinel moved between blocks (measurement.md, rule 8). */
export const DRIFT_UNNOTICED = 0.05;

/**
 * bench/results/repeatability-quick-node.json: in the run whose sentinel moved by 13 % every figure lay within 9 % of
 * the median of the other four runs. Twice that drift is beyond every record under which figures were seen to repeat.
 */
export const DRIFT_TOO_LARGE = 0.26;

/** As the engine calls a device throttled: less than this of its burst rate is left in the long run. */
export const THROTTLED_BELOW = 0.9;
