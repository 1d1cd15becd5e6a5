// "Is this right? Run them.": the dense network and its variants, really run on this device, beside what was foretold.
import { html, LitElement, nothing } from 'lit';
import type { CompareQuestion } from '../../../estimate/shrink/compare-question.ts';
import { describeRuns, type RunRow, runRows } from '../../../estimate/shrink/run-rows.ts';
import type { VariantComparison } from '../../../estimate/shrink/variant-comparison.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { checkSession } from '../../check/check-session.ts';
import { signedPercent, stepRange, stepTime } from '../../check/describe-check.ts';
import '../../check/job-progress.ts';
import { SessionFollower } from '../../check/session-follower.ts';
import '../../measure/failure-notice.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { timesParts } from '../variants/print-comparison.ts';
import { type RunSession, runSession, type VariantsRun } from './run-session.ts';
import { runVariantsStyles } from './run-variants.styles.ts';

export class RunVariants extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, runVariantsStyles];
  static override properties = {
    session: { attribute: false },
    question: { attribute: false },
    comparison: { attribute: false },
    profile: { attribute: false },
  };

  declare session: LabSession;
  /** That `comparison` answers. */
  declare question: CompareQuestion;
  declare comparison: VariantComparison;
  /** Own, of the suite `shrink`; undefined when the comparison rests on another device or an example. */
  declare profile: DeviceProfile | undefined;

  constructor() {
    super();
    new SessionFollower(this, () => [this.#session, this.session]);
    this.addEventListener('retry', () => {
      this.#start();
    });
    this.addEventListener('dismiss', () => {
      this.#session.dismiss();
    });
  }

  get #session(): RunSession {
    return runSession(this.session);
  }

  override render() {
    const { state } = this.#session;
    const run = state.status === 'idle' || !this.#answers(state.run) ? undefined : state.run;
    return html`
      ${
        state.status === 'running'
          ? html`<fs-job-progress
              .name=${'Running of the variants'}
              .step=${this.#stepOf(state.run)}
              .note=${''}
              .fraction=${state.run.fraction}
              ?cancelling=${state.cancelling}
              @cancel-run=${this.#cancel}
            ></fs-job-progress>`
          : this.#form(run !== undefined)
      }
      ${
        state.status === 'failed'
          ? html`<fs-failure-notice
              .code=${state.error.code}
              .message=${state.error.message}
              .outcome=${state.run.results.length === 0 ? '' : 'What had been run until then is kept below.'}
              dismissible
            ></fs-failure-notice>`
          : nothing
      }
      ${
        state.status === 'cancelled'
          ? html`<p class="small muted" role="status" data-testid="run-cancelled">
              Cancelled${state.run.results.length === 0 ? '' : '; what was run until then stays here'}.
            </p>`
          : nothing
      }
      ${run === undefined ? nothing : this.#outcome(run)}
    `;
  }

  /** Whether a run is of what is compared now. */
  #answers({ job }: VariantsRun): boolean {
    const { model, variants, use } = this.question;
    return (
      job.model === model &&
      job.variants === variants &&
      JSON.stringify(job.use) === JSON.stringify(use) &&
      job.profile.id === this.profile?.id
    );
  }

  #stepOf({ variant }: VariantsRun): string {
    if (variant === '') return 'Preparing the dense network';
    const name = this.comparison.variants.find(({ id }) => id === variant)?.name ?? variant;
    return `${name} beside the dense network`;
  }

  #form(again: boolean) {
    const busy = this.session.runState.status === 'running' || checkSession(this.session).busy;
    const { profile } = this;
    return html`<div class="start screen-only">
      <button
        type="button"
        data-testid="run-variants"
        ?disabled=${busy || profile === undefined}
        @click=${this.#start}
      >
        ${again ? 'Run them again' : 'Run them'}
      </button>
      <p class="small muted" data-testid="run-note">
        ${
          profile === undefined
            ? 'These figures are not of this device. Measure compressed kernels here, and they can be held against the networks really run.'
            : busy
              ? 'Something else is being run or measured; this can begin when it has ended.'
              : 'The dense network and each variant in turn, some seconds each, with weights drawn at random: only the time is of interest. Nothing is uploaded.'
        }
      </p>
    </div>`;
  }

  #outcome({ results }: VariantsRun) {
    const rows = runRows(this.comparison.variants, results);
    const summary = describeRuns(rows);
    if (results.length === 0) return nothing;
    return html`
      ${summary === undefined ? nothing : html`<p class="summary" aria-live="polite" data-testid="run-summary">${summary}</p>`}
      <div
        class="table-frame"
        role="region"
        aria-label="Foretold and really run"
        tabindex="0"
        data-testid="run-table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Variant</th>
              <th scope="col" class="number">Speed-up foretold</th>
              <th scope="col" class="number">Really run</th>
              <th scope="col" class="number">Error</th>
              <th scope="col" class="number">One pass</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(tableRow)}
          </tbody>
        </table>
      </div>
    `;
  }

  #start(): void {
    const { profile } = this;
    if (profile === undefined) return;
    const { model, variants, use } = this.question;
    void this.#session.run({ model, variants, use, profile });
  }

  #cancel(event: Event): void {
    event.stopPropagation();
    this.#session.cancel();
  }
}

function tableRow({ id, name, foretold, run, reason, errorPercent, inside }: RunRow) {
  const expected = foretold === null ? undefined : timesParts(foretold);
  const cells = html`<th scope="row">${name}<small class="typed">${id}</small></th>
    <td class="number">
      ${expected === undefined ? '–' : html`${expected.value}<small>${expected.range}</small>`}
    </td>`;
  if (run === undefined) {
    return html`<tr data-variant=${id}>
      ${cells}
      <td colspan="3">${reason ?? 'not run yet'}</td>
    </tr>`;
  }
  const { median, low, high } = run.speedup;
  const ran = timesParts({ value: median, low, high });
  return html`<tr data-variant=${id}>
    ${cells}
    <td class="number">${ran.value}<small>${ran.range}</small></td>
    <td class="number">
      ${
        errorPercent === undefined
          ? '–'
          : html`${signedPercent(errorPercent)}<small class=${inside === true ? '' : 'outside'}
                >${inside === true ? 'inside' : 'outside'}</small
              >`
      }
    </td>
    <td class="number">
      ${stepTime(run.ms.median)}<small>${stepRange(run.ms.low, run.ms.high)}</small>
    </td>
  </tr>`;
}

customElements.define('fs-run-variants', RunVariants);
