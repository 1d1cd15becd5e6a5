// The experiment behind its view: one run at a time, which outlives the screen; what it finds is kept on this device
// after every piece, for each plan and device by itself.
import type { FootprintRequest } from '../../../estimate/footprint/footprint.ts';
import { loadFootprintFacts } from '../../../estimate/footprint/load-footprint-facts.ts';
import { runningPower } from '../../../estimate/shrink/running-power.ts';
import { type DigitsPiece, usablePieces } from '../../../models/digits-shrink/digits-piece.ts';
import type { DigitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import {
  type DigitsRecord,
  MOST_RECORD_CHARACTERS,
  readDigitsRecord,
} from '../../../models/digits-shrink/read-digits-record.ts';
import {
  type DigitsSummary,
  summariseInTurns,
} from '../../../models/digits-shrink/summarise-digits.ts';
import { asFlopscopeError, type FlopscopeError } from '../../../shared/errors.ts';
import type { AdapterIdentity, DeviceProfile } from '../../../shared/result/schema.ts';
import { deviceKey } from '../../../workers/device-key.ts';
import type { ShrinkDigitsEvent } from '../../../workers/shrink-api.ts';
import { checkSession } from '../../check/check-session.ts';
import { digitsSession } from '../../check/digits-session.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { nextTask } from '../../../shared/next-task.ts';
import { type AccuracyRun, applyAccuracyEvent, startAccuracy } from './accuracy-run.ts';
import { type KeptDigits, KeptStore } from './kept-store.ts';

export type AccuracyState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly run: AccuracyRun; readonly cancelling: boolean }
  | { readonly status: 'cancelled'; readonly run: AccuracyRun }
  | { readonly status: 'failed'; readonly run: AccuracyRun; readonly error: FlopscopeError };

export interface DeviceHere {
  readonly key: string;
  readonly identity: AdapterIdentity;
}

/** What is shown, with what it comes to. */
export interface ShownDigits {
  readonly plan: DigitsPlan;
  readonly pieces: readonly DigitsPiece[];
  readonly summary: DigitsSummary;
}

/** A person sees ten changes a second; a table of figures needs fewer. */
const TELL_EVERY_MS = 200;

const LOOKING: KeptDigits = { status: 'looking' };

export class AccuracySession extends EventTarget {
  state: AccuracyState = { status: 'idle' };
  /** Undefined until the worker has told which device is here, which waits while another job has it. */
  device: DeviceHere | undefined;
  deviceFailure: FlopscopeError | undefined;
  /** A file that is shown in place of what is kept. */
  opened: (DigitsRecord & { readonly name: string }) | undefined;
  shown: ShownDigits | undefined;
  /** What this device draws, for the energy; undefined until the facts are there. */
  power: FootprintRequest | undefined;
  /** Seconds that a run takes as the measured kernels foretell it, by what is run. */
  readonly foretold = new Map<string, number>();
  /** By plan. */
  readonly #kept = new Map<string, KeptDigits>();
  readonly #lab: LabSession;
  readonly #store = new KeptStore();
  #asking: Promise<void> | undefined;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #foretelling: string | undefined;
  #summing: readonly DigitsPiece[] | undefined;

  constructor(lab: LabSession) {
    super();
    this.#lab = lab;
  }

  /** Whether something else has the GPU. */
  get othersRun(): boolean {
    return (
      this.#lab.runState.status === 'running' ||
      checkSession(this.#lab).busy ||
      digitsSession(this.#lab).state.status === 'running'
    );
  }

  /** What decides which kernels run, and what power is known of this device. */
  get profile(): DeviceProfile | undefined {
    return checkSession(this.#lab).profile;
  }

  kept({ hash }: DigitsPlan): KeptDigits {
    return this.#kept.get(hash) ?? LOOKING;
  }

  /** Asks which device is here, once. */
  async look(): Promise<void> {
    if (this.device !== undefined || this.deviceFailure !== undefined) return;
    this.#asking ??= this.#ask();
    await this.#asking;
    this.#asking = undefined;
  }

  async #ask(): Promise<void> {
    try {
      const description = await this.#lab.engine.describe();
      const { identity } = description;
      this.device = { key: deviceKey(description), identity };
      const facts = await loadFootprintFacts();
      const parsed = runningPower({ identity, createdAt: new Date().toISOString() }, facts);
      if (parsed.ok) this.power = parsed.request;
    } catch (thrown) {
      this.deviceFailure = asFlopscopeError(thrown);
    }
    this.#changed();
  }

  /** Reads what is kept of a plan on this device, once. */
  async read(plan: DigitsPlan): Promise<void> {
    const { device } = this;
    if (device === undefined || this.#kept.has(plan.hash)) return;
    this.#kept.set(plan.hash, LOOKING);
    const kept = await this.#store.read(plan, device.key);
    if (this.kept(plan).status !== 'looking') return;
    this.#kept.set(plan.hash, kept);
    this.#changed();
  }

  /** Shows what pieces come to, as soon as that is computed; the last ones win. */
  async show(plan: DigitsPlan, pieces: readonly DigitsPiece[]): Promise<void> {
    const { shown } = this;
    const isShown =
      shown?.plan.hash === plan.hash &&
      shown.plan.seeds.length === plan.seeds.length &&
      alike(shown.pieces, pieces);
    if (isShown || (this.#summing !== undefined && alike(this.#summing, pieces))) return;
    this.#summing = pieces;
    const summary = await summariseInTurns(plan, pieces, nextTask);
    if (this.#summing !== pieces) return;
    this.#summing = undefined;
    this.shown = { plan, pieces, summary };
    this.#changed();
  }

  /** Runs what is missing of a plan. Another start while one is going on is nothing. */
  async run(plan: DigitsPlan, only: readonly string[] | undefined): Promise<void> {
    if (this.state.status === 'running' || this.othersRun) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.opened = undefined;
    const kept = this.kept(plan);
    const before = kept.status === 'kept' ? kept.pieces : [];
    const key = this.device?.key ?? '';
    const run = startAccuracy(plan, only, usablePieces(before, plan, key));
    this.#set({ status: 'running', run, cancelling: false });
    // Seeds beyond those of this run stay as they are.
    const others = before.filter(({ seed }) => !plan.seeds.includes(seed));
    try {
      await this.#lab.engine.shrinkDigits(
        {
          size: plan.size,
          seeds: plan.seeds.length,
          pieces: run.pieces,
          ...(only === undefined ? {} : { only }),
          ...(await this.#measured()),
        },
        {
          signal: abort.signal,
          onEvent: (event) => {
            this.#observe(event, others);
          },
        },
      );
      this.#end(() => ({ status: 'idle' }));
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      this.#end((ended) =>
        error.code === 'aborted'
          ? { status: 'cancelled', run: ended }
          : { status: 'failed', run: ended, error },
      );
    }
  }

  /** Deletes what is kept of a plan on this device. */
  async forget(plan: DigitsPlan): Promise<void> {
    if (this.state.status === 'running' || this.device === undefined) return;
    this.#kept.set(plan.hash, { status: 'none' });
    this.shown = undefined;
    this.#summing = undefined;
    this.#set({ status: 'idle' });
    await this.#store.remove(plan, this.device.key);
  }

  cancel(): void {
    if (this.state.status !== 'running') return;
    this.#set({ ...this.state, cancelling: true });
    this.#abort?.abort();
  }

  /** Puts away the note about a run that failed or was cancelled. */
  dismiss(): void {
    if (this.state.status !== 'running') this.#set({ status: 'idle' });
  }

  /** @throws FlopscopeError with what is wrong with the file. */
  async open(file: File): Promise<void> {
    // One character more than the limit is enough to be refused; the rest is not read.
    const text = await file.slice(0, MOST_RECORD_CHARACTERS + 1).text();
    this.opened = { ...readDigitsRecord(text), name: file.name };
    this.#changed();
  }

  close(): void {
    this.opened = undefined;
    this.#changed();
  }

  /** Learns how long a run takes, where the device was measured for training and nothing has it. */
  async foretell(plan: DigitsPlan, only: readonly string[] | undefined): Promise<void> {
    const { profile } = this;
    const key = extentKey(plan, only);
    if (profile === undefined || this.foretold.has(key) || this.#foretelling === key) return;
    if (this.state.status === 'running' || this.othersRun) return;
    this.#foretelling = key;
    const extent = { size: plan.size, seeds: plan.seeds.length };
    try {
      const job = only === undefined ? extent : { ...extent, only };
      this.foretold.set(key, await this.#lab.engine.foretellDigits(job, profile));
      this.#changed();
    } catch {
      // The form then tells no time.
    }
  }

  async #measured() {
    const { profile } = this;
    const isHere = profile !== undefined && (await this.#lab.engine.isProfileOf(profile));
    return isHere ? { profile } : {};
  }

  #observe(event: ShrinkDigitsEvent, others: readonly DigitsPiece[]): void {
    if (this.state.status !== 'running') return;
    const run = applyAccuracyEvent(this.state.run, event);
    this.state = { ...this.state, run };
    if (event.type === 'piece') this.#keep(run.plan, [...run.pieces, ...others]);
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#changed();
    }, TELL_EVERY_MS);
  }

  #keep(plan: DigitsPlan, pieces: readonly DigitsPiece[]): void {
    const [first] = pieces;
    if (first === undefined) return;
    this.#kept.set(plan.hash, { status: 'kept', savedAt: new Date().toISOString(), pieces });
    this.#store.write(plan, first.device, pieces);
  }

  #end(state: (run: AccuracyRun) => AccuracyState): void {
    if (this.state.status === 'running') this.#set(state(this.state.run));
  }

  #set(state: AccuracyState): void {
    this.state = state;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Of what is run: another one takes another time. */
export function extentKey(
  { hash, seeds }: DigitsPlan,
  only: readonly string[] | undefined,
): string {
  return [hash, seeds.length, ...(only ?? [])].join(' ');
}

function alike(some: readonly DigitsPiece[], others: readonly DigitsPiece[]): boolean {
  return some.length === others.length && some.every((piece, at) => piece === others[at]);
}

const sessions = new WeakMap<LabSession, AccuracySession>();

/** One for the page, as the lab's session is. */
export function accuracySession(lab: LabSession): AccuracySession {
  const known = sessions.get(lab);
  if (known !== undefined) return known;
  const made = new AccuracySession(lab);
  sessions.set(lab, made);
  return made;
}
