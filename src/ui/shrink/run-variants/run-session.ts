// Variants that are really run, behind the panel that shows them: one run at a time, folded from the worker's events; it
// outlives the screen.
import type { RefusedVariant, RunVariant } from '../../../estimate/shrink/run-rows.ts';
import { asFlopscopeError, FlopscopeError } from '../../../shared/errors.ts';
import type { RunVariantsEvent, RunVariantsJob } from '../../../workers/variants-api.ts';
import type { LabSession } from '../../session/lab-session.ts';

export interface VariantsRun {
  readonly job: RunVariantsJob;
  readonly fraction: number;
  /** Id of the one that is under way; empty before the first. */
  readonly variant: string;
  readonly results: readonly (RunVariant | RefusedVariant)[];
}

export type VariantsRunState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly run: VariantsRun; readonly cancelling: boolean }
  | { readonly status: 'done' | 'cancelled'; readonly run: VariantsRun }
  | { readonly status: 'failed'; readonly run: VariantsRun; readonly error: FlopscopeError };

export class RunSession extends EventTarget {
  state: VariantsRunState = { status: 'idle' };
  readonly #lab: LabSession;
  #abort: AbortController | undefined;

  constructor(lab: LabSession) {
    super();
    this.#lab = lab;
  }

  async run(job: RunVariantsJob): Promise<void> {
    if (this.state.status === 'running') return;
    const abort = new AbortController();
    this.#abort = abort;
    const run = { job, fraction: 0, variant: '', results: [] };
    this.#set({ status: 'running', run, cancelling: false });
    try {
      if (!(await this.#lab.engine.isProfileOf(job.profile))) throw measuredElsewhere();
      await this.#lab.engine.runVariants(job, {
        signal: abort.signal,
        onEvent: (event) => {
          this.#observe(event);
        },
      });
      this.#end((ended) => ({ status: 'done', run: ended }));
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      this.#end((ended) =>
        error.code === 'aborted'
          ? { status: 'cancelled', run: ended }
          : { status: 'failed', run: ended, error },
      );
    }
  }

  cancel(): void {
    if (this.state.status !== 'running') return;
    this.#set({ ...this.state, cancelling: true });
    this.#abort?.abort();
  }

  dismiss(): void {
    if (this.state.status === 'failed') this.#set({ status: 'cancelled', run: this.state.run });
  }

  #observe(event: RunVariantsEvent): void {
    if (this.state.status !== 'running') return;
    this.#set({ ...this.state, run: applyVariantsEvent(this.state.run, event) });
  }

  #end(state: (run: VariantsRun) => VariantsRunState): void {
    if (this.state.status === 'running') this.#set(state(this.state.run));
  }

  #set(state: VariantsRunState): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}

export function applyVariantsEvent(run: VariantsRun, event: RunVariantsEvent): VariantsRun {
  switch (event.type) {
    case 'progress':
      return {
        ...run,
        fraction: Math.max(run.fraction, event.fraction),
        variant: event.variant,
      };
    case 'variant':
      return { ...run, results: [...run.results, event.result] };
  }
}

function measuredElsewhere(): FlopscopeError {
  return new FlopscopeError(
    'invalid-input',
    'These figures were measured on another device, browser or system version than this one. Measure compressed kernels here first; then what is run can be held against it.',
  );
}

const sessions = new WeakMap<LabSession, RunSession>();

/** One for the page, as the lab's session is. */
export function runSession(lab: LabSession): RunSession {
  const known = sessions.get(lab);
  if (known !== undefined) return known;
  const made = new RunSession(lab);
  sessions.set(lab, made);
  return made;
}
