// Measuring compressed kernels beside dense ones, from where their absence is noticed: one button, the progress, the way
// out, and what went wrong.
import { html, LitElement, nothing } from 'lit';
import { obstacle } from '../../measure/failure-guidance.ts';
import '../../measure/failure-notice.ts';
import '../../measure/run-progress.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { SessionFollower } from '../../check/session-follower.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { measureShrinkStyles } from './measure-shrink.styles.ts';

/** `missing`: times wait for them. `example`: those of another device are shown. */
export type ShrinkNeed = 'none' | 'missing' | 'example';

export class MeasureShrink extends LitElement {
  static override styles = [baseStyles, controlStyles, measureShrinkStyles];
  static override properties = { session: { attribute: false }, need: { attribute: false } };

  declare session: LabSession;
  /** Of compressed kernels of this device; a run in progress is shown in any case. */
  declare need: ShrinkNeed;

  constructor() {
    super();
    this.need = 'none';
    new SessionFollower(this, () => [this.session]);
    this.addEventListener('retry', this.#start);
    this.addEventListener('dismiss', () => {
      this.session.dismiss();
    });
  }

  override render() {
    const { runState } = this.session;
    switch (runState.status) {
      case 'running':
        return html`<div class="panel" data-testid="shrink-measuring">
          <fs-run-progress
            .run=${runState.run}
            ?cancelling=${runState.cancelling}
            @cancel-run=${(event: Event) => {
              event.stopPropagation();
              this.session.cancel();
            }}
          ></fs-run-progress>
          <p class="small muted">
            Counts stand below. Times follow by themselves once the run has ended; it goes on while
            you look at another screen.
          </p>
        </div>`;
      case 'failed':
        if (!this.#concerns(runState.run.suite)) return nothing;
        return html`<fs-failure-notice
          .code=${runState.error.code}
          .message=${runState.error.message}
          .outcome=${'What had been measured until then is not kept.'}
          dismissible
        ></fs-failure-notice>`;
      case 'cancelled':
        return this.#offer(
          this.#concerns(runState.run.suite) ? 'Cancelled; nothing of it is kept.' : '',
        );
      case 'idle':
        return this.#offer('');
    }
  }

  #offer(said: string) {
    const { need } = this;
    if (need === 'none') return nothing;
    const inTheWay = obstacle({ secure: isSecureContext, webgpu: 'gpu' in navigator });
    if (inTheWay !== undefined) {
      return html`<fs-failure-notice
        .code=${inTheWay.code}
        .message=${inTheWay.message}
      ></fs-failure-notice>`;
    }
    return html`<div class="panel offer screen-only">
      <button
        type="button"
        class=${need === 'missing' ? 'primary' : ''}
        data-testid="measure-shrink"
        @click=${this.#start}
      >
        Measure compressed kernels (some minutes)
      </button>
      <p class="small muted" role="status">
        ${said}
        ${
          need === 'missing'
            ? 'Times need kernels of pruned and quantized weights beside dense ones, measured in one run on this device, once.'
            : 'Measured on this device, the answer is about your GPU.'
        }
        Nothing is uploaded.
      </p>
    </div>`;
  }

  #concerns(suite: string): boolean {
    return suite === 'shrink';
  }

  readonly #start = (): void => {
    void this.session.measure({ suite: 'shrink' });
  };
}

customElements.define('fs-measure-shrink', MeasureShrink);
