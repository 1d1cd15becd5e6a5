// Notable models over the years with the line through the largest of them, and the same in a table.
import { html, nothing } from 'lit';
import { NOTABLE_MODELS_CREDIT } from '../../../facts/notable-models.ts';
import { legendEntry, type LegendMark } from '../legend-entry.ts';
import { YearsChart } from '../years/years-chart.ts';
import { growthPicture, type PicturedGrowth } from './growth-picture.ts';
import { growthTable } from './growth-table.ts';
import { modelsOf, printFactor, quantityNames } from './growth-words.ts';

const OTHERS: LegendMark = { colour: 'text', small: true };

export class GrowthChart extends YearsChart<PicturedGrowth> {
  protected pictureOf(pictured: PicturedGrowth) {
    return growthPicture(pictured);
  }

  protected tableOf(pictured: PicturedGrowth) {
    return growthTable(pictured);
  }

  protected get description(): string {
    const { pictured } = this;
    if (pictured === undefined) return '';
    const { growth, quantity, domain } = pictured;
    const { points, records } = growth;
    const line =
      records.kind === 'none'
        ? records.reason
        : `The ${records.count} records of these years lie along a line that grows ${printFactor(records).value} times a year, with its 95 % band.`;
    const beside =
      quantity === 'parameters'
        ? ' Beside it the line that was claimed, the synapses of a brain and what was rumoured of GPT-4.'
        : '';
    return `${quantityNames[quantity]} of ${points.length} ${modelsOf(domain)} by date, on a logarithmic axis. ${line}${beside} The table below holds the figures.`;
  }

  override render() {
    const { pictured } = this;
    if (pictured === undefined) return nothing;
    if (this.picture === undefined) {
      return html`<p class="muted">There is nothing to draw: no such model is held here.</p>`;
    }
    return html`
      <ul class="legend" aria-label="Legend">
        ${legendEntry('a record of these years', { colour: 'f32', filled: true })}
        ${legendEntry('other notable models', OTHERS)}
        ${legendEntry('fitted to the records, band: 95 % interval', 'fit')}
        ${
          pictured.quantity === 'parameters'
            ? html`${legendEntry('claimed, or a mark to hold it against', 'compared')}
              ${legendEntry('rumoured, never confirmed', { colour: 'i8', shape: 'rectRot' })}`
            : nothing
        }
      </ul>
      <figure data-testid="growth-chart">
        ${this.canvas()}
        <figcaption class="small muted">Data: ${NOTABLE_MODELS_CREDIT}.</figcaption>
      </figure>
      <fs-long-table data-testid="growth-table" .content=${this.table}></fs-long-table>
    `;
  }
}

customElements.define('fs-growth-chart', GrowthChart);
