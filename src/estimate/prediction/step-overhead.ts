// What a step takes beyond the sum of its kernels as they were measured alone, learnt from the real steps of the
// calibration networks: a time per step, a time per kernel, and a factor.

/** A calibration network: its measured step, the foretold sum of its kernels, and their number. */
export interface CalibrationStep {
  readonly measuredSeconds: number;
  readonly kernelSeconds: number;
  /** Standard deviation of that sum over the sum. */
  readonly kernelDeviation: number;
  readonly kernels: number;
}

/** Without calibration steps: kernels in a network are rarely faster than alone, and up to a third slower. */
const UNCALIBRATED_DEVIATION = 0.15;
/** However well four networks agree, a fifth may differ by this much. */
const LEAST_DEVIATION = 0.03;

/** The factor lies near one; so strong is the belief, as if that many networks had shown it within a tenth. */
const PRIOR_WEIGHT = 1;

export class StepOverhead {
  readonly #factor: number;
  readonly #perKernelSeconds: number;
  /** Of the logarithm of a step's time, beside the uncertainty of its kernels. */
  readonly deviation: number;

  /** @param steps none where nothing was calibrated. */
  constructor(steps: readonly CalibrationStep[]) {
    const fitted = fit(steps);
    this.#factor = fitted.factor;
    this.#perKernelSeconds = fitted.perKernelSeconds;
    this.deviation =
      steps.length === 0 ? UNCALIBRATED_DEVIATION : Math.max(LEAST_DEVIATION, this.#spread(steps));
  }

  stepSeconds(kernelSeconds: number, kernels: number): number {
    return kernelSeconds * this.#factor + kernels * this.#perKernelSeconds;
  }

  /** Of what is left once the kernels' own uncertainty is taken off: that is counted with every prediction. */
  #spread(steps: readonly CalibrationStep[]): number {
    const squares = steps.reduce((sum, { measuredSeconds, kernelSeconds, kernels }) => {
      const error = Math.log(measuredSeconds / this.stepSeconds(kernelSeconds, kernels));
      return sum + error ** 2;
    }, 0);
    const known = steps.reduce((sum, { kernelDeviation }) => sum + kernelDeviation ** 2, 0);
    const variance = squares / Math.max(1, steps.length - 1) - known / steps.length;
    return Math.sqrt(Math.max(0, variance));
  }
}

/** Least squares of the relative errors; neither part can be negative. */
function fit(steps: readonly CalibrationStep[]): { factor: number; perKernelSeconds: number } {
  if (steps.length === 0) return { factor: 1, perKernelSeconds: 0 };
  const rows = steps.map(({ measuredSeconds, kernelSeconds, kernels }) => ({
    time: kernelSeconds / measuredSeconds,
    count: kernels / measuredSeconds,
  }));
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  const tt = sum((row) => row.time ** 2) + PRIOR_WEIGHT;
  const tc = sum((row) => row.time * row.count);
  const cc = sum((row) => row.count ** 2);
  const t1 = sum((row) => row.time) + PRIOR_WEIGHT;
  const c1 = sum((row) => row.count);
  const determinant = tt * cc - tc ** 2;
  const factor = determinant > 0 ? (t1 * cc - c1 * tc) / determinant : t1 / tt;
  const perKernelSeconds = determinant > 0 ? (c1 * tt - t1 * tc) / determinant : 0;
  if (perKernelSeconds >= 0 && factor > 0) return { factor, perKernelSeconds };
  return { factor: t1 / tt, perKernelSeconds: 0 };
}
