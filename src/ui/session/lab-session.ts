// The one state behind all screens: which result is shown and from where, and the run in progress. Screens
// observe it; it outlives them, so that a run goes on while a person looks at Train.
import { loadExample } from '../../results/load-example.ts';
import { readPreferences, rememberPreferences } from '../../results/preferences.ts';
import { ResultStore } from '../../results/result-store.ts';
import { asFlopscopeError, type FlopscopeError } from '../../shared/errors.ts';
import type { MeasureEvent, MeasureRequest } from '../../shared/events.ts';
import { newestFirst } from '../../shared/newest-first.ts';
import { nextTask } from '../../shared/next-task.ts';
import { parseResult, MAX_RESULT_BYTES } from '../../shared/result/parse-result.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { EngineBridge } from '../../workers/engine-bridge.ts';
import { FrameBatch } from './frame-batch.ts';
import { type BoardResult, idOfOpened, type OpenedResult } from './opened-result.ts';
import { applyEvents, type Run, startRun } from './run-state.ts';

export type ResultSource =
  | { readonly kind: 'own' }
  | { readonly kind: 'example' }
  /** Or of a board: `name` says which. */
  | { readonly kind: 'file'; readonly name: string };

export interface ShownResult {
  readonly profile: DeviceProfile;
  readonly source: ResultSource;
}

export type RunState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly run: Run; readonly cancelling: boolean }
  | { readonly status: 'cancelled'; readonly run: Run }
  | { readonly status: 'failed'; readonly run: Run; readonly error: FlopscopeError };

export class LabSession extends EventTarget {
  /** Undefined while the first result is being looked for, null when there is none at all. */
  shown: ShownResult | null | undefined;
  runState: RunState = { status: 'idle' };
  /** Own results on this device, newest first. */
  history: readonly DeviceProfile[] = [];
  persistent = true;
  /** Results of others, opened beside one's own. Nothing of them is kept. */
  opened: readonly OpenedResult[] = [];

  readonly #store = new ResultStore();
  readonly #bridge = new EngineBridge();
  #abort: AbortController | undefined;
  #removed: DeviceProfile | undefined;

  /** For the jobs beside measuring: they take turns with it. */
  get engine(): EngineBridge {
    return this.#bridge;
  }

  get store(): ResultStore {
    return this.#store;
  }

  /** Shows the latest own result, or the example. */
  async start(): Promise<void> {
    this.persistent = await this.#store.isPersistent();
    this.history = await this.#store.list();
    const [latest] = this.history;
    if (latest === undefined) await this.showExample();
    else this.show({ profile: latest, source: { kind: 'own' } });
  }

  show(shown: ShownResult): void {
    this.shown = shown;
    this.#changed();
  }

  async showExample(): Promise<void> {
    const profile = await loadExample();
    // A run may have ended while the example was on its way.
    if (this.shown?.source.kind === 'own' && this.history.length > 0) return;
    this.shown = profile === undefined ? null : { profile, source: { kind: 'example' } };
    this.#changed();
  }

  async measure(request: MeasureRequest): Promise<void> {
    if (this.runState.status === 'running') return;
    const abort = new AbortController();
    this.#abort = abort;
    this.runState = { status: 'running', run: startRun(request.suite), cancelling: false };
    this.#changed();
    const batch = new FrameBatch<MeasureEvent>((events) => {
      this.#observe(events);
    });
    try {
      const profile = await this.#bridge.measure(this.#labelled(request), {
        signal: abort.signal,
        onEvent: (event) => {
          batch.add(event);
        },
      });
      batch.flush();
      this.runState = { status: 'idle' };
      await this.#keep(profile);
      this.show({ profile, source: { kind: 'own' } });
    } catch (thrown) {
      batch.flush();
      this.#ended(asFlopscopeError(thrown));
    }
  }

  cancel(): void {
    if (this.runState.status !== 'running') return;
    this.runState = { ...this.runState, cancelling: true };
    this.#changed();
    this.#abort?.abort();
  }

  /** Puts away the note about a cancelled or failed run. */
  dismiss(): void {
    if (this.runState.status === 'running') return;
    this.runState = { status: 'idle' };
    this.#changed();
  }

  /** @throws FlopscopeError with what is wrong with the file. */
  async openFile(file: File): Promise<void> {
    // One byte more than the limit is enough for parseResult to refuse it; the rest is not read.
    const profile = parseResult(await file.slice(0, MAX_RESULT_BYTES + 1).text());
    this.show({ profile, source: { kind: 'file', name: file.name } });
  }

  /** Opened again, a result takes the place that it had. */
  openBeside(result: OpenedResult): void {
    const id = idOfOpened(result);
    const place = this.opened.findIndex((known) => idOfOpened(known) === id);
    this.opened = place === -1 ? [...this.opened, result] : this.opened.with(place, result);
    this.#changed();
  }

  /** What is at hand of the space of a board that is open; of the one before nothing stays. */
  layOutSpace(results: readonly BoardResult[]): void {
    this.opened = [...this.opened.filter(({ kind }) => kind !== 'board'), ...results];
    this.#changed();
  }

  closeBeside(id: string): void {
    this.opened = this.opened.filter((result) => idOfOpened(result) !== id);
    this.#changed();
  }

  /** The person's own name and note for the device of the result that is shown. */
  async describe(change: { readonly label?: string; readonly note?: string }): Promise<void> {
    const { shown } = this;
    if (shown?.source.kind !== 'own') return;
    if (change.label !== undefined) rememberPreferences({ label: change.label });
    await this.describeKept(shown.profile, change);
  }

  /** The same for any own result, which may be of another device than the next ones. */
  async describeKept(
    { id }: DeviceProfile,
    { label, note }: { readonly label?: string; readonly note?: string },
  ): Promise<void> {
    const { shown } = this;
    // What was changed a moment ago counts, not what the form was opened with.
    const known = this.history.find((kept) => kept.id === id);
    if (known === undefined) return;
    const identity = {
      ...known.identity,
      ...(label === undefined ? {} : { label }),
      ...(note === undefined ? {} : { note }),
    };
    const profile = { ...known, identity };
    if (shown?.source.kind === 'own' && shown.profile.id === id) this.shown = { ...shown, profile };
    await this.#keep(profile);
    this.#changed();
  }

  /** Results of one's own that were kept elsewhere. They come validated: nothing is read back. */
  async adopt(profiles: readonly DeviceProfile[]): Promise<void> {
    for (const profile of profiles) {
      await this.#store.save(profile);
      await nextTask();
    }
    this.history = [...this.history, ...profiles].sort(newestFirst);
    const [latest] = this.history;
    const isEmpty = this.shown === null || this.shown?.source.kind === 'example';
    if (isEmpty && latest !== undefined) this.show({ profile: latest, source: { kind: 'own' } });
    else this.#changed();
  }

  async remove(profile: DeviceProfile): Promise<void> {
    this.#removed = profile;
    await this.#store.remove(profile.id);
    this.history = await this.#store.list();
    if (this.shown?.profile.id === profile.id) await this.start();
    else this.#changed();
  }

  get canUndoRemoval(): boolean {
    return this.#removed !== undefined;
  }

  async undoRemoval(): Promise<void> {
    const profile = this.#removed;
    if (profile === undefined) return;
    this.#removed = undefined;
    await this.#keep(profile);
    this.show({ profile, source: { kind: 'own' } });
  }

  async #keep(profile: DeviceProfile): Promise<void> {
    await this.#store.save(profile);
    this.history = await this.#store.list();
  }

  #labelled(request: MeasureRequest): MeasureRequest {
    const { label } = readPreferences();
    return label === '' ? request : { label, ...request };
  }

  #observe(events: readonly MeasureEvent[]): void {
    if (this.runState.status !== 'running') return;
    this.runState = { ...this.runState, run: applyEvents(this.runState.run, events) };
    this.#changed();
  }

  #ended(error: FlopscopeError): void {
    if (this.runState.status !== 'running') return;
    const { run } = this.runState;
    this.runState =
      error.code === 'aborted' ? { status: 'cancelled', run } : { status: 'failed', run, error };
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
