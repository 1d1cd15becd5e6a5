// The one button, and what it means now: run, go on, or begin anew, which deletes what is kept and therefore asks.
import { html, LitElement, nothing } from 'lit';
import { printMoment } from '../../answer/print-date.ts';
import { checkSession } from '../../check/check-session.ts';
import { digitsSession } from '../../check/digits-session.ts';
import { SessionFollower } from '../../check/session-follower.ts';
import '../../measure/failure-notice.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import type { AccuracyForm } from './accuracy-parameters.ts';
import { stillMissing } from './accuracy-run.ts';
import { type AccuracySession, accuracySession } from './accuracy-session.ts';
import type { KeptDigits } from './kept-store.ts';
import { accuracyStartStyles } from './accuracy-start.styles.ts';

export class AccuracyStart extends LitElement {
  static override styles = [baseStyles, controlStyles, accuracyStartStyles];
  static override properties = {
    session: { attribute: false },
    asked: { attribute: false },
    asking: { state: true },
  };

  declare session: LabSession;
  declare asked: AccuracyForm | undefined;
  /** Whether it asks if what is kept may go. */
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
    new SessionFollower(this, () => [
      this.#accuracy,
      this.session,
      checkSession(this.session),
      digitsSession(this.session),
    ]);
  }

  get #accuracy(): AccuracySession {
    return accuracySession(this.session);
  }

  override render() {
    const { asked } = this;
    if (asked === undefined) return nothing;
    const { state } = this.#accuracy;
    const kept = this.#accuracy.kept(asked.plan);
    if (state.status === 'failed') {
      return html`<fs-failure-notice
        .code=${state.error.code}
        .message=${state.error.message}
        .outcome=${keptSentence(kept)}
        dismissible
        @retry=${(event: Event) => {
          event.stopPropagation();
          this.#run();
        }}
        @dismiss=${(event: Event) => {
          event.stopPropagation();
          this.#accuracy.dismiss();
        }}
      ></fs-failure-notice>`;
    }
    return html`
      ${
        state.status === 'cancelled' && state.run.plan.hash === asked.plan.hash
          ? html`<p role="status" data-testid="accuracy-cancelled">
              Cancelled.
              ${keptSentence(kept) === '' ? 'Nothing was done yet, and nothing is kept.' : keptSentence(kept)}
            </p>`
          : nothing
      }
      ${this.asking ? this.#question() : this.#buttons(asked, kept)}
    `;
  }

  #buttons(asked: AccuracyForm, kept: KeptDigits) {
    const { plan, only, seedsError } = asked;
    const { device, othersRun } = this.#accuracy;
    if (kept.status === 'damaged') {
      return html`<div class="row">
        <button
          type="button"
          data-testid="accuracy-anew"
          @click=${() => {
            void this.#anew();
          }}
        >
          Delete it and begin anew
        </button>
        <p class="bad" role="alert" data-testid="accuracy-damaged">
          What was kept here of this size cannot be used. ${kept.message}
        </p>
      </div>`;
    }
    const pieces = kept.status === 'kept' ? kept.pieces : [];
    const { missing, all } = stillMissing(plan, only, pieces);
    const isComplete = missing === 0;
    const canRun = device !== undefined && kept.status !== 'looking' && !othersRun;
    return html`<div class="row">
      ${
        isComplete
          ? nothing
          : html`<button
              type="button"
              class="primary"
              data-testid="accuracy-run"
              ?disabled=${!canRun || seedsError !== undefined}
              @click=${this.#run}
            >
              ${missing === all ? 'Run it' : 'Go on'}
            </button>`
      }
      ${
        pieces.length === 0
          ? nothing
          : html`<button
              type="button"
              data-testid="accuracy-anew"
              ?disabled=${!canRun}
              @click=${() => {
                this.asking = true;
              }}
            >
              Begin anew
            </button>`
      }
      <p class="small muted" data-testid="accuracy-state">
        ${
          device === undefined || kept.status === 'looking'
            ? othersRun
              ? 'Another job has the GPU. Which device this is, and what is kept of it, is known when that has ended.'
              : 'Looking at which device is here, and what is kept of it.'
            : othersRun
              ? 'Another job has the GPU; this one can begin when it has ended.'
              : isComplete
                ? `Complete${kept.status === 'kept' ? `, found ${printMoment(kept.savedAt)}` : ''}; kept in this browser.`
                : pieces.length === 0
                  ? 'Everything stays in this browser. Nothing is uploaded.'
                  : `${all - missing} of ${all} steps are kept here${kept.status === 'kept' ? ` since ${printMoment(kept.savedAt)}` : ''}. Going on trains the dense network of an unfinished seed again, as weights are not kept.`
        }
      </p>
    </div>`;
  }

  #question() {
    return html`<div class="row" role="group" aria-label="Begin anew">
      <button
        type="button"
        data-testid="accuracy-anew-sure"
        @click=${() => {
          void this.#anew();
        }}
      >
        Delete and begin anew
      </button>
      <button
        type="button"
        class="plain"
        data-testid="accuracy-anew-not"
        @click=${() => {
          this.asking = false;
        }}
      >
        Keep it
      </button>
      <p class="small muted">
        What is kept of this size on this device is deleted, of all seeds. Save it as a file first
        if it matters.
      </p>
    </div>`;
  }

  readonly #run = (): void => {
    const { asked } = this;
    if (asked !== undefined) void this.#accuracy.run(asked.plan, asked.only);
  };

  async #anew(): Promise<void> {
    const { asked } = this;
    this.asking = false;
    if (asked === undefined) return;
    await this.#accuracy.forget(asked.plan);
    this.#run();
  }
}

function keptSentence(kept: KeptDigits): string {
  if (kept.status !== 'kept' || kept.pieces.length === 0) return '';
  const { length } = kept.pieces;
  return length === 1
    ? 'The one step that is done is kept.'
    : `The ${length} steps that are done are kept.`;
}

customElements.define('fs-accuracy-start', AccuracyStart);
