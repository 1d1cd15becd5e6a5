// How the projected clocks come about: what they assume, the published runs behind the utilisation, and where the
// sources disagree.
import { html, LitElement, nothing } from 'lit';
import type { Clocks } from '../../estimate/clocks/compare-clocks.ts';
import type { NativeUtilization } from '../../estimate/clocks/native-utilization.ts';
import { formatShare } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { clockReasonsStyles } from './clock-reasons.styles.ts';

export class ClockReasons extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, clockReasonsStyles];
  static override properties = { clocks: { attribute: false } };

  declare clocks: Clocks | undefined;

  override render() {
    const { native, projection } = this.clocks ?? {};
    return html`
      ${
        native === undefined
          ? nothing
          : html`<details data-testid="native-reasons">
              <summary>How the native clock is reckoned</summary>
              <ul>
                ${native.assumptions.map((sentence) => html`<li>${sentence}</li>`)}
                ${
                  native.peakProvenance === 'memory'
                    ? html`<li class="unverified">The card’s peak is recalled, not verified.</li>`
                    : nothing
                }
              </ul>
              ${evidence(native.utilization)}
            </details>`
      }
      ${
        projection === undefined
          ? nothing
          : html`<details data-testid="projection-reasons">
              <summary>How the browser’s time is carried over</summary>
              <ul>
                ${projection.assumptions.map((sentence) => html`<li>${sentence}</li>`)}
              </ul>
            </details>`
      }
    `;
  }
}

function evidence({ evidence: runs, conflicts }: NativeUtilization) {
  return html`
    ${conflicts.map(
      ({ model, records }) =>
        html`<p class="conflict">
          The sources disagree on ${model}:
          ${records.map(
            ({ utilization, source, provenance }, index) =>
              html`${index === 0 ? '' : ' against '}<b>${formatShare(utilization)}</b>
                (${source}${provenance === 'memory' ? ', unverified' : ''})`,
          )}.
        </p>`,
    )}
    <div class="table-frame" role="region" aria-label="Published runs" tabindex="0">
      <table>
        <caption>
          Published runs: share of the hardware’s peak that they reached
        </caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col" class="number">Of the peak</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          ${runs.map(
            ({ run, utilization, source, provenance }) =>
              html`<tr>
                <th scope="row">${run}</th>
                <td class="number">${formatShare(utilization)}</td>
                <td class="source">${source}${provenance === 'memory' ? ' (unverified)' : ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

customElements.define('fs-clock-reasons', ClockReasons);
