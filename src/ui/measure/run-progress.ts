// What is being measured right now, how far along, how long still, and the way out.
import { html, LitElement } from 'lit';
import { withUnit } from '../../shared/format.ts';
import { formatRemaining } from '../../shared/format-duration.ts';
import type { Run } from '../session/run-state.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { runProgressStyles } from './run-progress.styles.ts';
import { suiteName } from './suites.ts';

/** Screen readers are told this seldom; every step would drown everything else. */
const ANNOUNCE_EVERY_MS = 5000;

export class RunProgress extends LitElement {
  static override styles = [baseStyles, controlStyles, runProgressStyles];
  static override properties = {
    run: { attribute: false },
    cancelling: { type: Boolean },
    announcement: { state: true },
  };

  declare run: Run | undefined;
  declare cancelling: boolean;
  declare announcement: string;
  #announcedAt = 0;

  constructor() {
    super();
    this.cancelling = false;
    this.announcement = '';
  }

  override willUpdate(): void {
    if (this.run === undefined || performance.now() - this.#announcedAt < ANNOUNCE_EVERY_MS) return;
    this.#announcedAt = performance.now();
    this.announcement = `${percent(this.run)}: ${this.run.step}. ${timeLeft(this.run)}`;
  }

  override render() {
    const { run } = this;
    if (run === undefined) return html``;
    return html`<section
      class="panel"
      aria-label="Measurement in progress"
      data-testid="run-progress"
    >
      <div>
        <p class="step" data-testid="run-step">${this.cancelling ? 'Stopping …' : run.step}</p>
        <p class="left">
          ${suiteName(run.suite)}, ${percent(run)} done.
          <span data-testid="run-remaining">${timeLeft(run)}</span>
        </p>
      </div>
      <button
        type="button"
        data-testid="cancel-button"
        ?disabled=${this.cancelling}
        @click=${this.#cancel}
      >
        Cancel
      </button>
      <div
        class="track"
        role="progressbar"
        aria-label="Progress of the measurement"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(run.fraction * 100)}
      >
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width=${run.fraction * 100} height="1" />
        </svg>
      </div>
      <p class="visually-hidden" aria-live="polite">${this.announcement}</p>
    </section>`;
  }

  #cancel(): void {
    this.dispatchEvent(new CustomEvent('cancel-run', { bubbles: true, composed: true }));
  }
}

function percent({ fraction }: Run): string {
  return withUnit(Math.floor(fraction * 100), '%');
}

function timeLeft({ remainingMs }: Run): string {
  return remainingMs === undefined ? '' : `About ${formatRemaining(remainingMs)} left.`;
}

customElements.define('fs-run-progress', RunProgress);
