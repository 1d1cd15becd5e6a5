// The assumptions behind a training's cost as fields: each with its source, what is wrong below it, and a way back.
import { html, nothing } from 'lit';
import {
  type EditedServer,
  type ServerField,
  serverFields,
  type ServerReading,
} from '../../../trends/growth/edit-assumptions.ts';
import { panelField } from '../../train/panel-field.ts';
import { isUnverified, sourceText } from '../origin-text.ts';

const labels: Readonly<Record<ServerField, readonly [label: string, unit?: string]>> = {
  accelerators: ['Accelerators of the run'],
  priceUsd: ['Price of a server', 'USD'],
  watts: ['Power of a server', 'W'],
  coolingFactor: ['Power with cooling', 'times that of the server'],
  lifetimeYears: ['Written off over', 'years'],
  acceleratorsPerServer: ['Accelerators of a server'],
  peakFlopsPerSecond: ['Peak of an accelerator', 'FLOPS, 1 MAC = 2 FLOP'],
  utilization: ['Share of the peak reached', '0 to 1'],
  usdPerKwh: ['Electricity', 'USD a kWh'],
};

/**
 * @param typed by field, as the address keeps it.
 * @param published whether the number of accelerators was.
 */
export function serverFieldset(
  typed: Readonly<Record<string, string | undefined>>,
  reading: ServerReading,
  defaults: EditedServer,
  published: boolean,
  tell: (field: ServerField, text: string) => void,
  reset: () => void,
) {
  const edited = serverFields.filter((field) => typed[field] !== undefined);
  return html`<details class="screen-only" ?open=${edited.length > 0} data-testid="server-fields">
    <summary class="small">
      Change its ${serverFields.length} assumptions, and see where they come from
    </summary>
    <div class="fields">
      ${serverFields.map((field) => {
        const [label, unit] = labels[field];
        const usual =
          field === 'accelerators' ? defaults.accelerators : defaults.assumptions[field].value;
        return panelField(
          {
            id: `server-${field}`,
            label,
            ...(unit === undefined ? {} : { unit }),
            text: typed[field] ?? plain(usual),
            placeholder: plain(usual),
            help:
              typed[field] === undefined
                ? helpOf(field, defaults, published)
                : `Changed; the default is ${plain(usual)}.`,
            error: reading.errors[field],
          },
          (text) => {
            tell(field, text);
          },
        );
      })}
    </div>
    ${
      edited.length === 0
        ? nothing
        : html`<button type="button" class="plain" data-testid="server-reset" @click=${reset}>
            Back to the defaults
          </button>`
    }
  </details>`;
}

function helpOf(field: ServerField, { assumptions }: EditedServer, published: boolean): string {
  if (field === 'accelerators') {
    return published
      ? 'As Epoch AI’s table tells.'
      : 'Not published: one server stands for it. The energy is the same, the time is not.';
  }
  const { sentence, origin } = assumptions[field];
  return `${isUnverified(origin) ? 'Unverified. ' : ''}${sentence} ${sourceText(origin)}.`;
}

/** Every digit that counts, as the fields read it again. */
function plain(value: number): string {
  return value >= 1e12
    ? value.toExponential().replace('e+', 'e')
    : value.toLocaleString('en', { maximumSignificantDigits: 6 });
}
