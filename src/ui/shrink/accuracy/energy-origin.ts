// What the energies of the table rest on.
import { html, LitElement, nothing } from 'lit';
import type { FootprintRequest, Quantity } from '../../../estimate/footprint/footprint.ts';
import { printQuantity } from '../../../estimate/footprint/parse-quantity.ts';
import { baseStyles } from '../../styles/base.styles.ts';

export class EnergyOrigin extends LitElement {
  static override styles = [baseStyles];
  static override properties = { power: { attribute: false } };

  declare power: FootprintRequest | undefined;

  override render() {
    if (this.power === undefined) return nothing;
    const { power, rest, pue } = this.power;
    const own =
      power.kind === 'watts'
        ? told(power.watts)
        : `${told(power.powerShare)} of ${told(power.tdp)}`;
    return html`<p class="small muted" data-testid="energy-origin">
      Energy is estimated: the time, times ${own}, and ${told(rest)} for the rest of the machine,
      times ${printQuantity(pue)} for the building. Change these figures under Train.
    </p>`;
  }
}

/** "215 (105–380) W (Median of 41 GPUs)". */
function told({ value, low, high, unit, source }: Quantity): string {
  return `${printQuantity({ value, low, high })} ${unit} (${source})`;
}

customElements.define('fs-energy-origin', EnergyOrigin);
