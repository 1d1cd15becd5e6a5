// What variants keep of the accuracy against what they cost, with the choice of the cost.
import { html, LitElement, nothing } from 'lit';
import type { VariantComparison } from '../../../estimate/shrink/variant-comparison.ts';
import type { ParetoPicture } from '../../charts/pareto-picture.ts';
import '../../charts/pareto-chart.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import {
  accuracyPicture,
  costName,
  PARETO_COSTS,
  type ParetoCost,
  promisePicture,
} from './pareto-pictures.ts';
import { variantsParetoStyles } from './variants-pareto.styles.ts';

export class VariantsPareto extends LitElement {
  static override styles = [baseStyles, controlStyles, variantsParetoStyles];
  static override properties = {
    comparison: { attribute: false },
    parameters: { attribute: false },
  };

  declare comparison: VariantComparison | undefined;
  declare parameters: Parameters;
  /** One for each comparison and cost, as a chart is drawn anew for another object. */
  #accuracy: ParetoPicture | undefined;
  #promise: ParetoPicture | undefined;
  #isScored = false;
  #drawn:
    | { readonly comparison: VariantComparison | undefined; readonly cost: ParetoCost }
    | undefined;

  constructor() {
    super();
    this.parameters = {};
  }

  get #cost(): ParetoCost {
    return PARETO_COSTS.find((each) => each === this.parameters['pareto']) ?? 'time';
  }

  override willUpdate(): void {
    const { comparison } = this;
    const cost = this.#cost;
    const drawn = this.#drawn;
    if (drawn !== undefined && drawn.comparison === comparison && drawn.cost === cost) return;
    this.#drawn = { comparison, cost };
    this.#accuracy = comparison && accuracyPicture(comparison, cost);
    this.#promise = comparison && promisePicture(comparison);
    // The checkpoint's size is known of every variant.
    this.#isScored = comparison !== undefined && accuracyPicture(comparison, 'size') !== undefined;
  }

  override render() {
    const { comparison } = this;
    if (comparison === undefined) return nothing;
    return this.#isScored ? this.#scored(comparison) : this.#promised();
  }

  #scored({ batch }: VariantComparison) {
    return html`<h2>What is kept, against what it costs</h2>
      <p class="against">
        <label for="cost">Against</label>
        <select
          id="cost"
          data-testid="pareto-cost"
          @change=${(event: Event) => {
            if (!(event.currentTarget instanceof HTMLSelectElement)) return;
            const { value } = event.currentTarget;
            const detail = { pareto: value === 'time' ? undefined : value };
            this.dispatchEvent(new CustomEvent('form-change', { detail }));
          }}
        >
          ${PARETO_COSTS.map(
            (cost) =>
              html`<option value=${cost} ?selected=${cost === this.#cost}>
                ${costName(cost, batch)}
              </option>`,
          )}
        </select>
      </p>
      ${
        this.#accuracy === undefined
          ? html`<p class="muted" data-testid="pareto-unknown">
              ${costName(this.#cost, batch)} is not known of two variants with a published score.
              Size and FLOPs are counted in any case.
            </p>`
          : html`<fs-pareto-chart .picture=${this.#accuracy}></fs-pareto-chart>
              <p class="small muted">
                Published scores of one evaluation, none of them measured here; variants without one
                are left out. The table below holds the figures and their sources.
              </p>`
      }`;
  }

  #promised() {
    return html`<h2>Promised and measured</h2>
      <p class="small muted" data-testid="pareto-without">
        Fewer than two of these variants have a published score in one evaluation, so that accuracy
        cannot be drawn.
        <a href=${routeHash('shrink', { ...this.parameters, view: 'accuracy' })}
          >What shrinking costs in accuracy</a
        >
        is measured on a small network in this page.
      </p>
      ${
        this.#promise === undefined
          ? html`<p class="muted">Nor is a time of any variant known yet.</p>`
          : html`<fs-pareto-chart .picture=${this.#promise}></fs-pareto-chart>`
      }`;
  }
}

customElements.define('fs-variants-pareto', VariantsPareto);
