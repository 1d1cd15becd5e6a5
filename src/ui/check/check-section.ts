// "Is this prediction right? Check it.": trains real steps on this device and shows them beside what was predicted.
import { html, LitElement, nothing } from 'lit';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { deviceName } from '../../results/device-name.ts';
import type { Validation } from '../../shared/result/validation.ts';
import { summarise } from '../../estimate/prediction/validation.ts';
import { printMoment } from '../answer/print-date.ts';
import { obstacle } from '../measure/failure-guidance.ts';
import '../measure/failure-notice.ts';
import '../measure/run-progress.ts';
import type { Parameters } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import './check-choice.ts';
import { type NetworkChoice, readNetworks, readSeconds } from './check-parameters.ts';
import './check-rows.ts';
import { checkSectionStyles } from './check-section.styles.ts';
import { type CheckSession, checkSession } from './check-session.ts';
import { type CheckRun, currentNetwork, networksOf, rowsOf } from './check-state.ts';
import { quickNetworks } from './check-time.ts';
import { paceNotes, summarySentence } from './describe-check.ts';
import './digits-panel.ts';
import './job-progress.ts';
import { saveRecord } from './save-record.ts';
import { SessionFollower } from './session-follower.ts';

export class CheckSection extends LitElement {
  static override styles = [baseStyles, controlStyles, checkSectionStyles];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    model: { attribute: false },
    shownRecord: { state: true },
    said: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  /** Of the form above. */
  declare model: { readonly id: string; readonly name: string };
  /** By its time; the newest when undefined. */
  declare shownRecord: string | undefined;
  declare said: string;

  constructor() {
    super();
    this.parameters = {};
    this.said = '';
    new SessionFollower(this, () => [this.#check, this.session]);
    this.addEventListener('retry', () => {
      this.#start();
    });
    this.addEventListener('dismiss', () => {
      this.#check.dismiss();
    });
  }

  override firstUpdated(): void {
    void this.#check.foretell();
  }

  get #check(): CheckSession {
    return checkSession(this.session);
  }

  get #choice(): NetworkChoice {
    return readNetworks(this.parameters, this.#quick, this.model.id);
  }

  get #quick(): readonly string[] {
    return quickNetworks(checkNetworks, this.#check.foretold);
  }

  override render() {
    return html`
      <div class="check" data-testid="check" data-status=${this.#check.state.status}>
        ${this.#job()} ${this.#outcome()}
      </div>
      <fs-digits-panel .session=${this.session} .parameters=${this.parameters}></fs-digits-panel>
    `;
  }

  /** What can be done, or what is being done. */
  #job() {
    const { state } = this.#check;
    switch (state.status) {
      case 'looking':
        return this.#progress('Looking whether this device has been measured', '', 0, false);
      case 'measuring':
        return this.#measuring(state.why);
      case 'checking': {
        const { run, cancelling } = state;
        const place = run.networks.indexOf(currentNetwork(run) ?? { id: '', name: '' }) + 1;
        const note = place === 0 ? '' : `Network ${place} of ${run.networks.length}.`;
        return this.#progress(run.detail, note, run.fraction, cancelling);
      }
      case 'failed':
        return html`<fs-failure-notice
          .code=${state.error.code}
          .message=${state.error.message}
          .outcome=${keptNote(state.run)}
          dismissible
        ></fs-failure-notice>`;
      case 'cancelled':
        return html`<div class="cancelled" role="status" data-testid="check-cancelled">
            <p>
              ${
                state.run === undefined
                  ? 'Cancelled before a step was trained. Nothing is kept.'
                  : cancelledSentence(state.run)
              }
            </p>
          </div>
          ${this.#form()}`;
      case 'idle':
        return this.#form();
    }
  }

  #form() {
    const inTheWay = obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator });
    if (inTheWay !== undefined) {
      return html`<fs-failure-notice
        .code=${inTheWay.code}
        .message=${inTheWay.message}
      ></fs-failure-notice>`;
    }
    const choice = this.#choice;
    const measuring = this.session.runState.status === 'running';
    const again = (this.#check.records ?? []).length > 0;
    return html`<div class="form screen-only">
      <fs-check-choice
        .choice=${choice}
        .quick=${this.#quick}
        .foretold=${this.#check.foretold}
        .model=${this.model}
      ></fs-check-choice>
      <div class="start">
        <button
          type="button"
          class="go"
          data-testid="check-button"
          ?disabled=${measuring || choice.ids.length === 0}
          @click=${this.#start}
        >
          ${again ? 'Check again' : 'Check it'}
        </button>
        <p class="small muted" data-testid="check-first">
          ${
            measuring
              ? 'A measurement is going on; the check can begin when it has ended.'
              : choice.ids.length === 0
                ? 'Choose at least one network.'
                : this.#check.profile === undefined
                  ? 'The kernels of training steps are measured first, which takes some minutes, once for this device. Nothing is uploaded.'
                  : 'First it predicts, then it trains; the record stays in this browser. Nothing is uploaded.'
          }
        </p>
      </div>
    </div>`;
  }

  #measuring(why: 'never' | 'elsewhere') {
    const { runState } = this.session;
    return html`<p data-testid="check-measuring">
        ${
          why === 'never'
            ? 'First the kernels of training steps are measured, some minutes, once for this device; the check follows by itself.'
            : 'The stored measurement is of another adapter, browser or system version, so the kernels of training steps are measured anew; the check follows by itself.'
        }
      </p>
      ${
        runState.status === 'running'
          ? html`<fs-run-progress
              .run=${runState.run}
              ?cancelling=${runState.cancelling}
              @cancel-run=${this.#cancel}
            ></fs-run-progress>`
          : nothing
      }`;
  }

  #progress(step: string, note: string, fraction: number, cancelling: boolean) {
    return html`<fs-job-progress
      .name=${'Check of the prediction'}
      .step=${step}
      .note=${note}
      .fraction=${fraction}
      ?cancelling=${cancelling}
      @cancel-run=${this.#cancel}
    ></fs-job-progress>`;
  }

  /** The rows of the run, else those of a kept record. */
  #outcome() {
    const { state, records } = this.#check;
    if (state.status === 'checking') return this.#running(state.run);
    const record = records?.find(({ createdAt }) => createdAt === this.shownRecord) ?? records?.[0];
    if (record === undefined) {
      return records === undefined || this.#check.busy
        ? nothing
        : html`<p class="small muted" data-testid="check-empty">
            Nothing has been checked here yet.
          </p>`;
    }
    return this.#kept(record, records ?? []);
  }

  #running(run: CheckRun) {
    const rows = rowsOf(run);
    return html`
      <p class="summary" aria-live="polite" data-testid="check-so-far">
        ${
          rows.length === 0
            ? 'Predicted before anything is trained; measured beside it as it comes.'
            : `So far: ${summarySentence({ rows: [...rows], summary: summarise(rows) })}`
        }
      </p>
      <fs-check-rows .networks=${run.networks} .current=${currentNetwork(run)?.id}></fs-check-rows>
    `;
  }

  #kept(record: Validation, records: readonly Validation[]) {
    const { device, runtime, createdAt } = record;
    const notes = paceNotes(record.rows);
    return html`
      <div class="kept">
        <p class="summary" data-testid="check-summary">${summarySentence(record)}</p>
        <p class="small muted" data-testid="check-date">
          Checked on ${printMoment(createdAt)} on
          ${deviceName(device)}${device.softwareAdapter ? ' (a processor, not a GPU)' : ''},
          ${runtime}.
        </p>
      </div>
      ${
        notes.length === 0
          ? nothing
          : html`<ul class="notices" data-testid="check-notes">
              ${notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
      <fs-check-rows .networks=${networksOf(record)}></fs-check-rows>
      <div class="actions screen-only">
        <button
          type="button"
          data-testid="check-download"
          @click=${() => {
            this.said = `Saved as ${saveRecord(record)}.`;
          }}
        >
          Download JSON
        </button>
        ${records.length < 2 ? nothing : this.#earlier(record, records)}
        <p class="small" role="status">${this.said}</p>
      </div>
    `;
  }

  #earlier(shown: Validation, records: readonly Validation[]) {
    return html`<label class="earlier">
      <span>Kept checks</span>
      <select
        data-testid="check-records"
        @change=${(event: Event) => {
          if (event.currentTarget instanceof HTMLSelectElement) {
            this.shownRecord = event.currentTarget.value;
          }
        }}
      >
        ${records.map(
          ({ createdAt, rows }) =>
            html`<option value=${createdAt} .selected=${createdAt === shown.createdAt}>
              ${printMoment(createdAt)},
              ${rows.length === 1 ? '1 network' : `${rows.length} networks`}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #start(): void {
    this.said = '';
    this.shownRecord = undefined;
    void this.#check.check(this.#choice.ids, readSeconds(this.parameters));
  }

  #cancel(event: Event): void {
    event.stopPropagation();
    this.#check.cancel();
  }
}

function keptNote(run: CheckRun | undefined): string {
  if (run === undefined || rowsOf(run).length === 0) return '';
  return 'What had been measured until then is kept below.';
}

function cancelledSentence(run: CheckRun): string {
  const done = rowsOf(run).length;
  if (done === 0) return 'Cancelled before a network was done. Nothing is kept.';
  return `Cancelled after ${done} of ${run.networks.length} networks; ${done === 1 ? 'it is' : 'they are'} kept below.`;
}

customElements.define('fs-check', CheckSection);
