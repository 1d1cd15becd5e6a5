// Measure: what does this GPU achieve? One button, then the answer large and its evidence below. Before the
// first run an example stands in, marked as one; during a run the page fills as figures arrive.
import { html, LitElement, nothing } from 'lit';
import { deviceName } from '../../results/device-name.ts';
import { headline, rateUnit } from '../../results/headline.ts';
import { formatInterval } from '../../shared/format.ts';
import type { MeasureRequest } from '../../shared/events.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { Parameters } from '../route/route.ts';
import type { LabSession, RunState, ShownResult } from '../session/lab-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import './failure-notice.ts';
import { obstacle } from './failure-guidance.ts';
import './headline-figures.ts';
import './measure-button.ts';
import { measurePageStyles } from './measure-page.styles.ts';
import './result-actions.ts';
import './result-evidence.ts';
import './result-history.ts';
import './run-view.ts';
import './source-label.ts';

export class MeasurePage extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    sheetStyles,
    measurePageStyles,
  ];
  static override properties = { session: { attribute: false }, parameters: { attribute: false } };

  declare session: LabSession;
  declare parameters: Parameters;
  #request: MeasureRequest = { suite: 'quick' };

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
    this.addEventListener('retry', () => {
      this.#retry();
    });
    this.addEventListener('dismiss', () => {
      this.session.dismiss();
    });
    this.addEventListener('cancel-run', () => {
      this.session.cancel();
    });
    this.addEventListener('describe', (event) => {
      if (event instanceof CustomEvent) {
        void this.session.describe(event.detail as { label?: string; note?: string });
      }
    });
  }

  override render() {
    const { runState, shown } = this.session;
    if (runState.status !== 'idle' && !cameToNothing(runState)) {
      return html`<fs-run-view .state=${runState}></fs-run-view>`;
    }
    if (shown === undefined) return html`<p class="empty" role="status">Looking for results …</p>`;
    const own = shown?.source.kind === 'own';
    return html`
      <section class="opening" aria-labelledby="question">
        ${
          shown === null || shown.source.kind === 'example'
            ? this.#question()
            : this.#answer(shown.profile)
        }
        ${this.#start(own)}
      </section>
      ${shown === null ? nothing : this.#result(shown, own)} ${this.#files(shown?.profile)}
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
    const { identity } = profile;
    const name = identity.softwareAdapter
      ? `${deviceName(identity)}, a software adapter,`
      : deviceName(identity);
    if (best === undefined) return html`<h1 id="question">${name}</h1>`;
    const { value, unit } = formatInterval(best.rate, rateUnit(best.precision));
    return html`<h1 id="question" data-testid="answer">
      ${name} reaches <strong>${value} ${unit}</strong> in ${best.precision}
    </h1>`;
  }

  /** The button, or what stands in its way. */
  #start(again: boolean) {
    const { runState } = this.session;
    const inTheWay = obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator });
    if (inTheWay !== undefined) {
      return html`<fs-failure-notice
        .code=${inTheWay.code}
        .message=${inTheWay.message}
      ></fs-failure-notice>`;
    }
    if (runState.status === 'failed') {
      return html`<fs-failure-notice
        .code=${runState.error.code}
        .message=${runState.error.message}
        dismissible
      ></fs-failure-notice>`;
    }
    return html`${
        runState.status === 'cancelled'
          ? html`<p role="status" data-testid="cancelled">
              Cancelled before anything was measured.
              <button type="button" class="plain" data-testid="retry-button" @click=${this.#retry}>
                Start again
              </button>
            </p>`
          : nothing
      }
      <fs-measure-button
        class="screen-only"
        .parameters=${this.parameters}
        ?again=${again}
        @measure=${this.#measure}
      ></fs-measure-button>`;
  }

  #result(shown: ShownResult, own: boolean) {
    const { profile, source } = shown;
    const example = source.kind === 'example' ? 'example' : '';
    return html`<section class="shown ${example}" aria-label="Result">
        <fs-source-label .shown=${shown}></fs-source-label>
        <fs-headline-figures
          .figures=${profile}
          ?software=${profile.identity.softwareAdapter}
        ></fs-headline-figures>
      </section>
      <fs-result-evidence .profile=${profile} ?own=${own}></fs-result-evidence>`;
  }

  #files(profile: DeviceProfile | undefined) {
    const { history, canUndoRemoval } = this.session;
    return html`<section class="sheet screen-only" aria-labelledby="files">
        <header><h2 id="files">Take along, bring in</h2></header>
        <fs-result-actions .session=${this.session} .profile=${profile}></fs-result-actions>
      </section>
      ${
        history.length === 0 && !canUndoRemoval
          ? nothing
          : html`<section class="sheet screen-only" aria-labelledby="history">
              <header><h2 id="history">Kept in this browser</h2></header>
              <fs-result-history .session=${this.session}></fs-result-history>
            </section>`
      }`;
  }

  #retry(): void {
    this.session.dismiss();
    void this.session.measure(this.#request);
  }

  #measure(event: CustomEvent<MeasureRequest>): void {
    this.#request = event.detail;
    void this.session.measure(event.detail);
  }
}

/** A run that ended before anything arrived has nothing to show; what was there before is shown instead. */
function cameToNothing(state: Exclude<RunState, { status: 'idle' }>): boolean {
  return (
    state.status !== 'running' &&
    state.run.measurements.length === 0 &&
    state.run.ceilings.length === 0
  );
}

customElements.define('fs-measure-page', MeasurePage);
