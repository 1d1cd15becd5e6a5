// How many steps of a network are trained when a prediction is held against them: what the engine does, and what the
// page tells beforehand about how long it takes.

/** Of every network; the largest take some seconds a step on a processor. */
export const CHECK_SECONDS = 3;
export const FEWEST_CHECK_STEPS = 5;

/** Enough that the median of the noisiest steps is good to about 2 %. */
export const MOST_CHECK_STEPS = 40;

/** The first compiles at the driver's second stage and learns the rates, the second runs as all others will. */
export const WARM_UP_STEPS = 2;
