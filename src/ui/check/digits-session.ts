// The digits run behind its panel: one at a time, folded from the worker's events; it outlives the screen.
import type { DigitsHeader } from '../../facts/digits/digits-format.ts';
import type { DigitsTraining } from '../../models/digits-training.ts';
import { asFlopscopeError, type FlopscopeError } from '../../shared/errors.ts';
import type { DigitsEvent, DigitsJob, DigitsResult } from '../../workers/check-api.ts';
import type { LabSession } from '../session/lab-session.ts';
import { checkSession } from './check-session.ts';

export interface DigitsRun {
  readonly training: DigitsTraining;
  /** Undefined until the images have arrived. */
  readonly data:
    | {
        readonly header: DigitsHeader;
        readonly trainingImages: number;
        readonly heldOutImages: number;
        readonly steps: number;
      }
    | undefined;
  readonly fraction: number;
  readonly detail: string;
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  readonly epochs: readonly { readonly accuracy: number; readonly atMs: number }[];
}

export type DigitsState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly run: DigitsRun; readonly cancelling: boolean }
  | { readonly status: 'done'; readonly run: DigitsRun; readonly result: DigitsResult }
  | { readonly status: 'cancelled'; readonly run: DigitsRun }
  | { readonly status: 'failed'; readonly run: DigitsRun; readonly error: FlopscopeError };

/** Steps come by the hundred a second on a fast GPU; a chart is redrawn this often at most. */
const TELL_EVERY_MS = 400;

export class DigitsSession extends EventTarget {
  state: DigitsState = { status: 'idle' };
  readonly #lab: LabSession;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lab: LabSession) {
    super();
    this.#lab = lab;
  }

  async train(training: DigitsTraining): Promise<void> {
    if (this.state.status === 'running') return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ status: 'running', run: startDigits(training), cancelling: false });
    try {
      const profile = await this.#measured();
      const result = await this.#lab.engine.trainDigits(
        { ...training, ...profile },
        {
          signal: abort.signal,
          onEvent: (event) => {
            this.#observe(event);
          },
        },
      );
      this.#end((run) => ({ status: 'done', run, result }));
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      this.#end((run) =>
        error.code === 'aborted' ? { status: 'cancelled', run } : { status: 'failed', run, error },
      );
    }
  }

  /** The best kernels are known where this device has been measured; else the usual ones run. */
  async #measured(): Promise<Pick<DigitsJob, 'profile'>> {
    const { profile } = checkSession(this.#lab);
    const isHere = profile !== undefined && (await this.#lab.engine.isProfileOf(profile));
    return isHere ? { profile } : {};
  }

  cancel(): void {
    if (this.state.status !== 'running') return;
    this.#set({ ...this.state, cancelling: true });
    this.#abort?.abort();
  }

  #observe(event: DigitsEvent): void {
    if (this.state.status !== 'running') return;
    this.state = { ...this.state, run: applyDigitsEvent(this.state.run, event) };
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#changed();
    }, TELL_EVERY_MS);
  }

  #end(state: (run: DigitsRun) => DigitsState): void {
    if (this.state.status === 'running') this.#set(state(this.state.run));
  }

  #set(state: DigitsState): void {
    this.state = state;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

export function startDigits(training: DigitsTraining): DigitsRun {
  return {
    training,
    data: undefined,
    fraction: 0,
    detail: 'Waiting for the GPU',
    losses: [],
    epochs: [],
  };
}

export function applyDigitsEvent(run: DigitsRun, event: DigitsEvent): DigitsRun {
  switch (event.type) {
    case 'data': {
      const { header, trainingImages, heldOutImages, steps } = event;
      return { ...run, data: { header, trainingImages, heldOutImages, steps } };
    }
    case 'progress':
      return {
        ...run,
        fraction: Math.max(run.fraction, event.fraction),
        detail: event.detail,
      };
    case 'loss':
      return { ...run, losses: [...run.losses, { step: event.step, loss: event.loss }] };
    case 'epoch': {
      const { accuracy, atMs } = event;
      return { ...run, epochs: [...run.epochs, { accuracy, atMs }] };
    }
  }
}

const sessions = new WeakMap<LabSession, DigitsSession>();

/** One for the page, as the lab's session is. */
export function digitsSession(lab: LabSession): DigitsSession {
  const known = sessions.get(lab);
  if (known !== undefined) return known;
  const made = new DigitsSession(lab);
  sessions.set(lab, made);
  return made;
}
