// How much of the experiment is run: size, designs, seed and penalty, with what they come to.
import { html, LitElement, nothing } from 'lit';
import {
  FLEXIBILITY_SIZES,
  flexibilityPlan,
  type FlexibilitySize,
} from '../../../models/flexibility/flexibility-plan.ts';
import { formatCount } from '../../../shared/format.ts';
import { experimentFormStyles } from '../../experiment/experiment-form.styles.ts';
import { sizeChoice } from '../../experiment/size-choice.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import { CROSS_VALIDATED, type FlexibilityForm as Asked } from './flexibility-parameters.ts';

const sentences: Readonly<Record<FlexibilitySize, string>> = {
  smoke: 'For a processor, or a first look.',
  standard: 'Smooth curves, for a GPU.',
};

/** What is changed; undefined is the usual again. */
export type FlexibilityChange = Readonly<
  Partial<Record<'size' | 'designs' | 'seed' | 'penalty', string | undefined>>
>;

export class FlexibilityForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, experimentFormStyles];
  static override properties = {
    asked: { attribute: false },
    disabled: { type: Boolean },
    time: { attribute: false },
  };

  declare asked: Asked | undefined;
  declare disabled: boolean;
  /** What is known of how long it takes, as a sentence. */
  declare time: string;

  constructor() {
    super();
    this.disabled = false;
    this.time = '';
  }

  override render() {
    const { asked, disabled } = this;
    if (asked === undefined) return nothing;
    const { texts, errors } = asked;
    const isChosen = texts.penalty !== CROSS_VALIDATED;
    return html`<form
      aria-label="How much is run"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <fieldset class="sizes" ?disabled=${disabled}>
        <legend>Size</legend>
        ${FLEXIBILITY_SIZES.map((size) => this.#size(size, size === asked.size))}
      </fieldset>
      <fieldset ?disabled=${disabled}>
        <legend class="visually-hidden">Designs and penalty</legend>
        <div class="fields">
          ${panelField(
            {
              id: 'designs',
              label: 'Designs',
              text: texts.designs,
              error: errors.designs,
              help: 'Each drawn anew: two or more give intervals. More add to what is there.',
            },
            (designs) => {
              this.#tell({ designs });
            },
          )}
          ${panelField(
            {
              id: 'seed',
              label: 'Seed',
              text: texts.seed,
              error: errors.seed,
              help: 'The same seed gives the same designs, on any device.',
            },
            (seed) => {
              this.#tell({ seed });
            },
          )}
          ${panelField(
            {
              id: 'penalised',
              label: 'Penalty of the LASSO',
              text: isChosen ? 'factor' : CROSS_VALIDATED,
              choices: [
                ['factor', 'a factor'],
                [CROSS_VALIDATED, 'cross-validated'],
              ],
            },
            (kind) => {
              this.#tell({ penalty: kind === CROSS_VALIDATED ? CROSS_VALIDATED : undefined });
            },
          )}
          ${
            isChosen
              ? panelField(
                  {
                    id: 'penalty',
                    label: 'Factor',
                    unit: 'of σ·√(2·ln p / n)',
                    text: texts.penalty,
                    error: errors.penalty,
                  },
                  (penalty) => {
                    this.#tell({ penalty });
                  },
                )
              : html`<p class="summary">
                  Five folds; the best of seven factors from a quarter to twice theory’s. It takes
                  longer, and its operations are counted.
                </p>`
          }
        </div>
      </fieldset>
      <p class="summary" data-testid="flexibility-time">${this.time}</p>
    </form>`;
  }

  #size(size: FlexibilitySize, chosen: boolean) {
    const { sampleSizes, repeats } = flexibilityPlan(size);
    const work = `${sampleSizes.length} sizes, ${formatCount(Math.min(...sampleSizes))} to ${formatCount(Math.max(...sampleSizes))} samples, ${repeats} designs`;
    return sizeChoice({
      size,
      isChosen: chosen,
      sentence: `${sentences[size]} ${work}.`,
      choose: () => {
        // Each size has its own number of designs.
        this.#tell({ size, designs: undefined });
      },
    });
  }

  #tell(detail: FlexibilityChange): void {
    this.dispatchEvent(new CustomEvent('flexibility-change', { detail }));
  }
}

customElements.define('fs-flexibility-form', FlexibilityForm);
