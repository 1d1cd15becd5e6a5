// The paper's two curves of one benchmark, the rows of its table and the target, and the same in a table.
import { html, nothing } from 'lit';
import { LIMIT_FORMS } from '../../../trends/limits/limit-curves.ts';
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import { legendEntry } from '../legend-entry.ts';
import { trendsStyles } from '../trends.styles.ts';
import type { ErrorPicture } from './error-picture.ts';
import { formMarks, formNames, limitsPicture, printAmounts } from './limits-picture.ts';
import type { LimitsAnswer } from './limits-question.ts';
import { limitsStyles } from './limits.styles.ts';
import { limitsTable } from './limits-table.ts';
import { printError } from './print-power.ts';

export class LimitsChart extends ChartElement {
  static override styles = [...ChartElement.styles, trendsStyles, limitsStyles];
  static override properties = { answer: { attribute: false }, stops: { attribute: false } };

  declare answer: LimitsAnswer | undefined;
  /** Errors of the slider: the picture reaches as far. */
  declare stops: readonly number[];
  #picture: ErrorPicture | undefined;

  constructor() {
    super();
    this.stops = [];
  }

  override willUpdate(): void {
    const { answer, stops } = this;
    this.#picture = answer === undefined ? undefined : limitsPicture(answer, stops);
  }

  protected override get subject(): unknown {
    return this.#picture;
  }

  protected get description(): string {
    const { answer } = this;
    if (answer === undefined) return '';
    const { curves, errorPercent } = answer;
    const told = LIMIT_FORMS.map((form) => `${formNames[form]} ${printAmounts(answer[form])}`);
    return `Error against compute on ${curves.name}, both on logarithmic axes: two curves through the first and the last row of the paper’s table, which part as the error falls. At ${printError(errorPercent)}: ${told.join('; ')}. The table below holds the figures.`;
  }

  protected async draw(context: DrawContext) {
    const picture = this.#picture;
    if (picture === undefined) return undefined;
    const { drawErrors } = await import('./draw-errors.ts');
    return drawErrors(picture, context);
  }

  override render() {
    const { answer } = this;
    if (answer === undefined) return nothing;
    return html`
      ${legend(answer.decades > 0)}
      <figure data-testid="limits-chart">${this.canvas()}</figure>
      ${
        this.#picture?.target === null
          ? html`<p class="small muted">
              The target of ${printError(answer.errorPercent)} lies outside this picture.
            </p>`
          : nothing
      }
      <details data-testid="limits-table">
        <summary class="small">The same as a table</summary>
        ${limitsTable(answer)}
      </details>
    `;
  }
}

function legend(progress: boolean) {
  return html`<ul class="legend" aria-label="Legend">
    ${LIMIT_FORMS.map((form) => legendEntry(`${formNames[form]} form`, formMarks[form]))}
    <li>hollow: the paper’s table, unverified; filled: your target</li>
    ${progress ? legendEntry('with better algorithms', 'compared') : nothing}
  </ul>`;
}

customElements.define('fs-limits-chart', LimitsChart);
