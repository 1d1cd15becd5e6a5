// The geometric mean of the ratios over the problems that all devices measured: equal weight for each problem, and none
// at all as soon as one ratio may not be told.
import type { ComparedDevice, KernelRow, MeanRatio } from './comparison.ts';
import { type DeviceFigure, logRatios } from './device-figure.ts';
import { intervalOfLogs, REPLICATES } from './replicates.ts';
import { judge, type Reason } from './verdict.ts';

interface Sum {
  log: number;
  readonly replicates: Float64Array;
  readonly reasons: Reason[];
}

export class MeanRatios {
  readonly #devices: readonly ComparedDevice[];
  readonly #reference: number;
  readonly #sums: readonly Sum[];
  #problems = 0;

  constructor(devices: readonly ComparedDevice[], reference: number) {
    this.#devices = devices;
    this.#reference = reference;
    this.#sums = devices.map(() => ({
      log: 0,
      replicates: new Float64Array(REPLICATES),
      reasons: [],
    }));
  }

  /** @param figures one for each device; a row that one of them lacks is no common one. */
  add({ cells }: KernelRow, figures: readonly (DeviceFigure | undefined)[]): void {
    const all = figures.flatMap((figure) => figure ?? []);
    const reference = figures[this.#reference];
    if (all.length < figures.length || reference === undefined) return;
    this.#problems++;
    for (const [index, sum] of this.#sums.entries()) {
      const own = figures[index];
      const ratio = cells[index]?.ratio;
      if (own === undefined || ratio === undefined) continue;
      if (ratio.kind === 'ratio' || ratio.kind === 'withheld') {
        sum.reasons.push(...ratio.comparability.reasons);
      }
      sum.log += own.logSpeed - reference.logSpeed;
      const logs = logRatios(own, reference);
      for (let round = 0; round < logs.length; round++) {
        sum.replicates[round] = (sum.replicates[round] ?? 0) + (logs[round] ?? 0);
      }
    }
  }

  result(): readonly MeanRatio[] {
    const refusal = this.#refusal();
    return this.#sums.map((sum, index): MeanRatio => {
      if (index === this.#reference) return { kind: 'reference' };
      if (refusal !== undefined) return { kind: 'withheld', sentence: refusal };
      const problems = this.#problems;
      const replicates = sum.replicates.map((total) => total / problems);
      return {
        kind: 'mean',
        ratio: intervalOfLogs(sum.log / problems, replicates),
        problems,
        comparability: judge(sum.reasons),
      };
    });
  }

  #refusal(): string | undefined {
    if (this.#problems === 0) {
      return 'There is no problem that all devices measured. Measure all with one suite, or leave out the device that has other problems.';
    }
    const refused = this.#devices.filter(
      (_, index) => judge(this.#sums[index]?.reasons ?? []).verdict === 'not-comparable',
    );
    if (refused.length === 0) return undefined;
    const names = refused.map(({ name }) => `“${name}”`).join(', ');
    return `A mean would mix figures that are not comparable: ${names}. Leave ${refused.length === 1 ? 'that device' : 'those devices'} out, or measure again as the reasons say.`;
  }
}
