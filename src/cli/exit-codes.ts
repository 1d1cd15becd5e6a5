// What a script learns from the exit code. With --fail-on-regression 1 means slower and nothing else, so that "slower" and
// "could not be told" are never taken for each other.

export const REGRESSION = 1;

/** An option that is not there, on a command that can answer with REGRESSION: it may be a misspelt --fail-on-regression. */
export const MISUSED = 2;

/** Whatever else went wrong. */
export const FAILED = process.argv.includes('--fail-on-regression') ? 2 : 1;
