// Runs the flexibility experiment: design by design, sample size by sample size. Every estimate is handed out at once, so
// that a curve is there long before its interval. What an earlier run found is not found again.
import { type FlexibilityPiece, pieceName } from '../../models/flexibility/flexibility-piece.ts';
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
import { isSoftwareAdapter } from '../device/identity.ts';
import { GramLab, type GramOptions } from './gram-lab.ts';

export interface FlexibilityProgress {
  /** Of the whole run, 0 to 1. */
  readonly fraction: number;
  readonly repeat: number;
  readonly samples: number;
}

export interface FlexibilityHooks extends GramOptions {
  /** Found by an earlier run of this plan, or of one that differs in the number of designs alone. */
  readonly known?: readonly FlexibilityPiece[];
  readonly onProgress?: (progress: FlexibilityProgress) => void;
  /** After every estimate: it, and all by now. */
  readonly onPiece?: (piece: FlexibilityPiece, all: readonly FlexibilityPiece[]) => void;
}

/**
 * What a step takes, in readings of a Gram matrix: only the progress shown depends on it. With 1,000 parameters a reading
 * took 0.1 s, a decomposition 0.6 s, and a sample 0.6 ms on a software adapter and next to nothing on a GPU.
 */
const SOLVING = 6;
const DRAWING = { software: 6e-3, hardware: 1e-4 } as const;

/**
 * @returns all pieces: the known ones of these designs, then the others in the order in which they were found.
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

interface Solve {
  readonly samples: number;
  readonly solve: () => EstimateResult;
}

class Experiment {
  readonly #session: GpuSession;
  readonly #lab: GramLab;
  readonly #plan: FlexibilityPlan;
  readonly #hooks: FlexibilityHooks;
  readonly #pieces: FlexibilityPiece[];
  readonly #known: ReadonlySet<string>;
  /** Of the designs before this one, and of this one. */
  #done = 0;
  #repeat = 0;

  constructor(session: GpuSession, lab: GramLab, plan: FlexibilityPlan, hooks: FlexibilityHooks) {
    this.#session = session;
    this.#lab = lab;
    this.#plan = plan;
    this.#hooks = hooks;
    this.#pieces = (hooks.known ?? []).filter(({ repeat }) => repeat < plan.repeats);
    this.#known = new Set(this.#pieces.map(pieceName));
  }

  async finish(): Promise<readonly FlexibilityPiece[]> {
    for (this.#repeat = 0; this.#repeat < this.#plan.repeats; this.#repeat++) {
      this.#done = 0;
      await this.#design();
    }
    return this.#pieces;
  }

  /** What takes long comes last: the other curves are whole by then. */
  async #design(): Promise<void> {
    const { sampleSizes, parameters } = this.#plan;
    const last = sampleSizes.findLast((samples) => this.#missing(samples).length > 0);
    if (last === undefined) return;
    const solves: Solve[] = [];
    const small = sampleSizes.filter((samples) => samples < parameters);
    this.#lab.begin(this.#repeat);
    for (const samples of sampleSizes.filter((each) => each <= last)) {
      this.#tell(samples);
      await this.#lab.drawUntil(samples);
      solves.push(...(await this.#readMoments(samples)));
      if (samples === small.at(-1)) solves.push(...(await this.#readFew(small)));
      this.#done += this.#readingWork(samples);
    }
    for (const { samples, solve } of solves) {
      this.#tell(samples);
      // A turn of the event loop: a wish to stop gets through.
      await this.#session.waitForQueue(0, 'relaxed');
      throwIfAborted(this.#hooks.signal);
      this.#keep(samples, 'flexible', solve());
      this.#done += this.#solvingWork(samples);
    }
  }

  /** Estimates what is quickly done. @returns what is not. */
  async #readMoments(samples: number): Promise<readonly Solve[]> {
    const isFew = samples < this.#plan.parameters;
    const missing = this.#missing(samples).filter((each) => each !== 'flexible' || !isFew);
    if (missing.length === 0) return [];
    const moments = await this.#lab.moments();
    const solve = (estimator: Estimator) => estimateFromMoments(estimator, this.#plan, moments);
    for (const estimator of missing) {
      if (estimator !== 'flexible') this.#keep(samples, estimator, solve(estimator));
    }
    return missing.includes('flexible') ? [{ samples, solve: () => solve('flexible') }] : [];
  }

  async #readFew(sizes: readonly number[]): Promise<readonly Solve[]> {
    const missing = sizes.filter((samples) => this.#missing(samples).includes('flexible'));
    if (missing.length === 0) return [];
    const few = await this.#lab.fewSamples();
    return missing.map((samples) => ({
      samples,
      solve: () => estimateFromFew(this.#plan, few, samples),
    }));
  }

  #missing(samples: number): readonly Estimator[] {
    const repeat = this.#repeat;
    return ESTIMATORS.filter(
      (estimator) => !this.#known.has(pieceName({ repeat, samples, estimator })),
    );
  }

  #keep(samples: number, estimator: Estimator, result: EstimateResult): void {
    const piece = { repeat: this.#repeat, samples, estimator, ...result };
    this.#pieces.push(piece);
    this.#hooks.onPiece?.(piece, [...this.#pieces]);
  }

  #tell(samples: number): void {
    const { sampleSizes, repeats } = this.#plan;
    const whole = sampleSizes.reduce(
      (sum, each) => sum + this.#readingWork(each) + this.#solvingWork(each),
      0,
    );
    const fraction = (this.#repeat + this.#done / whole) / repeats;
    this.#hooks.onProgress?.({ fraction, repeat: this.#repeat, samples });
  }

  #readingWork(samples: number): number {
    const { sampleSizes } = this.#plan;
    const before = sampleSizes[sampleSizes.indexOf(samples) - 1] ?? 0;
    const each = isSoftwareAdapter(this.#session.info) ? DRAWING.software : DRAWING.hardware;
    return 1 + (samples - before) * each;
  }

  #solvingWork(samples: number): number {
    return SOLVING * Math.min(1, samples / this.#plan.parameters) ** 3;
  }
}
