// "Train a real network here": a small network learns handwritten digits on this device, with its loss as it falls and
// how many digits it gets right that it has never seen.
import { html, LitElement, nothing } from 'lit';
import { formatCount, formatShare } from '../../shared/format.ts';
import { formatDuration } from '../../shared/format-duration.ts';
import '../measure/failure-notice.ts';
import { obstacle } from '../measure/failure-guidance.ts';
import type { Parameters } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { panelField } from '../train/panel-field.ts';
import { checkSession } from './check-session.ts';
import { readDigits, writeCheck } from './check-parameters.ts';
import { digitsPanelStyles } from './digits-panel.styles.ts';
import { type DigitsRun, type DigitsSession, digitsSession } from './digits-session.ts';
import './job-progress.ts';
import './loss-chart.ts';
import { SessionFollower } from './session-follower.ts';

/** The same weights and order for everybody, so that curves compare. */
const SEED = 1;

export class DigitsPanel extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, digitsPanelStyles];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
  };

  declare session: LabSession;
  declare parameters: Parameters;

  constructor() {
    super();
    this.parameters = {};
    new SessionFollower(this, () => [this.#digits, checkSession(this.session), this.session]);
  }

  get #digits(): DigitsSession {
    return digitsSession(this.session);
  }

  override render() {
    const { state } = this.#digits;
    return html`<section aria-labelledby="title" data-testid="digits" data-status=${state.status}>
      <h3 id="title">Train a real network here</h3>
      <p class="what">
        A small convolutional network learns to read handwritten digits on this device, and is
        examined on digits that it has never seen.
      </p>
      ${
        state.status === 'running'
          ? html`<fs-job-progress
              .name=${'Training of the digits network'}
              .step=${state.run.detail}
              .note=${''}
              .fraction=${state.run.fraction}
              ?cancelling=${state.cancelling}
              @cancel-run=${this.#cancel}
            ></fs-job-progress>`
          : this.#form()
      }
      ${state.status === 'failed' ? failed(state.error.message) : nothing}
      ${
        state.status === 'cancelled'
          ? html`<p class="small muted" role="status" data-testid="digits-cancelled">
              Cancelled${state.run.losses.length === 0 ? '' : '; the curve until then stays here'}.
            </p>`
          : nothing
      }
      ${state.status === 'idle' ? nothing : curve(state.run)}
      ${
        state.status === 'done'
          ? html`<p class="small muted" data-testid="digits-time">
              ${formatCount(state.result.steps)} steps took
              ${formatDuration(state.result.stepsMs / 1e3)}, which is
              ${formatDuration(state.result.stepsMs / state.result.steps / 1e3)} a step.
            </p>`
          : nothing
      }
    </section>`;
  }

  #form() {
    // The check above tells what is in the way.
    if (obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator }) !== undefined) {
      return nothing;
    }
    const { epochs, rate, steps } = readDigits(this.parameters);
    const wrong = epochs.error !== undefined || rate.error !== undefined;
    const busy = this.session.runState.status === 'running' || checkSession(this.session).busy;
    return html`<div class="form screen-only">
      <button
        type="button"
        data-testid="digits-button"
        ?disabled=${busy || wrong}
        @click=${this.#start}
      >
        ${this.#digits.state.status === 'idle' ? 'Train it' : 'Train it again'}
      </button>
      <p class="small muted">
        ${
          busy
            ? 'Another job has the GPU; this one can begin when it has ended.'
            : `${epochs.error === undefined ? passes(epochs.value) : 'Passes'} over images of MNIST, loaded from this site.`
        }
        ${
          steps.error === undefined
            ? steps.value === undefined
              ? nothing
              : html`<span data-testid="digits-limit"
                  >The address ends each pass after ${formatCount(steps.value)} steps.</span
                >`
            : html`<span class="error">${steps.error}</span>`
        }
      </p>
      <details ?open=${wrong}>
        <summary class="small">Options</summary>
        <div class="fields">
          ${panelField(
            {
              id: 'digits-epochs',
              label: 'Passes over the images',
              text: epochs.text,
              error: epochs.error,
            },
            (value) => {
              writeCheck({ digitsEpochs: value });
            },
          )}
          ${panelField(
            {
              id: 'digits-rate',
              label: 'Learning rate',
              text: rate.text,
              error: rate.error,
              help: 'Of Adam; it falls to 0 over the run.',
            },
            (value) => {
              writeCheck({ digitsRate: value });
            },
          )}
        </div>
      </details>
    </div>`;
  }

  #start(): void {
    const { epochs, rate, steps } = readDigits(this.parameters);
    void this.#digits.train({
      epochs: epochs.value,
      seed: SEED,
      learningRate: rate.value,
      ...(steps.value === undefined ? {} : { stepsPerEpoch: steps.value }),
    });
  }

  #cancel(event: Event): void {
    event.stopPropagation();
    this.#digits.cancel();
  }
}

function curve({ losses, epochs, data, training }: DigitsRun) {
  const images = data?.heldOutImages ?? 0;
  return html`
    ${
      epochs.length === 0
        ? nothing
        : html`<ol class="epochs" aria-live="polite" data-testid="digits-epochs">
            ${epochs.map(
              ({ accuracy, atMs }, index) =>
                html`<li>
                  After ${index === 0 ? 'the first pass' : `pass ${index + 1}`}:
                  <b>${formatCount(Math.round(accuracy * images))} of ${formatCount(images)}</b>
                  held-out digits right, ${formatShare(accuracy)}
                  <span class="muted">(${formatDuration(atMs / 1e3)})</span>
                </li>`,
            )}
          </ol>`
    }
    <fs-loss-chart
      .losses=${losses}
      .steps=${data?.steps ?? 1}
      .epochs=${training.epochs}
    ></fs-loss-chart>
    ${
      data === undefined
        ? nothing
        : html`<p class="small muted" data-testid="digits-source">
            ${formatCount(data.header.images)} images of ${data.header.height} ×
            ${data.header.width}: ${formatCount(data.trainingImages)} to learn from,
            ${formatCount(data.heldOutImages)} held out. ${data.header.source}. Licence
            ${data.header.licence}; checked ${data.header.checked}.
          </p>`
    }
  `;
}

function failed(message: string) {
  return html`<p class="failed" role="alert" data-testid="digits-failure">${message}</p>`;
}

function passes(epochs: number): string {
  return epochs === 1 ? 'One pass' : `${epochs} passes`;
}

customElements.define('fs-digits-panel', DigitsPanel);
