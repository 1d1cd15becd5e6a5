// What a model takes on disk and in memory: its checkpoint in each precision, the file's own types where a file
// is open, and what training holds at once.
import { html, LitElement, nothing } from 'lit';
import { trainingMemory } from '../../estimate/memory.ts';
import { checkpointSizes } from '../../models/checkpoint-sizes.ts';
import { formatAmount, formatCount } from '../../shared/format.ts';
import type { CountedModel, OpenedFile } from '../../workers/models-api.ts';
import type { WeightSummary } from '../../models/importers/imported-model.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { modelStorageStyles } from './model-storage.styles.ts';

const precisions = [
  { name: 'f32', precision: 'f32' },
  { name: 'f16 or bf16', precision: 'f16' },
  { name: 'int8', precision: 'int8' },
  { name: 'int4', precision: 'int4' },
] as const;

const trainings = [
  { name: 'SGD with momentum, f32', optimizer: 'sgd-momentum', precision: 'f32' },
  { name: 'Adam, f32', optimizer: 'adam', precision: 'f32' },
  { name: 'Adam, f16 with an f32 copy', optimizer: 'adam', precision: 'f16' },
] as const;

export class ModelStorage extends LitElement {
  static override styles = [baseStyles, tableStyles, modelStorageStyles];
  static override properties = {
    params: { attribute: false },
    counted: { attribute: false },
    file: { attribute: false },
    batch: { attribute: false },
    trainLink: { attribute: false },
  };

  declare params: number;
  /** Absent for a file that cannot be counted. */
  declare counted: CountedModel | undefined;
  declare file: OpenedFile | undefined;
  declare batch: number;
  /** Address of Train for the same model and sizes; empty where no recipe trains it. */
  declare trainLink: string;

  constructor() {
    super();
    this.params = 0;
    this.batch = 1;
    this.trainLink = '';
  }

  override render() {
    return html`${this.#fileTypes(this.file?.weights)} ${this.#checkpoint()} ${this.#training()}`;
  }

  #checkpoint() {
    const bytes = checkpointSizes(this.params);
    return html`<section aria-labelledby="checkpoint">
      <h2 id="checkpoint">Checkpoint, by precision</h2>
      <ul class="sizes" data-testid="checkpoint-sizes">
        ${precisions.map(
          ({ name, precision }) =>
            html`<li>
              <b>${formatAmount(bytes[precision], 'B')}</b>
              <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="8" />
                <rect
                  class="part"
                  width=${(bytes.f32 === 0 ? 0 : bytes[precision] / bytes.f32) * 100}
                  height="8"
                />
              </svg>
              ${name}
            </li>`,
        )}
      </ul>
      <p class="hint">
        The weights alone. Formats of 8 and 4 bits add the scales of their blocks, and often keep
        some layers wider.
      </p>
    </section>`;
  }

  #fileTypes(weights: WeightSummary | undefined) {
    if (weights === undefined) return nothing;
    return html`<section aria-labelledby="in-file">
      <h2 id="in-file">In the file</h2>
      <div class="table-frame" role="region" aria-label="Weights in the file" tabindex="0">
        <table data-testid="weight-types">
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col" class="number">Tensors</th>
              <th scope="col" class="number">Elements</th>
              <th scope="col" class="number">Bytes</th>
            </tr>
          </thead>
          <tbody>
            ${weights.types.map(
              ({ type, tensors, elements, bytes }) =>
                html`<tr>
                  <th scope="row">${type}</th>
                  <td class="number">${formatCount(tensors)}</td>
                  <td class="number">${formatCount(elements)}</td>
                  <td class="number">${formatAmount(bytes, 'B')}</td>
                </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td class="number">
                ${formatCount(weights.types.reduce((sum, { tensors }) => sum + tensors, 0))}
              </td>
              <td class="number">${formatCount(weights.elements)}</td>
              <td class="number">${formatAmount(weights.bytes, 'B')}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>`;
  }

  #training() {
    const { counted } = this;
    if (counted === undefined) return nothing;
    const { params } = counted.count;
    const { activationBytes } = counted;
    return html`<section aria-labelledby="training-memory">
      <h2 id="training-memory">Training, held in memory at once</h2>
      <div class="table-frame" role="region" aria-label="Memory of training" tabindex="0">
        <table class="training" data-testid="training-memory">
          <thead>
            <tr>
              <th scope="col">Optimizer</th>
              <th scope="col" class="number">Weights</th>
              <th scope="col" class="number">Gradients</th>
              <th scope="col" class="number">State</th>
              <th scope="col" class="number">Activations</th>
              <th scope="col" class="number">Together</th>
            </tr>
          </thead>
          <tbody>
            ${trainings.map(({ name, optimizer, precision }) => {
              const memory = trainingMemory(
                params,
                activationBytes[precision],
                optimizer,
                precision === 'f16' ? 'mixed' : precision,
              );
              return html`<tr>
                <th scope="row">${name}</th>
                <td class="number" data-label="Weights">${formatAmount(memory.weights, 'B')}</td>
                <td class="number" data-label="Gradients">
                  ${formatAmount(memory.gradients, 'B')}
                </td>
                <td class="number" data-label="State">${formatAmount(memory.optimizer, 'B')}</td>
                <td
                  class="number"
                  data-label="Activations"
                  data-testid="activations-${optimizer}-${precision}"
                >
                  ${formatAmount(memory.activations, 'B')}
                </td>
                <td class="number together"><b>${formatAmount(memory.total, 'B')}</b></td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      <p class="hint">
        Predicted, at batch size ${formatCount(this.batch)}; activations grow with the batch.
        Workspaces of the framework come on top.
        ${
          this.trainLink === ''
            ? nothing
            : html`<a class="screen-only" href=${this.trainLink} data-testid="train-link"
                >How long would training take?</a
              >`
        }
      </p>
    </section>`;
  }
}

customElements.define('fs-model-storage', ModelStorage);
