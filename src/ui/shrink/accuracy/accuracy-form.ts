// How long everything is trained, and how often: the size and the seeds, with what they come to.
import { html, LitElement, nothing } from 'lit';
import {
  DIGITS_SIZES,
  digitsPlan,
  trainingSteps,
} from '../../../models/digits-shrink/digits-plan.ts';
import type { DigitsSize } from '../../../models/digits-shrink/digits-plan.ts';
import { formatCount } from '../../../shared/format.ts';
import type { Parameters } from '../../route/route.ts';
import { experimentFormStyles } from '../../experiment/experiment-form.styles.ts';
import { sizeChoice } from '../../experiment/size-choice.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import type { AccuracyForm as Asked } from './accuracy-parameters.ts';

const sentences: Readonly<Record<DigitsSize, string>> = {
  smoke: 'Shows that everything runs, on a processor too. Too short for figures to rely on.',
  standard: 'Five epochs, every method and sparsity. For a GPU.',
  full: 'As standard, trained longer: enough pairs to judge the teacher.',
};

export class AccuracyForm extends LitElement {
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
    return html`<form
      aria-label="How much is run"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <fieldset class="sizes" ?disabled=${disabled}>
        <legend>Size</legend>
        ${DIGITS_SIZES.map((size) => this.#size(size, size === asked.size))}
      </fieldset>
      <fieldset ?disabled=${disabled}>
        <legend class="visually-hidden">Repetitions</legend>
        ${panelField(
          {
            id: 'seeds',
            label: 'Seeds',
            text: asked.seedsText,
            error: asked.seedsError,
            help: 'All of it once for each, with other weights and another order: two or more give intervals.',
          },
          (value) => {
            this.#tell({ seeds: value });
          },
        )}
      </fieldset>
      ${
        asked.only === undefined
          ? nothing
          : html`<p class="summary" data-testid="accuracy-only">
              The address asks for these steps alone: dense, ${asked.only.join(', ')}.
              <button
                type="button"
                class="plain"
                ?disabled=${disabled}
                @click=${() => {
                  this.#tell({ only: '' });
                }}
              >
                Run all of them
              </button>
            </p>`
      }
      <p class="summary" data-testid="accuracy-time">${this.time}</p>
    </form>`;
  }

  #size(size: DigitsSize, chosen: boolean) {
    const { seeds, steps } = digitsPlan(size);
    const work = `${formatCount(trainingSteps(steps))} training steps${seeds.length === 1 ? ', one seed' : ` for each of ${seeds.length} seeds`}`;
    return sizeChoice({
      size,
      isChosen: chosen,
      sentence: `${sentences[size]} ${work}.`,
      choose: () => {
        // Each size has its own number of seeds and its own steps.
        this.#tell({ size, seeds: '', only: '' });
      },
    });
  }

  #tell(detail: Parameters): void {
    this.dispatchEvent(new CustomEvent('accuracy-change', { detail }));
  }
}

customElements.define('fs-accuracy-form', AccuracyForm);
