// Measure: what does this GPU achieve? One button, then the answer large and its evidence below. Before the
// first run an example stands in, marked as one; during a run the page fills as figures arrive.
import { html, LitElement, nothing } from 'lit';
import { deviceName } from '../../results/device-name.ts';
import { type Figures, headline } from '../../results/headline.ts';
import { formatInterval } from '../../shared/format.ts';
import type { MeasureRequest } from '../../shared/events.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { Parameters } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { baseStyles, controlStyles } from '../styles/base.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import '../charts/roofline-chart.ts';
import './device-card.ts';
import './explanations.ts';
import './failure-notice.ts';
import { obstacle } from './failure-guidance.ts';
import './headline-figures.ts';
import './kernel-table.ts';
import './measure-button.ts';
import { measurePageStyles } from './measure-page.styles.ts';
import './result-actions.ts';
import './result-history.ts';
import './run-progress.ts';
import './source-label.ts';

export class MeasurePage extends LitElement {
  static override styles = [baseStyles, controlStyles, sheetStyles, measurePageStyles];
  static override properties = { session: { attribute: false }, parameters: { attribute: false } };

  declare session: LabSession;
  declare parameters: Parameters;
  #request: MeasureRequest = { suite: 'quick' };

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
  }

  override render() {
    const { runState } = this.session;
    return runState.status === 'idle' ? this.#atRest() : this.#withRun(runState);
  }

  #atRest() {
    const { shown } = this.session;
    if (shown === undefined) return html`<p class="empty" role="status">Looking for results …</p>`;
    const own = shown?.source.kind === 'own';
    return html`
      <section class="opening" aria-labelledby="question">
        ${own ? this.#answer(shown.profile) : this.#question()} ${this.#start(own)}
      </section>
      ${
        shown === null
          ? nothing
          : html`<section
                class="shown ${shown.source.kind === 'example' ? 'example' : ''}"
                aria-label="Result"
              >
                <fs-source-label .shown=${shown}></fs-source-label>
                <fs-headline-figures
                  .figures=${shown.profile}
                  ?software=${shown.profile.identity.softwareAdapter}
                ></fs-headline-figures>
              </section>
              ${this.#evidence(shown.profile, shown.profile, own)}`
      }
      ${this.#files(shown?.profile)}
    `;
  }

  #withRun(state: Exclude<LabSession['runState'], { status: 'idle' }>) {
    const { run, status } = state;
    const running = status === 'running';
    const device = run.identity === undefined ? 'this GPU' : deviceName(run.identity);
    return html`
      <section class="opening" aria-labelledby="question">
        <h1 id="question">${running ? 'Measuring' : 'Measured so far:'} ${device}</h1>
        ${
          running
            ? html`<fs-run-progress
                .run=${run}
                ?cancelling=${state.cancelling}
                @cancel-run=${this.#cancel}
              ></fs-run-progress>`
            : nothing
        }
        ${
          status === 'failed'
            ? html`<fs-failure-notice
                .code=${state.error.code}
                .message=${state.error.message}
                dismissible
                @retry=${this.#retry}
                @dismiss=${this.#dismiss}
              ></fs-failure-notice>`
            : nothing
        }
        ${status === 'cancelled' ? this.#cancelled(run.measurements.length) : nothing}
      </section>
      ${
        status === 'failed' && run.measurements.length === 0
          ? nothing
          : html`<section class="shown" aria-label="Figures so far" aria-busy=${running}>
                <fs-headline-figures
                  .figures=${run}
                  ?running=${running}
                  ?software=${run.identity?.softwareAdapter === true}
                ></fs-headline-figures>
              </section>
              ${this.#kernels(run)}`
      }
    `;
  }

  #question() {
    return html`<h1 id="question">What does this GPU really achieve?</h1>
      <p class="lead">
        Flopscope runs kernels on it whose results are checked, and reports what they reach, with
        intervals, against the device’s own measured ceilings.
      </p>`;
  }

  #answer(profile: DeviceProfile) {
    const [best] = headline(profile).compute;
    const name = deviceName(profile.identity);
    if (best === undefined) return html`<h1 id="question">${name}</h1>`;
    const { value, unit } = formatInterval(best.rate, 'FLOPS');
    return html`<h1 id="question" data-testid="answer">
      ${name} reaches <strong>${value} ${unit}</strong> in ${best.precision}
    </h1>`;
  }

  #start(again: boolean) {
    const inTheWay = obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator });
    if (inTheWay !== undefined) {
      return html`<fs-failure-notice
        .code=${inTheWay.code}
        .message=${inTheWay.message}
      ></fs-failure-notice>`;
    }
    return html`<fs-measure-button
      class="screen-only"
      .parameters=${this.parameters}
      ?again=${again}
      @measure=${this.#measure}
    ></fs-measure-button>`;
  }

  #cancelled(kept: number) {
    return html`<div class="row" role="status" data-testid="cancelled">
      <p>
        Cancelled.
        ${kept === 0 ? 'Nothing had been measured yet.' : 'What had been measured is below; it is not kept.'}
      </p>
      <p>
        <button type="button" data-testid="retry-button" @click=${this.#retry}>
          Measure again
        </button>
        <button type="button" class="plain" data-testid="dismiss-button" @click=${this.#dismiss}>
          Back to the last result
        </button>
      </p>
    </div>`;
  }

  #evidence(profile: DeviceProfile, figures: Figures, own: boolean) {
    return html`
      <section class="sheet" aria-labelledby="roofline">
        <header>
          <h2 id="roofline">Roofline</h2>
          <p>Left of the bend the memory is the limit, right of it the arithmetic.</p>
        </header>
        <fs-roofline .figures=${figures}></fs-roofline>
      </section>
      <section class="sheet" aria-labelledby="why">
        <header><h2 id="why">Why is it like this?</h2></header>
        <fs-explanations .profile=${profile}></fs-explanations>
      </section>
      ${this.#kernels(figures)}
      <section class="sheet" aria-labelledby="device">
        <header><h2 id="device">Device</h2></header>
        <fs-device-card
          .profile=${profile}
          ?editable=${own}
          @describe=${this.#describe}
        ></fs-device-card>
      </section>
    `;
  }

  #kernels({ measurements }: Figures) {
    if (measurements.length === 0) return nothing;
    return html`<section class="sheet" aria-labelledby="kernels">
      <header>
        <h2 id="kernels">Every kernel</h2>
        <p>Checked against a double-precision reference before it was timed.</p>
      </header>
      <fs-kernel-table .measurements=${measurements}></fs-kernel-table>
    </section>`;
  }

  #files(profile: DeviceProfile | undefined) {
    const { history, canUndoRemoval } = this.session;
    return html`<section class="sheet screen-only" aria-labelledby="files">
        <header>
          <h2 id="files">Keep and compare</h2>
        </header>
        <fs-result-actions .session=${this.session} .profile=${profile}></fs-result-actions>
      </section>
      ${
        history.length === 0 && !canUndoRemoval
          ? nothing
          : html`<section class="sheet screen-only" aria-labelledby="history">
              <header>
                <h2 id="history">Kept in this browser</h2>
              </header>
              <fs-result-history .session=${this.session}></fs-result-history>
            </section>`
      }`;
  }

  #measure(event: CustomEvent<MeasureRequest>): void {
    this.#request = event.detail;
    void this.session.measure(event.detail);
  }

  #retry(): void {
    this.session.dismiss();
    void this.session.measure(this.#request);
  }

  #cancel(): void {
    this.session.cancel();
  }

  #dismiss(): void {
    this.session.dismiss();
  }

  #describe(event: CustomEvent<{ label?: string; note?: string }>): void {
    void this.session.describe(event.detail);
  }
}

customElements.define('fs-measure-page', MeasurePage);
