// The one button, and what it means now: run, go on, or begin anew, which deletes what is kept and therefore asks.
import { html, LitElement, nothing } from 'lit';
import { SessionFollower } from '../../check/session-follower.ts';
import '../../measure/failure-notice.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { accuracyStartStyles } from '../../shrink/accuracy/accuracy-start.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { unfinishedDesigns } from './flexibility-run.ts';
import type { FlexibilityForm } from './flexibility-parameters.ts';
import { type FlexibilitySession, flexibilitySession } from './flexibility-session.ts';
import type { KeptFlexibility } from './kept-flexibility.ts';

export class FlexibilityStart extends LitElement {
  static override styles = [baseStyles, controlStyles, accuracyStartStyles];
  static override properties = {
    session: { attribute: false },
    asked: { attribute: false },
    asking: { state: true },
  };

  declare session: LabSession;
  declare asked: FlexibilityForm | undefined;
  /** Whether it asks if what is kept may go. */
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
    new SessionFollower(this, () => [this.#experiment]);
  }

  get #experiment(): FlexibilitySession {
    return flexibilitySession(this.session);
  }

  override render() {
    const { asked } = this;
    if (asked === undefined) return nothing;
    const { state } = this.#experiment;
    if (state.status === 'failed') {
      return html`<fs-failure-notice
        .code=${state.error.code}
        .message=${state.error.message}
        .outcome=${state.run.pieces.length > 0 ? 'What was found before is kept; trying again goes on from there.' : ''}
        dismissible
        @retry=${(event: Event) => {
          event.stopPropagation();
          this.#run();
        }}
        @dismiss=${(event: Event) => {
          event.stopPropagation();
          this.#experiment.dismiss();
        }}
      ></fs-failure-notice>`;
    }
    const kept = this.#experiment.kept(asked.plan);
    if (kept.status === 'damaged') return this.#damaged(kept.message);
    return html`
      ${
        state.status === 'cancelled'
          ? html`<p role="status" data-testid="flexibility-cancelled">
              Cancelled.
              ${state.run.pieces.length > 0 ? 'What was found is kept.' : 'Nothing was found yet.'}
            </p>`
          : nothing
      }
      ${this.asking ? this.#question() : this.#buttons(asked, kept)}
    `;
  }

  #buttons({ plan, errors }: FlexibilityForm, kept: KeptFlexibility) {
    const { device } = this.#experiment;
    const pieces = kept.status === 'kept' ? kept.record.pieces : [];
    const missing = unfinishedDesigns(plan, pieces);
    const canRun = device !== undefined && kept.status !== 'looking';
    return html`<div class="row">
      ${
        missing === 0
          ? nothing
          : html`<button
              type="button"
              class="primary"
              data-testid="flexibility-run"
              ?disabled=${!canRun || Object.keys(errors).length > 0}
              @click=${this.#run}
            >
              ${pieces.length === 0 ? 'Run it' : 'Go on'}
            </button>`
      }
      ${
        pieces.length === 0
          ? nothing
          : html`<button
              type="button"
              data-testid="flexibility-anew"
              @click=${() => {
                this.asking = true;
              }}
            >
              Begin anew
            </button>`
      }
      <p class="small muted" data-testid="flexibility-state">
        ${
          canRun
            ? missing === 0
              ? 'Complete, and kept in this browser. Raise the number of designs for narrower intervals.'
              : pieces.length === 0
                ? 'Everything stays in this browser. Nothing is uploaded.'
                : `${plan.repeats - missing} of ${plan.repeats} designs are whole, and kept in this browser. It goes on where it stopped.`
            : 'Looking at which device is here; another job of this lab goes first.'
        }
      </p>
    </div>`;
  }

  #damaged(message: string) {
    return html`<div class="row">
      <button
        type="button"
        data-testid="flexibility-anew"
        @click=${() => {
          void this.#anew();
        }}
      >
        Delete it and begin anew
      </button>
      <p class="bad" role="alert" data-testid="flexibility-damaged">
        What was kept here of this experiment cannot be used. ${message}
      </p>
    </div>`;
  }

  #question() {
    return html`<div class="row" role="group" aria-label="Begin anew">
      <button
        type="button"
        data-testid="flexibility-anew-sure"
        @click=${() => {
          void this.#anew();
        }}
      >
        Delete and begin anew
      </button>
      <button
        type="button"
        class="plain"
        data-testid="flexibility-anew-not"
        @click=${() => {
          this.asking = false;
        }}
      >
        Keep it
      </button>
      <p class="small muted">
        What is kept of this size, seed and penalty is deleted, of all designs. The same seed finds
        the same again: for others, change the seed.
      </p>
    </div>`;
  }

  readonly #run = (): void => {
    if (this.asked !== undefined) void this.#experiment.run(this.asked.plan);
  };

  async #anew(): Promise<void> {
    const { asked } = this;
    this.asking = false;
    if (asked === undefined) return;
    await this.#experiment.forget(asked.plan);
    await this.#experiment.run(asked.plan);
  }
}

customElements.define('fs-flexibility-start', FlexibilityStart);
