// Every variant in figures, and what its energies rest on.
import { html } from 'lit';
import type { FootprintRequest } from '../../../estimate/footprint/footprint.ts';
import './accuracy-table.ts';
import type { AccuracyRows } from './accuracy-table.ts';
import './energy-origin.ts';

/** @param power of the device that the pieces were found on, where it is known. */
export function tableSheet(rows: AccuracyRows, power: FootprintRequest | undefined) {
  return html`<section class="sheet wide" aria-labelledby="variants">
    <header>
      <h2 id="variants">Every variant</h2>
      <p>
        Means over the seeds with 95 % intervals; against dense seed by seed; × is the dense time
        over its own, of inferences taken in turn.
      </p>
    </header>
    <div>
      <fs-accuracy-table .rows=${rows}></fs-accuracy-table>
      <fs-energy-origin .power=${rows.summary === undefined ? undefined : power}></fs-energy-origin>
    </div>
  </section>`;
}
