// Two clocks that are never mixed: what this browser takes, by its own measurement, and what native software on a
// card would take, by what is published; and, for a card that was not measured, the browser's time carried over.
import { html, LitElement, nothing } from 'lit';
import { type Clocks, compareClocks, ownCardOf } from '../../estimate/clocks/compare-clocks.ts';
import { describeTimes } from '../../estimate/clocks/describe-times.ts';
import { peakName, trainingPeaks } from '../../estimate/clocks/native-peak.ts';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { deviceName } from '../../results/device-name.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { PickableModel } from '../picker/filter-models.ts';
import type { ModelPicked } from '../picker/model-picker.ts';
import '../picker/model-picker.ts';
import type { Parameters } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import './card-facts.ts';
import './clock-chart.ts';
import './clock-reasons.ts';
import { type ClockChoice, readChoice, writeChoice } from './clock-parameters.ts';
import { clockRows } from './clock-rows.ts';
import { clocksSectionStyles } from './clocks-section.styles.ts';
import { pickableCards } from './pickable-cards.ts';

export class ClocksSection extends LitElement {
  static override styles = [baseStyles, controlStyles, clocksSectionStyles];
  static override properties = {
    estimate: { attribute: false },
    profile: { attribute: false },
    parameters: { attribute: false },
    cards: { state: true },
    failed: { state: true },
  };

  declare estimate: TrainingEstimate | undefined;
  declare profile: DeviceProfile | undefined;
  declare parameters: Parameters;
  declare cards: readonly Accelerator[];
  declare failed: boolean;
  #pickable: readonly PickableModel[] = [];

  constructor() {
    super();
    this.parameters = {};
    this.cards = [];
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render() {
    const { estimate, profile, cards } = this;
    if (estimate === undefined || profile === undefined) return nothing;
    const detected = ownCardOf(profile.identity, cards);
    const choice = readChoice(this.parameters, cards, detected);
    const { card, own, peak } = choice;
    const device = deviceName(profile.identity);
    const clocks = compareClocks({
      ...{ estimate, profile, device, ownCard: own, nativeCard: card, peak },
      otherCard: card === undefined || card === own ? undefined : card,
    });
    return html`
      ${this.#choices(choice, detected)} ${this.#verdict(clocks, card)}
      <fs-clock-chart .rows=${clockRows(clocks, device)}></fs-clock-chart>
      ${
        clocks.notices.length === 0
          ? nothing
          : html`<ul class="notices" data-testid="clock-notices">
              ${clocks.notices.map((notice) => html`<li>${notice}</li>`)}
            </ul>`
      }
      <fs-clock-reasons .clocks=${clocks}></fs-clock-reasons>
      <fs-card-facts .card=${card}></fs-card-facts>
    `;
  }

  #choices({ card, own, peak, unknownCard }: ClockChoice, detected: Accelerator | undefined) {
    if (this.failed) {
      return html`<p role="alert">
        The list of cards could not be loaded. Check the connection and reload the page.
      </p>`;
    }
    return html`
      <div class="choices screen-only">
        <fs-model-picker
          input-testid="clock-card"
          .label=${'Card'}
          .placeholder=${'Name, maker or year'}
          .hint=${'Try a part of the name: “4090”, “M3”, “A100”.'}
          .models=${this.#pickable}
          .value=${card?.id ?? ''}
          @model-pick=${this.#pick}
        ></fs-model-picker>
        <div>
          <label for="peak">Native arithmetic</label>
          <select
            id="peak"
            data-testid="clock-peak"
            ?disabled=${card === undefined}
            @change=${this.#choosePeak}
          >
            ${
              card === undefined
                ? html`<option>–</option>`
                : trainingPeaks(card).map(
                    (kind, index) =>
                      html`<option
                        value=${index === 0 ? '' : kind}
                        .selected=${kind === (peak ?? trainingPeaks(card)[0])}
                      >
                        ${peakName(kind)}
                      </option>`,
                  )
            }
          </select>
        </div>
        ${
          detected !== undefined || card === undefined
            ? nothing
            : html`<label class="own"
                ><input
                  type="checkbox"
                  data-testid="clock-own"
                  .checked=${own === card}
                  @change=${this.#chooseOwn}
                />
                This is the card that was measured</label
              >`
        }
      </div>
      ${
        unknownCard === undefined || this.cards.length === 0
          ? nothing
          : html`<p class="notices" role="status">
              There is no card “${unknownCard}” in the list. Choose one by its name.
            </p>`
      }
    `;
  }

  #verdict({ native }: Clocks, card: Accelerator | undefined) {
    if (card === undefined) {
      return html`<p class="verdict" data-testid="clock-verdict">
        This device does not tell which card it is. Choose one to see what native software would
        take on it.
      </p>`;
    }
    if (native === undefined) return nothing;
    const { heldBy } = native;
    return html`<p class="verdict" data-testid="clock-verdict">
      Native software with ${peakName(native.peak)} on ${native.card.name} would be
      <strong>${describeTimes(native.timesAsFast)}</strong> as fast as this
      browser.${
        heldBy === 'arithmetic'
          ? nothing
          : html` What holds it back there is
            ${heldBy === 'memory' ? 'the memory’s bandwidth' : 'the launching of kernels'}.`
      }
    </p>`;
  }

  async #load(): Promise<void> {
    try {
      this.cards = await loadAccelerators();
      this.#pickable = pickableCards(this.cards);
    } catch {
      this.failed = true;
    }
  }

  /** Another card has other peaks. */
  #pick({ detail }: CustomEvent<ModelPicked>): void {
    writeChoice({ clockCard: detail.id, clockPeak: '' });
  }

  #choosePeak({ currentTarget }: Event): void {
    if (currentTarget instanceof HTMLSelectElement) writeChoice({ clockPeak: currentTarget.value });
  }

  #chooseOwn({ currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    const { card } = readChoice(this.parameters, this.cards, undefined);
    writeChoice({ card: currentTarget.checked ? (card?.id ?? '') : '', clockCard: card?.id ?? '' });
  }
}

customElements.define('fs-clocks', ClocksSection);
