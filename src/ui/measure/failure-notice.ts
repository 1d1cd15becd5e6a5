// A run that could not start, failed or was cancelled: what happened, what to do, and the way on.
import { html, LitElement, nothing } from 'lit';
import type { ErrorCode } from '../../shared/errors.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { exampleHint, failureGuidance } from './failure-guidance.ts';
import { failureNoticeStyles } from './failure-notice.styles.ts';

export class FailureNotice extends LitElement {
  static override styles = [baseStyles, controlStyles, failureNoticeStyles];
  static override properties = {
    code: { attribute: false },
    message: { attribute: false },
    dismissible: { type: Boolean },
    outcome: { attribute: false },
    meanwhile: { attribute: false },
  };

  declare code: ErrorCode;
  declare message: string;
  /** Whether it can be put away: a run that failed can, a browser without WebGPU stays. */
  declare dismissible: boolean;
  /** What became of that which had been measured; empty where nothing had. */
  declare outcome: string;
  /** What the screen offers all the same, where it shows no example. */
  declare meanwhile: string;

  constructor() {
    super();
    this.dismissible = false;
    this.outcome = '';
    this.meanwhile = exampleHint;
  }

  override render() {
    const { title, hints: general } = failureGuidance(this.code);
    const known = general.map((hint) => (hint === exampleHint ? this.meanwhile : hint));
    const hints = this.outcome === '' ? known : [...known, this.outcome];
    return html`<section class="notice" role="alert" data-testid="failure" data-code=${this.code}>
      <h2>${title}</h2>
      <p data-testid="failure-message">${this.message}</p>
      ${
        hints.length === 0
          ? nothing
          : html`<ul>
              ${hints.map((hint) => html`<li>${hint}</li>`)}
            </ul>`
      }
      ${
        this.dismissible
          ? html`<div class="row">
              <button type="button" data-testid="retry-button" @click=${this.#tell('retry')}>
                Try again
              </button>
              <button type="button" class="plain" @click=${this.#tell('dismiss')}>Dismiss</button>
            </div>`
          : nothing
      }
    </section>`;
  }

  #tell(type: 'retry' | 'dismiss') {
    return () => {
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
    };
  }
}

customElements.define('fs-failure-notice', FailureNotice);
