// A job in progress: what is being done, how far along, and the way out.
import { html, LitElement } from 'lit';
import { withUnit } from '../../shared/format.ts';
import { runProgressStyles } from '../measure/run-progress.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';

/** Screen readers are told this seldom; every step would drown everything else. */
const ANNOUNCE_EVERY_MS = 5000;

export class JobProgress extends LitElement {
  static override styles = [baseStyles, controlStyles, runProgressStyles];
  static override properties = {
    name: { attribute: false },
    step: { attribute: false },
    note: { attribute: false },
    fraction: { attribute: false },
    cancelling: { type: Boolean },
    announcement: { state: true },
  };

  /** For people who do not see it: "Check of the prediction". */
  declare name: string;
  declare step: string;
  declare note: string;
  /** 0 to 1. */
  declare fraction: number;
  declare cancelling: boolean;
  declare announcement: string;
  #announcedAt = -Infinity;

  constructor() {
    super();
    this.name = '';
    this.step = '';
    this.note = '';
    this.fraction = 0;
    this.cancelling = false;
    this.announcement = '';
  }

  override willUpdate(): void {
    if (performance.now() - this.#announcedAt < ANNOUNCE_EVERY_MS) return;
    this.#announcedAt = performance.now();
    this.announcement = `${this.#percent}: ${this.step}`;
  }

  get #percent(): string {
    return withUnit(Math.floor(this.fraction * 100), '%');
  }

  override render() {
    return html`<section class="panel" aria-label="${this.name} in progress">
      <div>
        <p class="step" data-testid="job-step">${this.cancelling ? 'Stopping …' : this.step}</p>
        <p class="left">${this.#percent} done. ${this.note}</p>
      </div>
      <button
        type="button"
        data-testid="job-cancel"
        ?disabled=${this.cancelling}
        @click=${this.#cancel}
      >
        Cancel
      </button>
      <div
        class="track"
        role="progressbar"
        aria-label=${this.name}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(this.fraction * 100)}
      >
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width=${this.fraction * 100} height="1" />
        </svg>
      </div>
      <p class="visually-hidden" aria-live="polite">${this.announcement}</p>
    </section>`;
  }

  #cancel(): void {
    this.dispatchEvent(new CustomEvent('cancel-run', { bubbles: true, composed: true }));
  }
}

customElements.define('fs-job-progress', JobProgress);
