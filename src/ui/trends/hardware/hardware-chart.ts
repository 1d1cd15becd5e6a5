// What a TFLOPS cost or drew over the years, with the fitted line and the person's own device; the same in a table.
import { html, nothing } from 'lit';
import { cardSegments } from '../../../trends/hardware/card-segment.ts';
import { legendEntry } from '../legend-entry.ts';
import { isUnverified } from '../origin-text.ts';
import { YearsChart } from '../years/years-chart.ts';
import { hardwarePicture, type PicturedHardware, segmentLooks } from './hardware-picture.ts';
import { hardwareTable } from './hardware-table.ts';
import { describeFit, measureUnits, segmentNames } from './hardware-words.ts';

export class HardwareChart extends YearsChart<PicturedHardware> {
  protected pictureOf(pictured: PicturedHardware) {
    return hardwarePicture(pictured);
  }

  protected tableOf(pictured: PicturedHardware) {
    return hardwareTable(pictured);
  }

  protected get description(): string {
    const { pictured } = this;
    if (pictured === undefined) return '';
    const { trend, measure, own } = pictured;
    const placed = own === null ? '' : ` ${own.name} is placed on it as it was measured.`;
    return `${measureUnits[measure]} of ${trend.points.length} cards by release, on a logarithmic axis, with the fitted line and its 95 % band. ${describeFit(trend.fit, measure)}${placed} The table below holds the figures.`;
  }

  override render() {
    const { pictured } = this;
    if (pictured === undefined) return nothing;
    if (this.picture === undefined) {
      return html`<p class="muted">
        There is nothing to draw: no card of these kinds has such a peak. Choose more kinds, or
        another arithmetic.
      </p>`;
    }
    const { points } = pictured.trend;
    const shown = cardSegments.filter((each) => points.some(({ segment }) => segment === each));
    return html`
      <ul class="legend" aria-label="Legend">
        ${shown.map((segment) =>
          legendEntry(segmentNames[segment], { ...segmentLooks[segment], filled: true }),
        )}
        ${
          points.some(({ origin }) => isUnverified(origin))
            ? legendEntry('outlined: unverified', { colour: 'ink' })
            : nothing
        }
        ${legendEntry('fitted to all of them, band: 95 % interval', 'fit')}
        ${
          pictured.own === null
            ? nothing
            : legendEntry('your device, measured', { colour: 'i8', shape: 'rectRot', filled: true })
        }
      </ul>
      <figure data-testid="hardware-chart">${this.canvas()}</figure>
      <fs-long-table data-testid="hardware-table" .content=${this.table}></fs-long-table>
    `;
  }
}

customElements.define('fs-hardware-chart', HardwareChart);
