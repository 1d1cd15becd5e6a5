// The two measures of a training's compute side by side, with units: what its passes count, and what its hardware could
// have done. Their ratio is the utilisation, or shows that something was counted differently.
import { html, LitElement, nothing } from 'lit';
import { formatScientific } from '../../../shared/format.ts';
import { compareMeasures } from '../../../trends/limits/compare-measures.ts';
import {
  type ComputeMeasure,
  MEASURE_FIELDS,
  measureCompute,
  type MeasuredCompute,
} from '../../../trends/limits/compute-measures.ts';
import { measureExample } from '../../../trends/limits/measure-example.ts';
import type { Parameters } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import { originText } from '../origin-text.ts';
import { tellTrend } from '../trend-change.ts';
import { calculatorStyles } from './compute-calculator.styles.ts';

const titles: Readonly<Record<ComputeMeasure, string>> = {
  passes: 'Operations of a pass × passes',
  hardware: 'Processors × rate × time',
};

export class ComputeCalculator extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, calculatorStyles];
  static override properties = { parameters: { attribute: false } };

  declare parameters: Parameters;
  readonly #example = measureExample();

  constructor() {
    super();
    this.parameters = {};
  }

  override render() {
    const passes = this.#measure('passes');
    const hardware = this.#measure('hardware');
    const { title, origin } = this.#example;
    const isTyped = Object.keys(this.#example.typed).some(
      (name) => (this.parameters[name] ?? '').trim() !== '',
    );
    return html`<form
      aria-label="Two measures of compute"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <p class="summary lead">
        ${isTyped ? 'Empty fields hold an example' : 'An example, yours to change'}: ${title}.
        ${originText(origin)}.
        ${
          isTyped
            ? html`<button
                type="button"
                class="plain"
                data-testid="measures-reset"
                @click=${() => {
                  tellTrend(
                    this,
                    Object.fromEntries(Object.keys(this.#example.typed).map((name) => [name, ''])),
                  );
                }}
              >
                Back to the example
              </button>`
            : nothing
        }
      </p>
      <div class="measures">
        ${this.#side('passes', passes)} ${this.#side('hardware', hardware)}
      </div>
      ${passes.ok && hardware.ok ? ratio(passes.flop, hardware.flop) : nothing}
    </form>`;
  }

  #measure(measure: ComputeMeasure): MeasuredCompute {
    return measureCompute(measure, this.parameters, this.#example.typed);
  }

  #side(measure: ComputeMeasure, result: MeasuredCompute) {
    const errors = result.ok ? {} : result.errors;
    const all = Object.hasOwn(errors, 'all') ? errors['all'] : undefined;
    return html`<fieldset data-testid="measure-${measure}">
      <legend>${titles[measure]}</legend>
      <div class="inputs">
        ${MEASURE_FIELDS[measure].map(({ name, label, help }) => {
          const error = Object.hasOwn(errors, name) ? errors[name] : undefined;
          return panelField(
            {
              ...{ id: name, label, text: this.parameters[name] ?? '' },
              help,
              placeholder: this.#example.typed[name] ?? '',
              ...(error === undefined ? {} : { error }),
            },
            (text) => {
              tellTrend(this, { [name]: text });
            },
          );
        })}
      </div>
      ${
        result.ok
          ? html`<p class="result">${formatScientific(result.flop)} <span>FLOP</span></p>`
          : html`<p class="error" role="alert">
              ${all ?? 'A field above needs correcting before this can be reckoned.'}
            </p>`
      }
    </fieldset>`;
  }
}

function ratio(passes: number, hardware: number) {
  const { printed, possible, sentences } = compareMeasures(passes, hardware);
  return html`<div class="ratio ${possible ? '' : 'impossible'}" data-testid="measures-ratio">
    <p>
      The passes are <b>${printed}</b>${printed.endsWith('times') ? '' : ' of'} what the hardware
      could have done.
    </p>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
  </div>`;
}

customElements.define('fs-compute-calculator', ComputeCalculator);
