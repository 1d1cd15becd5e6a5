// Runs the flexibility experiment: design by design, sample size by sample size. Every estimate is handed out at once, so
// that a curve is there long before its interval.
import type { FlexibilityPiece } from '../../models/flexibility/flexibility-piece.ts';
import {
  checkFlexibilityPlan,
  type Estimator,
  ESTIMATORS,
  type FlexibilityPlan,
} from '../../models/flexibility/flexibility-plan.ts';
import {
  estimateFromFew,
  estimateFromMoments,
  type EstimateResult,
} from '../../models/flexibility/estimate-all.ts';
import { throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { GramLab, type GramOptions } from './gram-lab.ts';

export interface FlexibilityProgress {
  /** Of the whole run, 0 to 1. */
  readonly fraction: number;
  readonly repeat: number;
  readonly samples: number;
}

export interface FlexibilityHooks extends GramOptions {
  readonly onProgress?: (progress: FlexibilityProgress) => void;
  /** After every estimate: it, and all by now. */
  readonly onPiece?: (piece: FlexibilityPiece, all: readonly FlexibilityPiece[]) => void;
}

/** So many times as long as all else of a size a decomposition takes, roughly: only the progress shown depends on it. */
const SOLVING = 5;

/**
 * @returns all pieces, in the order in which they were found.
 * @throws FlopscopeError `invalid-input` for a plan that cannot be run, `aborted`, `diverged`, or as the GPU; nothing
 *   stays allocated.
 */
export async function runFlexibility(
  session: GpuSession,
  plan: FlexibilityPlan,
  hooks: FlexibilityHooks = {},
): Promise<readonly FlexibilityPiece[]> {
  checkFlexibilityPlan(plan);
  throwIfAborted(hooks.signal);
  const lab = await GramLab.create(session, plan, hooks);
  try {
    return await new Experiment(session, lab, plan, hooks).finish();
  } finally {
    lab.dispose();
  }
}

class Experiment {
  readonly #session: GpuSession;
  readonly #lab: GramLab;
  readonly #plan: FlexibilityPlan;
  readonly #hooks: FlexibilityHooks;
  readonly #pieces: FlexibilityPiece[] = [];
  readonly #total: number;
  #done = 0;
  #repeat = 0;

  constructor(session: GpuSession, lab: GramLab, plan: FlexibilityPlan, hooks: FlexibilityHooks) {
    this.#session = session;
    this.#lab = lab;
    this.#plan = plan;
    this.#hooks = hooks;
    this.#total = plan.repeats * plan.sampleSizes.length * (1 + SOLVING);
  }

  async finish(): Promise<readonly FlexibilityPiece[]> {
    for (this.#repeat = 0; this.#repeat < this.#plan.repeats; this.#repeat++) await this.#design();
    return this.#pieces;
  }

  /** What takes long comes last: the other curves are whole by then. */
  async #design(): Promise<void> {
    const { sampleSizes, parameters } = this.#plan;
    const solves: { readonly samples: number; readonly solve: () => EstimateResult }[] = [];
    const small = sampleSizes.filter((samples) => samples < parameters);
    this.#lab.begin(this.#repeat);
    for (const samples of sampleSizes) {
      this.#tell(samples);
      await this.#lab.drawUntil(samples);
      const moments = await this.#lab.moments();
      for (const estimator of ESTIMATORS) {
        const solve = () => estimateFromMoments(estimator, this.#plan, moments);
        if (estimator !== 'flexible') this.#keep(samples, estimator, solve());
        else if (samples > parameters) solves.push({ samples, solve });
      }
      if (samples === small.at(-1)) {
        const few = await this.#lab.fewSamples();
        for (const each of small) {
          solves.push({ samples: each, solve: () => estimateFromFew(this.#plan, few, each) });
        }
      }
      this.#done++;
    }
    for (const { samples, solve } of solves) {
      this.#tell(samples);
      // A turn of the event loop: a wish to stop gets through.
      await this.#session.waitForQueue(0, 'relaxed');
      throwIfAborted(this.#hooks.signal);
      this.#keep(samples, 'flexible', solve());
      this.#done += SOLVING;
    }
  }

  #keep(samples: number, estimator: Estimator, result: EstimateResult): void {
    const piece = { repeat: this.#repeat, samples, estimator, ...result };
    this.#pieces.push(piece);
    this.#hooks.onPiece?.(piece, [...this.#pieces]);
  }

  #tell(samples: number): void {
    const fraction = this.#done / this.#total;
    this.#hooks.onProgress?.({ fraction, repeat: this.#repeat, samples });
  }
}
