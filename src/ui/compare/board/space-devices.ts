// The devices of a space, each once however often it reported, and which of them are compared.
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SpaceDevice } from '../../../results/board/space-contents.ts';
import { detectedName } from '../../../results/device-name.ts';
import { formatCount, formatRate } from '../../../shared/format.ts';
import { printDay } from '../../answer/print-date.ts';
import type { Parameters } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { runOfEntry } from '../candidate.ts';
import { MOST_OF_BOARD } from '../choose-results.ts';
import { compareStyles } from '../compare.styles.ts';
import { boardStyles } from './board.styles.ts';
import { chosenDevices, writeDevices } from './device-choice.ts';
import type { OpenSpace } from './open-space.ts';
import { changeAddress } from './change-address.ts';
import { headlineOf, rateText } from './summary-figures.ts';

export class SpaceDevices extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    sheetStyles,
    tableStyles,
    compareStyles,
    boardStyles,
  ];
  static override properties = {
    space: { attribute: false },
    devices: { attribute: false },
    more: { attribute: false },
    fresh: { attribute: false },
    parameters: { attribute: false },
  };

  declare space: OpenSpace;
  declare devices: readonly SpaceDevice[];
  /** Whether the board has more than these. */
  declare more: boolean;
  declare fresh: ReadonlySet<string>;
  declare parameters: Parameters;

  override render() {
    const { devices, parameters } = this;
    const chosen = chosenDevices(devices, parameters['chosen']);
    return html`<section class="sheet" aria-labelledby="devices">
      <header>
        <h2 id="devices">Devices</h2>
        <p>
          Each once, with its newest report, the most recent first. Best verified matrix product of
          each precision, medians.
        </p>
      </header>
      <div>
        ${devices.length === 0 ? html`<p class="muted">No device passes the filter.</p>` : this.#table(chosen)}
        <div class="actions more">
          <span class="small muted" data-testid="board-chosen">
            ${formatCount(chosen.size)} of ${formatCount(devices.length)} chosen for the
            comparison${
              devices.length > MOST_OF_BOARD && parameters['chosen'] === undefined
                ? ': those that reported last'
                : ''
            }.
          </span>
          ${
            this.more
              ? html`<button
                  type="button"
                  data-testid="board-more-devices"
                  @click=${() => {
                    void this.space.moreDevices();
                  }}
                >
                  Show more devices
                </button>`
              : nothing
          }
        </div>
      </div>
    </section>`;
  }

  #table(chosen: ReadonlySet<string>) {
    const hasHalf = this.devices.some(
      ({ newest: [entry] }) =>
        entry !== undefined && rateText(headlineOf(entry.summary), 'f16') !== undefined,
    );
    return html`<div
      class="table-frame"
      role="region"
      aria-label="Devices of the space"
      tabindex="0"
    >
      <table data-testid="board-devices">
        <thead>
          <tr>
            <th class="check"><span class="visually-hidden">Compared</span></th>
            <th>Device</th>
            <th class="number">f32</th>
            ${hasHalf ? html`<th class="number wide">f16</th>` : nothing}
            <th class="number">Memory</th>
            <th class="number wide">Reports</th>
            <th class="number wide">Newest</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.devices,
            ({ device }) => device,
            (device) => this.#row(device, chosen, hasHalf),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #row(
    { device, deviceName, reports, newest }: SpaceDevice,
    chosen: ReadonlySet<string>,
    hasHalf: boolean,
  ) {
    const [entry] = newest;
    if (entry === undefined) return nothing;
    const { identity } = runOfEntry(entry.summary);
    const headline = headlineOf(entry.summary);
    const detected = detectedName(identity);
    return html`<tr>
      <td class="check">
        <input
          id="take-${device}"
          type="checkbox"
          .checked=${chosen.has(device)}
          @change=${() => {
            this.#toggle(device, chosen);
          }}
        />
      </td>
      <th scope="row">
        <label for="take-${device}"><bdi>${deviceName}</bdi></label>
        ${this.fresh.has(entry.id) ? html`<span class="tag new">new</span>` : nothing}
        ${
          entry.summary.softwareAdapter
            ? html`<span class="tag software">software adapter</span>`
            : nothing
        }
        ${detected === deviceName ? nothing : html`<small><bdi>${detected}</bdi></small>`}
      </th>
      <td class="number">${rateText(headline, 'f32') ?? '–'}</td>
      ${hasHalf ? html`<td class="number wide">${rateText(headline, 'f16') ?? '–'}</td>` : nothing}
      <td class="number">
        ${headline.bandwidth === undefined ? '–' : formatRate(headline.bandwidth, 'B/s')}
      </td>
      <td class="number wide">${formatCount(reports)}</td>
      <td class="number wide">${printDay(entry.submittedAt)}</td>
    </tr>`;
  }

  #toggle(device: string, chosen: ReadonlySet<string>): void {
    const next = new Set(chosen);
    if (!next.delete(device)) next.add(device);
    changeAddress(this.parameters, {
      chosen: writeDevices(this.devices, next, this.parameters['chosen']),
    });
  }
}

customElements.define('fs-space-devices', SpaceDevices);
