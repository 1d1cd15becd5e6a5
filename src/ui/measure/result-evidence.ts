// The evidence below the headline of a result: roofline, explanations, every kernel, the device.
import { html, LitElement, nothing } from 'lit';
import { formatShare } from '../../shared/format.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import '../charts/pace-line.ts';
import '../charts/roofline-chart.ts';
import './device-card.ts';
import './explanations.ts';
import './kernel-table.ts';
import './tuning-table.ts';

export class ResultEvidence extends LitElement {
  static override styles = [baseStyles, sheetStyles];
  static override properties = { profile: { attribute: false }, own: { type: Boolean } };

  declare profile: DeviceProfile | undefined;
  /** Whether the label and the note may be edited. */
  declare own: boolean;

  constructor() {
    super();
    this.own = false;
  }

  override render() {
    const { profile } = this;
    if (profile === undefined) return nothing;
    return html`
      <section class="sheet" aria-labelledby="roofline">
        <header>
          <h2 id="roofline">Roofline</h2>
          <p>Left of the bend the memory is the limit, right of it the arithmetic.</p>
        </header>
        <fs-roofline .figures=${profile}></fs-roofline>
      </section>
      ${this.#pace(profile)}
      <section class="sheet" aria-labelledby="why">
        <header><h2 id="why">Why is it like this?</h2></header>
        <fs-explanations .profile=${profile}></fs-explanations>
      </section>
      <section class="sheet" aria-labelledby="kernels">
        <header>
          <h2 id="kernels">Every kernel</h2>
          <p>Checked against a double-precision reference before it was timed.</p>
        </header>
        <fs-kernel-table .measurements=${profile.measurements}></fs-kernel-table>
      </section>
      ${this.#tuning(profile)}
      <section class="sheet" aria-labelledby="device">
        <header><h2 id="device">Device</h2></header>
        <fs-device-card .profile=${profile} ?editable=${this.own}></fs-device-card>
      </section>
    `;
  }

  #tuning({ tuning = [] }: DeviceProfile) {
    if (tuning.length === 0) return nothing;
    return html`<section class="sheet" aria-labelledby="tuning">
      <header>
        <h2 id="tuning">Tuning</h2>
        <p>Which variant won on this device, and what it was chosen from.</p>
      </header>
      <fs-tuning-table .reports=${tuning}></fs-tuning-table>
    </section>`;
  }

  #pace({ sustained }: DeviceProfile) {
    if (sustained === null) return nothing;
    return html`<section class="sheet" aria-labelledby="pace">
      <header>
        <h2 id="pace">Pace over time</h2>
        <p>The last third keeps ${formatShare(sustained.retained)} of the first half minute.</p>
      </header>
      <fs-pace-line .samples=${sustained.samples}></fs-pace-line>
    </section>`;
  }
}

customElements.define('fs-result-evidence', ResultEvidence);
