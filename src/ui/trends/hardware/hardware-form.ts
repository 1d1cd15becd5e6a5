// What the chart of hardware shows, and what is known of one's own device: which card it is, what it cost or draws, and
// when it came out.
import { html, nothing } from 'lit';
import { peakName, TRAINING_PEAKS } from '../../../estimate/clocks/native-peak.ts';
import type { Accelerator } from '../../../facts/accelerators.ts';
import { cardSegments } from '../../../trends/hardware/card-segment.ts';
import type { OwnHardware } from '../../../trends/hardware/own-device.ts';
import type { PickableModel } from '../../picker/filter-models.ts';
import '../../picker/model-picker.ts';
import type { ModelPicked } from '../../picker/model-picker.ts';
import type { Parameters } from '../../route/route.ts';
import { panelField } from '../../train/panel-field.ts';
import { type HardwareQuestion, toggleKind } from './hardware-question.ts';
import { printPerTeraflops, segmentNames } from './hardware-words.ts';

export interface HardwareForm {
  readonly question: HardwareQuestion;
  readonly parameters: Parameters;
  readonly pickable: readonly PickableModel[];
  /** That the device is, where that is known. */
  readonly card: Accelerator | undefined;
  readonly own: OwnHardware | null;
  /** Why there is none. */
  readonly reason: string;
}

export function hardwareForm(form: HardwareForm, tell: (changed: Parameters) => void) {
  const { question, parameters, pickable, card, own, reason } = form;
  const { measure, precision, errors } = question;
  const isMoney = measure === 'usd';
  const amountKey = isMoney ? 'price' : 'watts';
  const known = isMoney ? card?.priceUsd : card?.tdpWatts;
  return html`<form
    class="screen-only"
    aria-label="Hardware over the years"
    @submit=${(event: Event) => {
      event.preventDefault();
    }}
  >
    ${panelField(
      {
        id: 'per',
        label: 'Measure',
        text: isMoney ? '' : 'watts',
        choices: [
          ['', 'USD per TFLOPS'],
          ['watts', 'Watts per TFLOPS'],
        ],
      },
      (value) => {
        tell({ per: value });
      },
    )}
    ${panelField(
      {
        id: 'precision',
        label: 'Arithmetic',
        text: precision,
        choices: TRAINING_PEAKS.toReversed().map((kind) => [kind, peakName(kind)] as const),
      },
      (value) => {
        tell({ precision: value === 'f32' ? '' : value });
      },
    )}
    <fieldset class="kinds">
      <legend>Kinds of cards</legend>
      ${cardSegments.map(
        (segment) =>
          html`<label
            ><input
              type="checkbox"
              data-testid="kind-${segment}"
              .checked=${errors.segments === undefined && question.segments.includes(segment)}
              @change=${() => {
                tell({ kinds: toggleKind(question, segment) });
              }}
            />
            ${segmentNames[segment]}</label
          >`,
      )}
      ${
        errors.segments === undefined
          ? nothing
          : html`<p class="error" role="alert" data-testid="kinds-error">${errors.segments}</p>`
      }
    </fieldset>
    <div>
      <h3>Your device</h3>
      <p class="summary" role="status" data-testid="hardware-own">
        ${own === null ? reason : `${printPerTeraflops(own.value, measure)}. ${own.caution}`}
      </p>
    </div>
    <fs-model-picker
      input-testid="hardware-card"
      .label=${'Card'}
      .placeholder=${'Name, maker or year'}
      .hint=${'Type its price and year instead.'}
      .models=${pickable}
      .value=${card?.id ?? ''}
      @model-pick=${({ detail }: CustomEvent<ModelPicked>) => {
        tell({ card: detail.id });
      }}
    ></fs-model-picker>
    <div class="fields">
      ${panelField(
        {
          id: amountKey,
          label: isMoney ? 'Price' : 'Power',
          unit: isMoney ? 'USD' : 'W',
          text: parameters[amountKey] ?? '',
          placeholder: known === undefined ? '' : String(known),
          error: errors.amount,
        },
        (value) => {
          tell({ [amountKey]: value });
        },
      )}
      ${panelField(
        {
          id: 'released',
          label: 'Came out',
          text: parameters['released'] ?? '',
          placeholder: card?.released ?? '2024-05',
          error: errors.released,
        },
        (value) => {
          tell({ released: value });
        },
      )}
    </div>
  </form>`;
}
