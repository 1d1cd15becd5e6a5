// The check behind the Train screen: measures first what is missing, lets the worker predict and train, and keeps the
// record. It outlives the screen, so that a check goes on while a person looks at another one.
import { validationRecord, type ForetoldStep } from '../../estimate/prediction/validation.ts';
import { CHECK_SECONDS } from '../../models/check-networks/check-steps.ts';
import { checkNetworks, findCheckNetwork } from '../../models/check-networks/check-networks.ts';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { Validation } from '../../shared/result/validation.ts';
import type { CheckEvent, CheckJob } from '../../workers/check-api.ts';
import { FrameBatch } from '../session/frame-batch.ts';
import type { LabSession } from '../session/lab-session.ts';
import { applyCheckEvents, type CheckRun, failuresOf, rowsOf, startCheck } from './check-state.ts';

export type CheckState =
  | { readonly status: 'idle' }
  /** Whether the stored measurement is of what is here now. */
  | { readonly status: 'looking' }
  /** The lab's own run state tells how far. */
  | { readonly status: 'measuring'; readonly why: 'never' | 'elsewhere' }
  | { readonly status: 'checking'; readonly run: CheckRun; readonly cancelling: boolean }
  | { readonly status: 'cancelled'; readonly run: CheckRun | undefined }
  | {
      readonly status: 'failed';
      readonly run: CheckRun | undefined;
      readonly error: FlopscopeError;
    };

export class CheckSession extends EventTarget {
  state: CheckState = { status: 'idle' };
  /** Kept checks, newest first; undefined until they have been read. */
  records: readonly Validation[] | undefined;
  /** By network; empty as long as the device has no profile to foretell from. */
  foretold: ReadonlyMap<string, ForetoldStep> = new Map();
  readonly #lab: LabSession;
  #abort: AbortController | undefined;
  #foretoldFrom: string | undefined;

  constructor(lab: LabSession) {
    super();
    this.#lab = lab;
    // A measurement that ends may be the one to foretell from.
    lab.addEventListener('change', () => void this.foretell());
    void this.#read();
  }

  /** What steps on this device are foretold from; undefined before it was measured for that. */
  get profile(): DeviceProfile | undefined {
    return this.#lab.history.find(({ suite, complete }) => suite === 'training' && complete);
  }

  get busy(): boolean {
    const { status } = this.state;
    return status === 'looking' || status === 'measuring' || status === 'checking';
  }

  /** How long every network takes, for the choice. Nothing of the GPU is used. */
  async foretell(): Promise<void> {
    const { profile } = this;
    if (profile === undefined || profile.id === this.#foretoldFrom) return;
    // Predicting takes time from the processor, which a measurement on it would notice.
    if (this.busy || this.#lab.runState.status === 'running') return;
    this.#foretoldFrom = profile.id;
    try {
      const ids = checkNetworks.map(({ id }) => id);
      const steps = await this.#lab.engine.foretell(ids, profile);
      this.foretold = new Map(steps.map((step) => [step.network, step]));
      this.#changed();
    } catch {
      // The choice then shows no times.
    }
  }

  /** @param ids of check networks. @param seconds for the steps of each. */
  async check(ids: readonly string[], seconds = CHECK_SECONDS): Promise<void> {
    if (this.busy || this.#lab.runState.status === 'running') return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ status: 'looking' });
    try {
      const profile = await this.#profileFor(abort.signal);
      await this.#run({ networks: ids, profile, seconds }, abort.signal);
    } catch (thrown) {
      await this.#ended(asFlopscopeError(thrown));
    }
    await this.foretell();
  }

  cancel(): void {
    const { state } = this;
    this.#abort?.abort();
    if (state.status === 'measuring') this.#lab.cancel();
    if (state.status === 'checking') this.#set({ ...state, cancelling: true });
  }

  /** Puts away the note about a check that failed or was cancelled. */
  dismiss(): void {
    if (!this.busy) this.#set({ status: 'idle' });
  }

  /** The stored profile, or one measured now. @throws FlopscopeError as that measurement ended. */
  async #profileFor(signal: AbortSignal): Promise<DeviceProfile> {
    const known = this.profile;
    if (known !== undefined && (await this.#lab.engine.isProfileOf(known))) return known;
    if (signal.aborted) throw new FlopscopeError('aborted', 'The check was cancelled.');
    this.#set({ status: 'measuring', why: known === undefined ? 'never' : 'elsewhere' });
    await this.#lab.measure({ suite: 'training' });
    const { runState } = this.#lab;
    if (runState.status === 'failed') throw runState.error;
    if (runState.status === 'idle' && this.profile !== undefined) return this.profile;
    throw new FlopscopeError('aborted', 'The check was cancelled.');
  }

  async #run(job: CheckJob, signal: AbortSignal): Promise<void> {
    const run = startCheck(job.networks.map(findCheckNetwork));
    this.#set({ status: 'checking', run, cancelling: signal.aborted });
    const batch = new FrameBatch<CheckEvent>((events) => {
      this.#observe(events);
    });
    try {
      const record = await this.#lab.engine.check(job, {
        signal,
        onEvent: (event) => {
          batch.add(event);
        },
      });
      batch.flush();
      await this.#keep(record);
      this.#set({ status: 'idle' });
    } finally {
      batch.flush();
    }
  }

  #observe(events: readonly CheckEvent[]): void {
    if (this.state.status !== 'checking') return;
    this.#set({ ...this.state, run: applyCheckEvents(this.state.run, events) });
  }

  /** What is done stays: it was measured as well as if all had been. */
  async #ended(error: FlopscopeError): Promise<void> {
    const run = this.state.status === 'checking' ? this.state.run : undefined;
    const { profile } = this;
    if (run !== undefined && profile !== undefined && rowsOf(run).length > 0) {
      await this.#keep(validationRecord(rowsOf(run), failuresOf(run), profile));
    }
    this.#set(
      error.code === 'aborted' ? { status: 'cancelled', run } : { status: 'failed', run, error },
    );
  }

  async #keep(record: Validation): Promise<void> {
    await this.#lab.store.saveValidation(record);
    await this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.records = await this.#lab.store.listValidations();
    } catch {
      this.records ??= [];
    }
    this.#changed();
  }

  #set(state: CheckState): void {
    this.state = state;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

const sessions = new WeakMap<LabSession, CheckSession>();

/** One for the page, as the lab's session is. */
export function checkSession(lab: LabSession): CheckSession {
  const known = sessions.get(lab);
  if (known !== undefined) return known;
  const made = new CheckSession(lab);
  sessions.set(lab, made);
  return made;
}
