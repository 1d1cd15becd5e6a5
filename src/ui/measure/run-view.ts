// A run that is going on, was cancelled or has failed: how far it is, what has arrived, and the way on.
import { html, LitElement, nothing } from 'lit';
import { deviceName } from '../../results/device-name.ts';
import type { RunState } from '../session/lab-session.ts';
import type { Run } from '../session/run-state.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import '../charts/pace-line.ts';
import './failure-notice.ts';
import './headline-figures.ts';
import './kernel-table.ts';
import './run-progress.ts';
import { runViewStyles } from './run-view.styles.ts';

export type RunShown = Exclude<RunState, { status: 'idle' }>;

export class RunView extends LitElement {
  static override styles = [baseStyles, controlStyles, answerStyles, sheetStyles, runViewStyles];
  static override properties = { state: { attribute: false } };

  declare state: RunShown | undefined;

  override render() {
    const { state } = this;
    if (state === undefined) return nothing;
    const { run, status } = state;
    const running = status === 'running';
    return html`
      <section class="opening" aria-labelledby="question">
        <h1 id="question">${running ? 'Measuring' : 'Measured so far:'} ${name(run)}</h1>
        ${
          running
            ? html`<fs-run-progress .run=${run} ?cancelling=${state.cancelling}></fs-run-progress>`
            : nothing
        }
        ${
          status === 'failed'
            ? html`<fs-failure-notice
                .code=${state.error.code}
                .message=${state.error.message}
                .outcome=${'What had been measured until then is below; it is not kept.'}
                dismissible
              ></fs-failure-notice>`
            : nothing
        }
        ${status === 'cancelled' ? this.#cancelled() : nothing}
      </section>
      <section class="shown" aria-label="Figures so far" aria-busy=${running}>
        <fs-headline-figures
          .figures=${run}
          ?running=${running}
          ?software=${run.identity?.softwareAdapter === true}
        ></fs-headline-figures>
      </section>
      ${this.#pace(run)} ${this.#kernels(run)}
    `;
  }

  #pace({ sustained }: Run) {
    if (sustained.length < 2) return nothing;
    return html`<section class="sheet" aria-labelledby="pace">
      <header><h2 id="pace">Pace</h2></header>
      <fs-pace-line .samples=${sustained}></fs-pace-line>
    </section>`;
  }

  #kernels({ measurements }: Run) {
    if (measurements.length === 0) return nothing;
    return html`<section class="sheet" aria-labelledby="kernels">
      <header>
        <h2 id="kernels">Kernels so far</h2>
        <p>Each is checked, then timed until its interval is narrow.</p>
      </header>
      <fs-kernel-table .measurements=${measurements}></fs-kernel-table>
    </section>`;
  }

  #cancelled() {
    return html`<div class="cancelled" role="status" data-testid="cancelled">
      <p>Cancelled. What had been measured is below; it is not kept.</p>
      <button type="button" data-testid="retry-button" @click=${this.#tell('retry')}>
        Measure again
      </button>
      <button
        type="button"
        class="plain"
        data-testid="dismiss-button"
        @click=${this.#tell('dismiss')}
      >
        Back to the last result
      </button>
    </div>`;
  }

  #tell(type: 'retry' | 'dismiss') {
    return () => {
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
    };
  }
}

function name({ identity }: Run): string {
  return identity === undefined ? 'this GPU' : deviceName(identity);
}

customElements.define('fs-run-view', RunView);
