// The points of both charts as a table: every figure with its theory, z, operations and source. Eighty rows: they are made
// when somebody opens it.
import { html, LitElement, nothing } from 'lit';
import { formatCount, formatScientific } from '../../../shared/format.ts';
import type { Origin } from '../../../trends/fit/origin.ts';
import { closedFormOrigin } from '../../../trends/flexibility/closed-forms.ts';
import type {
  FlexibilityCurve,
  FlexibilityPoint,
} from '../../../trends/flexibility/flexibility-curves.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { isUnverified, sourceText } from '../origin-text.ts';
import { trendsStyles } from '../trends.styles.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import { estimatorLooks } from './estimator-names.ts';
import { printBounds, printPerformance, printZ } from './flexibility-picture.ts';

export class FlexibilityTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, trendsStyles];
  static override properties = {
    curves: { attribute: false },
    origin: { attribute: false },
    opened: { state: true },
  };

  declare curves: readonly FlexibilityCurve[];
  /** Of what was found. */
  declare origin: Origin | undefined;
  declare opened: boolean;

  constructor() {
    super();
    this.curves = [];
    this.opened = false;
  }

  override render() {
    return html`<details
      data-testid="flexibility-table"
      @toggle=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLDetailsElement) this.opened = currentTarget.open;
      }}
    >
      <summary class="small">The same as a table</summary>
      ${this.opened ? this.#table() : nothing}
    </details>`;
  }

  #table() {
    const { curves, origin } = this;
    return html`<div
        class="table-frame"
        role="region"
        aria-label="Performance of the four estimators"
        tabindex="0"
      >
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">Samples</th>
              <th scope="col" class="number">Error</th>
              <th scope="col" class="number">Performance</th>
              <th scope="col" class="number">95 %</th>
              <th scope="col" class="number">In theory</th>
              <th scope="col" class="number">z</th>
              <th scope="col" class="number">FLOP</th>
              <th scope="col" class="number">Designs</th>
            </tr>
          </thead>
          ${curves.map(bodyOf)}
        </table>
      </div>
      <p class="small muted">
        The error is the mean normalised squared one: 1 is as good as predicting nothing.
        Performance is −log₁₀ of it. z counts the standard errors from theory’s error to the one
        found; of few designs it spreads as Student’s t, wider than the normal distribution. FLOP of
        one estimate, 1 MAC = 2 FLOP.
      </p>
      ${
        origin === undefined
          ? nothing
          : html`<p class="small muted">What was found: ${sourceText(origin)}.</p>`
      }`;
  }
}

function bodyOf({ estimator, points }: FlexibilityCurve) {
  const { name, what } = estimatorLooks[estimator];
  const theory = closedFormOrigin(estimator);
  return html`<tbody>
    <tr>
      <th scope="rowgroup" colspan="8">
        ${name}: ${what}
        <small>
          ${
            theory === null
              ? 'No closed form: theory knows the order σ²·k·ln p / n alone.'
              : html`In theory: ${sourceText(theory)} ${unverifiedMark(isUnverified(theory))}`
          }
        </small>
      </th>
    </tr>
    ${
      points.length === 0
        ? html`<tr>
            <td colspan="8" class="reason">Nothing is found yet.</td>
          </tr>`
        : points.map(rowOf)
    }
  </tbody>`;
}

function rowOf({
  samples,
  meanError,
  performance,
  bounds,
  theory,
  flops,
  count,
}: FlexibilityPoint) {
  return html`<tr>
    <td class="number">${formatCount(samples)}</td>
    <td class="number">${formatScientific(meanError)}</td>
    <td class="number">${printPerformance(performance)}</td>
    <td class="number">${bounds === undefined ? '–' : printBounds(bounds)}</td>
    <td class="number">${theory === null ? '–' : printPerformance(theory.performance)}</td>
    <td class="number">${theory?.z === undefined ? '–' : printZ(theory.z)}</td>
    <td class="number">${formatScientific(flops)}</td>
    <td class="number">${count}</td>
  </tr>`;
}

customElements.define('fs-flexibility-table', FlexibilityTable);
