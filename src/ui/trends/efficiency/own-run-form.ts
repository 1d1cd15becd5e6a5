// A run of one's own, to be placed on the efficiency ruler: a network, how long it trained, and on how many images.
import { html, LitElement, nothing } from 'lit';
import { formatCount } from '../../../shared/format.ts';
import { imagenetImages } from '../../../trends/efficiency/teraflop-days.ts';
import type { ModelPicked } from '../../picker/model-picker.ts';
import '../../picker/model-picker.ts';
import type { PickableModel } from '../../picker/filter-models.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { panelField } from '../../train/panel-field.ts';

export class OwnRunForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles];
  static override properties = {
    models: { attribute: false },
    parameters: { attribute: false },
    error: { attribute: false },
    caution: { attribute: false },
  };

  declare models: readonly PickableModel[];
  declare parameters: Parameters;
  declare error: string | undefined;
  declare caution: string | undefined;

  constructor() {
    super();
    this.models = [];
    this.parameters = {};
  }

  override render() {
    const { model = '', epochs = '', examples = '' } = this.parameters;
    return html`<form
      aria-label="A run of your own"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <h2>A run of your own</h2>
        <p class="summary">
          Placed on the curve by its arithmetic.
          ${
            model === ''
              ? nothing
              : html`<a href=${routeHash('train', { model, epochs, examples })}
                  >Predict it in Train</a
                >`
          }
        </p>
      </div>
      <fs-model-picker
        input-testid="own-model"
        .label=${'Network'}
        .hint=${'The zoo has no other image classifiers.'}
        .models=${this.models}
        .value=${model}
        @model-pick=${(event: CustomEvent<ModelPicked>) => {
          this.#tell({ model: event.detail.id });
        }}
      ></fs-model-picker>
      <div class="fields">
        ${panelField(
          { id: 'epochs', label: 'Epochs', text: epochs, placeholder: '90' },
          (value) => {
            this.#tell({ epochs: value });
          },
        )}
        ${panelField(
          {
            id: 'examples',
            label: 'Images of an epoch',
            text: examples,
            placeholder: formatCount(imagenetImages()),
          },
          (value) => {
            this.#tell({ examples: value });
          },
        )}
      </div>
      ${
        this.error === undefined
          ? nothing
          : html`<p class="error" role="alert" data-testid="own-run-error">${this.error}</p>`
      }
      ${this.caution === undefined ? nothing : html`<p class="summary">${this.caution}</p>`}
    </form>`;
  }

  #tell(detail: Parameters): void {
    this.dispatchEvent(new CustomEvent<Parameters>('own-run-change', { detail }));
  }
}

customElements.define('fs-own-run-form', OwnRunForm);
