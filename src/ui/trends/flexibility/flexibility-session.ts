// The flexibility experiment behind its view: one run at a time, which outlives the screen; what it finds is kept in this
// browser, for each plan and device by itself.
import {
  type FlexibilityRecord,
  MOST_RECORD_CHARACTERS,
  readFlexibilityDocument,
} from '../../../models/flexibility/flexibility-document.ts';
import { type FlexibilityPlan, planKey } from '../../../models/flexibility/flexibility-plan.ts';
import { asFlopscopeError, type FlopscopeError } from '../../../shared/errors.ts';
import type { AdapterIdentity } from '../../../shared/result/schema.ts';
import { deviceKey } from '../../../workers/device-key.ts';
import type { FlexibilityEvent, FlexibilityJob } from '../../../workers/flexibility-api.ts';
import { checkSession } from '../../check/check-session.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { nextTask } from '../../../shared/next-task.ts';
import { applyFlexibilityEvent, type FlexibilityRun, startFlexibility } from './flexibility-run.ts';
import { FlexibilityStore, type KeptFlexibility } from './kept-flexibility.ts';

export type FlexibilityState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly run: FlexibilityRun; readonly cancelling: boolean }
  | { readonly status: 'cancelled'; readonly run: FlexibilityRun }
  | { readonly status: 'failed'; readonly run: FlexibilityRun; readonly error: FlopscopeError };

interface DeviceHere {
  readonly key: string;
  readonly identity: AdapterIdentity;
}

/** Two charts are drawn anew with every change. */
const TELL_EVERY_MS = 400;
/** A reload loses no more than this. */
const KEEP_EVERY_MS = 1000;

/** Below this share of a run its pace tells nothing. */
const TELLING_SHARE = 0.1;

const LOOKING: KeptFlexibility = { status: 'looking' };

export class FlexibilitySession extends EventTarget {
  state: FlexibilityState = { status: 'idle' };
  /** Undefined until the worker has told which device is here, which waits while another job has it. */
  device: DeviceHere | undefined;
  deviceFailure: FlopscopeError | undefined;
  /** A file that is shown in place of what is kept. */
  opened: (FlexibilityRecord & { readonly name: string }) | undefined;
  readonly #lab: LabSession;
  readonly #store = new FlexibilityStore();
  readonly #kept = new Map<string, KeptFlexibility>();
  /** Milliseconds that a design took here, by what its plan does. */
  readonly #paces = new Map<string, number>();
  #asking: Promise<void> | undefined;
  #abort: AbortController | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(lab: LabSession) {
    super();
    this.#lab = lab;
  }

  kept(plan: FlexibilityPlan): KeptFlexibility {
    return this.#kept.get(planKey(plan)) ?? LOOKING;
  }

  /** What a design of this plan took in this visit; undefined where none was run for long enough. */
  paceMs(plan: FlexibilityPlan): number | undefined {
    return this.#paces.get(paceKey(plan));
  }

  /** Asks which device is here, once. */
  async look(): Promise<void> {
    if (this.device !== undefined || this.deviceFailure !== undefined) return;
    this.#asking ??= this.#ask();
    await this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      const description = await this.#lab.engine.describe();
      this.device = { key: deviceKey(description), identity: description.identity };
    } catch (thrown) {
      this.deviceFailure = asFlopscopeError(thrown);
    }
    this.#changed();
  }

  /** Reads what is kept of a plan on this device, once. */
  async read(plan: FlexibilityPlan): Promise<void> {
    const { device } = this;
    const key = planKey(plan);
    if (device === undefined || this.#kept.has(key)) return;
    this.#kept.set(key, LOOKING);
    const kept = await this.#store.read(plan, device.key);
    if (this.kept(plan).status !== 'looking') return;
    this.#kept.set(key, kept);
    this.#changed();
  }

  /** Runs what is missing of a plan. Another start while one is going on is nothing. */
  async run(plan: FlexibilityPlan): Promise<void> {
    const { device } = this;
    if (this.state.status === 'running' || device === undefined) return;
    const { signal } = (this.#abort = new AbortController());
    this.opened = undefined;
    const kept = this.kept(plan);
    const known = kept.status === 'kept' ? kept.record.pieces : [];
    const run = startFlexibility(plan, known);
    this.#set({ status: 'running', run, cancelling: false });
    let began: { readonly atMs: number; readonly fraction: number } | undefined;
    const onEvent = (event: FlexibilityEvent) => {
      if (event.type === 'progress') {
        began ??= { atMs: performance.now(), fraction: event.fraction };
        const share = event.fraction - began.fraction;
        const tookMs = performance.now() - began.atMs;
        if (share >= TELLING_SHARE) {
          this.#paces.set(paceKey(plan), tookMs / share / plan.repeats);
        }
      }
      this.#observe(event, device.key);
    };
    try {
      const job = { plan, known, ...(await this.#measured()) };
      await this.#lab.engine.experimentWithFlexibility(job, { signal, onEvent });
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
  async forget(plan: FlexibilityPlan): Promise<void> {
    if (this.state.status === 'running' || this.device === undefined) return;
    this.#kept.set(planKey(plan), { status: 'none' });
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
    this.opened = { ...(await readFlexibilityDocument(text, nextTask)), name: file.name };
    this.#changed();
  }

  close(): void {
    this.opened = undefined;
    this.#changed();
  }

  /** The best kernels are known where this device has been measured; else the usual ones run. */
  async #measured(): Promise<Pick<FlexibilityJob, 'profile'>> {
    for (const profile of [this.#lab.shown?.profile, checkSession(this.#lab).profile]) {
      if (profile === undefined) continue;
      if (await this.#lab.engine.isProfileOf(profile)) return { profile };
    }
    return {};
  }

  #observe(event: FlexibilityEvent, device: string): void {
    if (this.state.status !== 'running') return;
    const run = applyFlexibilityEvent(this.state.run, event);
    this.state = { ...this.state, run };
    if (event.type === 'pieces') this.#keep(run, device);
    if (this.#telling !== undefined) return;
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      this.#changed();
    }, TELL_EVERY_MS);
  }

  #keep({ plan, pieces }: FlexibilityRun, device: string): void {
    // An earlier run may have had more designs than this one.
    const designs = pieces.reduce((most, { repeat }) => Math.max(most, repeat + 1), plan.repeats);
    const record: FlexibilityRecord = {
      foundAt: new Date().toISOString(),
      device,
      plan: { ...plan, repeats: designs },
      pieces,
    };
    this.#kept.set(planKey(plan), { status: 'kept', record });
    this.#keeping ??= setTimeout(() => {
      this.#write(plan);
    }, KEEP_EVERY_MS);
  }

  #write(plan: FlexibilityPlan): void {
    if (this.#keeping === undefined) return;
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const kept = this.kept(plan);
    if (kept.status === 'kept') this.#store.write(kept.record);
  }

  #end(state: (run: FlexibilityRun) => FlexibilityState): void {
    if (this.state.status !== 'running') return;
    this.#write(this.state.run.plan);
    this.#set(state(this.state.run));
  }

  #set(state: FlexibilityState): void {
    this.state = state;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Another seed takes as long. */
function paceKey({ sampleSizes, penalty }: FlexibilityPlan): string {
  return JSON.stringify([sampleSizes, penalty]);
}

const sessions = new WeakMap<LabSession, FlexibilitySession>();

/** One for the page, as the lab's session is. */
export function flexibilitySession(lab: LabSession): FlexibilitySession {
  const known = sessions.get(lab);
  if (known !== undefined) return known;
  const made = new FlexibilitySession(lab);
  sessions.set(lab, made);
  return made;
}
