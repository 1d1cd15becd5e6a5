// Accuracy against what a variant costs: one cost at a time, chosen here.
import { css, html, LitElement, nothing } from 'lit';
import type { DigitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import type { DigitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import type { DigitsSummary } from '../../../models/digits-shrink/summarise-digits.ts';
import '../../charts/pareto-chart.ts';
import type { ParetoPicture } from '../../charts/pareto-picture.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { accuracyPicture, COST_AXES, type CostAxis, costAxisNames } from './accuracy-picture.ts';

export class AccuracyChart extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      .against {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-2) var(--gap-3);
        align-items: center;
        margin-bottom: var(--gap-3);
      }

      select {
        width: auto;
      }
    `,
  ];
  static override properties = {
    plan: { attribute: false },
    summary: { attribute: false },
    costs: { attribute: false },
    axis: { attribute: false },
  };

  declare plan: DigitsPlan | undefined;
  declare summary: DigitsSummary | undefined;
  declare costs: readonly DigitsCosts[];
  /** As the address has it. */
  declare axis: string | undefined;
  #pictures: ReadonlyMap<CostAxis, ParetoPicture> = new Map();

  constructor() {
    super();
    this.costs = [];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('summary') && !changed.has('costs')) return;
    const { plan, summary, costs } = this;
    this.#pictures = new Map(
      COST_AXES.flatMap((axis) => {
        if (plan === undefined || summary === undefined) return [];
        const picture = accuracyPicture(plan, summary, costs, axis);
        return picture === undefined ? [] : [[axis, picture] as const];
      }),
    );
  }

  override render() {
    const [first] = this.#pictures.keys();
    if (first === undefined) return nothing;
    const axis = COST_AXES.find((each) => each === this.axis && this.#pictures.has(each)) ?? first;
    return html`<div class="against screen-only">
        <label for="axis">Accuracy against</label>
        <select id="axis" data-testid="accuracy-axis" @change=${this.#choose}>
          ${[...this.#pictures.keys()].map(
            (each) =>
              html`<option value=${each} .selected=${each === axis}>
                ${costAxisNames[each]}
              </option>`,
          )}
        </select>
      </div>
      <fs-pareto-chart .picture=${this.#pictures.get(axis)}></fs-pareto-chart>`;
  }

  #choose({ currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLSelectElement)) return;
    const detail = { pareto: currentTarget.value };
    this.dispatchEvent(new CustomEvent('accuracy-change', { detail }));
  }
}

customElements.define('fs-accuracy-chart', AccuracyChart);
