// The results that this browser keeps: show one, delete one, take a deletion back.
import { html, LitElement, nothing } from 'lit';
import { deviceName } from '../../results/device-name.ts';
import { headline, rateUnit } from '../../results/headline.ts';
import { formatRate } from '../../shared/format.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { printMoment } from '../answer/print-date.ts';
import type { LabSession } from '../session/lab-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { resultHistoryStyles } from './result-history.styles.ts';
import { suiteName } from './suites.ts';

export class ResultHistory extends LitElement {
  static override styles = [baseStyles, controlStyles, resultHistoryStyles];
  static override properties = { session: { attribute: false } };

  declare session: LabSession;

  constructor() {
    super();
    new SessionController(this);
  }

  override render() {
    const { history, canUndoRemoval, persistent } = this.session;
    return html`
      <ul data-testid="history">
        ${history.map((profile) => this.#entry(profile))}
      </ul>
      ${
        canUndoRemoval
          ? html`<p class="undo" role="status">
              Deleted.
              <button type="button" class="plain" data-testid="undo-delete" @click=${this.#undo}>
                Undo
              </button>
            </p>`
          : nothing
      }
      ${
        persistent
          ? nothing
          : html`<p class="small muted">
              This browser does not let the page store anything: results are gone when it is closed.
              Download those worth keeping.
            </p>`
      }
    `;
  }

  #entry(profile: DeviceProfile) {
    const { shown } = this.session;
    const current = shown?.source.kind === 'own' && shown.profile.id === profile.id;
    const when = printMoment(profile.createdAt);
    const figures = headline(profile).compute.map(
      ({ precision, rate }) => `${precision} ${formatRate(rate, rateUnit(precision))}`,
    );
    return html`<li aria-current=${current ? 'true' : nothing}>
      <span
        >${when}, ${deviceName(profile.identity)}, ${suiteName(profile.suite)}:
        ${figures.join(', ') || 'no figures'}</span
      >
      ${
        current
          ? html`<span class="muted">shown</span>`
          : html`<button type="button" class="plain" @click=${this.#show(profile)}>Show</button>`
      }
      <button
        type="button"
        class="plain"
        aria-label="Delete the result of ${when}"
        @click=${this.#remove(profile)}
      >
        Delete
      </button>
    </li>`;
  }

  #show(profile: DeviceProfile) {
    return () => {
      this.session.show({ profile, source: { kind: 'own' } });
    };
  }

  #remove(profile: DeviceProfile) {
    return () => {
      void this.session.remove(profile);
    };
  }

  #undo(): void {
    void this.session.undoRemoval();
  }
}

customElements.define('fs-result-history', ResultHistory);
