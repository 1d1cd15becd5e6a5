// Runs the digits experiment: seed by seed, every step that is not there yet. What is found is handed out at once, so
// that a run that is stopped can go on from it.
import type { DigitsSource } from '../../models/digits-shrink/digits-data.ts';
import { type DigitsPiece, usablePieces } from '../../models/digits-shrink/digits-piece.ts';
import {
  type DigitsPlan,
  type DigitsStep,
  trainingSteps,
  wantedSteps,
} from '../../models/digits-shrink/digits-plan.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { FlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { adapterKey } from '../device/identity.ts';
import { DigitsLab, type LabActivity } from './digits-lab.ts';
import { DigitsSeed } from './digits-seed.ts';

export interface DigitsRun {
  readonly plan: DigitsPlan;
  readonly data: DigitsSource;
  /** Ids of the plan's steps to run, the dense training always among them; all when absent. */
  readonly only?: readonly string[];
  /** What was measured on this device: it decides which kernels run. */
  readonly rates?: KernelRates;
  /** Of an earlier run: those of the same plan on the same device need not be found again. */
  readonly pieces?: readonly DigitsPiece[];
}

export interface DigitsProgress {
  /** Of the whole run, 0 to 1. */
  readonly fraction: number;
  readonly seed: number;
  /** Id of the plan's step. */
  readonly step: string;
  /** Absent while kernels are compiled. */
  readonly activity?: LabActivity;
}

export interface DigitsHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DigitsProgress) => void;
  /** After every piece: it, and all that hold by now. Pieces that were given and do not fit are gone from these. */
  readonly onPiece?: (piece: DigitsPiece, all: readonly DigitsPiece[]) => void;
}

/** What examining and timing a network takes, in steps of training: seen on SwiftShader. */
export const STEPS_OF_EXAMINING = 30;

/**
 * @returns all pieces of the plan that are known at the end.
 * @throws FlopscopeError `invalid-input` for a step that the plan does not have, `aborted`, `diverged`, or as the
 *   executor; nothing stays allocated.
 */
export async function runDigits(
  session: GpuSession,
  run: DigitsRun,
  hooks: DigitsHooks = {},
): Promise<readonly DigitsPiece[]> {
  const { signal } = hooks;
  const { rates } = run;
  let experiment: Experiment | undefined;
  const lab = new DigitsLab(session, {
    ...(rates === undefined ? {} : { rates }),
    ...(signal === undefined ? {} : { signal }),
    onActivity: (activity) => {
      experiment?.observe(activity);
    },
  });
  try {
    const device = adapterKey(session.info, session.provider.facts);
    experiment = new Experiment(lab, run, hooks, device);
    return await experiment.finish();
  } finally {
    lab.dispose();
  }
}

class Experiment {
  readonly #lab: DigitsLab;
  readonly #run: DigitsRun;
  readonly #hooks: DigitsHooks;
  readonly #device: string;
  readonly #dense: Extract<DigitsStep, { readonly kind: 'dense' }>;
  readonly #wanted: readonly DigitsStep[];
  readonly #total: number;
  #pieces: readonly DigitsPiece[];
  #done = 0;
  #told = 0;
  #current: { readonly seed: number; readonly step: DigitsStep } | undefined;

  constructor(lab: DigitsLab, run: DigitsRun, hooks: DigitsHooks, device: string) {
    const { plan, only, pieces = [] } = run;
    this.#lab = lab;
    this.#run = run;
    this.#hooks = hooks;
    this.#device = device;
    this.#dense = denseOf(plan);
    this.#wanted = wantedSteps(plan, only);
    this.#pieces = usablePieces(pieces, plan, device);
    this.#total = plan.seeds.length * workOf(this.#wanted);
  }

  async finish(): Promise<readonly DigitsPiece[]> {
    for (const seed of this.#run.plan.seeds) await this.#seed(seed);
    return this.#pieces;
  }

  async #seed(seed: number): Promise<void> {
    const known = this.#pieces.filter((piece) => piece.seed === seed);
    const isKnown = (step: DigitsStep) => known.some((piece) => piece.step === step.id);
    if (this.#wanted.every(isKnown)) {
      this.#done += workOf(this.#wanted);
      return;
    }
    this.#begin(seed, this.#dense);
    const { plan, data } = this.#run;
    const run = await DigitsSeed.begin(
      {
        lab: this.#lab,
        plan,
        data,
        seed,
        device: this.#device,
      },
      this.#dense,
    );
    // The same seed gave other weights than before: its pieces would stem from two networks.
    const isAlike = known.every(({ weights }) => weights === run.fingerprint);
    if (!isAlike) this.#pieces = this.#pieces.filter((piece) => piece.seed !== seed);
    for (const step of this.#wanted) {
      throwIfAborted(this.#hooks.signal);
      if (step.kind !== 'dense') this.#begin(seed, step);
      if (!isAlike || !isKnown(step)) this.#keep(await run.run(step));
      this.#done += workOf([step]);
    }
  }

  #keep(piece: DigitsPiece): void {
    this.#pieces = [...this.#pieces, piece];
    this.#hooks.onPiece?.(piece, this.#pieces);
  }

  #begin(seed: number, step: DigitsStep): void {
    this.#current = { seed, step };
    this.#tell(0);
  }

  observe(activity: LabActivity): void {
    if (this.#current === undefined) return;
    this.#tell(workDone(this.#current.step, activity), activity);
  }

  #tell(done: number, activity?: LabActivity): void {
    if (this.#current === undefined) return;
    const { seed, step } = this.#current;
    // A student's teacher is examined before it learns: what is told never falls.
    this.#told = Math.max(this.#told, (this.#done + done) / this.#total);
    this.#hooks.onProgress?.({
      fraction: this.#told,
      seed,
      step: step.id,
      ...(activity === undefined ? {} : { activity }),
    });
  }
}

/** Of a step's work, in steps of training: examining takes about as long as the two timings after it. */
function workDone(step: DigitsStep, { kind, done, of }: LabActivity): number {
  const training = trainingSteps([step]);
  switch (kind) {
    case 'training':
      return Math.min(done, training);
    case 'examining':
      return training + (STEPS_OF_EXAMINING / 2) * (done / of);
    case 'timing':
      return training + (STEPS_OF_EXAMINING / 2) * (1 + done / of);
  }
}

function workOf(steps: readonly DigitsStep[]): number {
  return trainingSteps(steps) + STEPS_OF_EXAMINING * steps.length;
}

function denseOf(plan: DigitsPlan) {
  const dense = plan.steps.find((step) => step.kind === 'dense');
  if (dense !== undefined) return dense;
  throw new FlopscopeError(
    'invalid-input',
    'A plan begins with the training of the dense network.',
  );
}
