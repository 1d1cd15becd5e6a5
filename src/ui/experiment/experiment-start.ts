// The one button of an experiment that is run here, and what it means now: run, go on, or begin anew, which deletes what is
// kept and therefore asks.
import { html, LitElement, nothing } from 'lit';
import type { ErrorCode } from '../../shared/errors.ts';
import '../measure/failure-notice.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { experimentStartStyles } from './experiment-start.styles.ts';

/** Where an experiment stands, in words. */
export interface ExperimentStanding {
  /** Of the last run; `outcome` says what is kept of it. */
  readonly failure:
    | { readonly code: ErrorCode; readonly message: string; readonly outcome: string }
    | undefined;
  /** What became of a run that was cancelled. */
  readonly cancelled: string | undefined;
  /** Why what is kept cannot be used. */
  readonly damaged: string | undefined;
  /** On the button; undefined where nothing is left to do. */
  readonly run: 'Run it' | 'Go on' | undefined;
  readonly isValid: boolean;
  /** Whether the device is known and free. */
  readonly canRun: boolean;
  /** Whether there is anything to begin anew from. */
  readonly isBegun: boolean;
  /** What beginning anew deletes. */
  readonly loss: string;
  readonly state: string;
}

export interface ExperimentDoes {
  run(): void;
  /** Deletes what is kept, then runs. */
  anew(): void;
  dismiss(): void;
}

export class ExperimentStart extends LitElement {
  static override styles = [baseStyles, controlStyles, experimentStartStyles];
  static override properties = {
    name: {},
    standing: { attribute: false },
    does: { attribute: false },
    asking: { state: true },
  };

  /** Of the experiment, before the test ids. */
  declare name: string;
  declare standing: ExperimentStanding | undefined;
  declare does: ExperimentDoes;
  /** Whether it asks if what is kept may go. */
  declare asking: boolean;

  constructor() {
    super();
    this.name = 'experiment';
    this.asking = false;
  }

  override render() {
    const { standing, name } = this;
    if (standing === undefined) return nothing;
    const { failure, cancelled, damaged } = standing;
    if (failure !== undefined) {
      return html`<fs-failure-notice
        .code=${failure.code}
        .message=${failure.message}
        .outcome=${failure.outcome}
        dismissible
        @retry=${(event: Event) => {
          event.stopPropagation();
          this.does.run();
        }}
        @dismiss=${(event: Event) => {
          event.stopPropagation();
          this.does.dismiss();
        }}
      ></fs-failure-notice>`;
    }
    if (damaged !== undefined) return this.#damaged(damaged);
    return html`
      ${
        cancelled === undefined
          ? nothing
          : html`<p role="status" data-testid="${name}-cancelled">Cancelled. ${cancelled}</p>`
      }
      ${this.asking ? this.#question(standing.loss) : this.#buttons(standing)}
    `;
  }

  #buttons({ run, isValid, canRun, isBegun, state }: ExperimentStanding) {
    const { name, does } = this;
    return html`<div class="row">
      ${
        run === undefined
          ? nothing
          : html`<button
              type="button"
              class="primary"
              data-testid="${name}-run"
              ?disabled=${!canRun || !isValid}
              @click=${() => {
                does.run();
              }}
            >
              ${run}
            </button>`
      }
      ${
        isBegun
          ? html`<button
              type="button"
              data-testid="${name}-anew"
              ?disabled=${!canRun}
              @click=${() => {
                this.asking = true;
              }}
            >
              Begin anew
            </button>`
          : nothing
      }
      <p class="small muted" data-testid="${name}-state">${state}</p>
    </div>`;
  }

  #damaged(sentence: string) {
    const { name } = this;
    return html`<div class="row">
      <button type="button" data-testid="${name}-anew" @click=${this.#anew}>
        Delete it and begin anew
      </button>
      <p class="bad" role="alert" data-testid="${name}-damaged">${sentence}</p>
    </div>`;
  }

  #question(loss: string) {
    const { name } = this;
    return html`<div class="row" role="group" aria-label="Begin anew">
      <button type="button" data-testid="${name}-anew-sure" @click=${this.#anew}>
        Delete and begin anew
      </button>
      <button
        type="button"
        class="plain"
        data-testid="${name}-anew-not"
        @click=${() => {
          this.asking = false;
        }}
      >
        Keep it
      </button>
      <p class="small muted">${loss}</p>
    </div>`;
  }

  #anew(): void {
    this.asking = false;
    this.does.anew();
  }
}

customElements.define('fs-experiment-start', ExperimentStart);
