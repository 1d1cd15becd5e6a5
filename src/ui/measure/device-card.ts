// The device: what it told of itself, what its owner calls it, and on demand all that the result records of
// the environment.
import { html, LitElement, nothing } from 'lit';
import { detectedName } from '../../results/device-name.ts';
import { formatAmount, formatCount } from '../../shared/format.ts';
import { formatDuration } from '../../shared/format-duration.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { printMoment } from '../answer/print-date.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deviceCardStyles } from './device-card.styles.ts';
import { suiteName } from './suites.ts';

type Entry = readonly [name: string, value: unknown];

export class DeviceCard extends LitElement {
  static override styles = [baseStyles, controlStyles, deviceCardStyles];
  static override properties = { profile: { attribute: false }, editable: { type: Boolean } };

  declare profile: DeviceProfile | undefined;
  declare editable: boolean;

  constructor() {
    super();
    this.editable = false;
  }

  override render() {
    const { profile } = this;
    if (profile === undefined) return nothing;
    return html`
      <div class="card" data-testid="device-card">
        ${list(identity(profile))} ${this.editable ? this.#form(profile) : names(profile)}
      </div>
      <details data-testid="environment">
        <summary class="small">Everything that was recorded of the environment</summary>
        ${list(environment(profile))}
      </details>
    `;
  }

  #form({ identity: { label, note } }: DeviceProfile) {
    return html`<form
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <label for="label">Your name for it</label>
        <input
          id="label"
          data-testid="device-label"
          maxlength="120"
          autocomplete="off"
          .value=${label}
          @change=${this.#change}
        />
        <p class="hint">Kept on this device and put on its next results.</p>
      </div>
      <div>
        <label for="note">Note on this result</label>
        <textarea
          id="note"
          data-testid="device-note"
          maxlength="2000"
          .value=${note}
          @change=${this.#change}
        ></textarea>
      </div>
    </form>`;
  }

  #change(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const detail = { [target.id]: target.value.trim() };
    this.dispatchEvent(new CustomEvent('describe', { detail, bubbles: true, composed: true }));
  }
}

function list(entries: readonly Entry[]) {
  return html`<dl>
    ${entries.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function names({ identity: { label, note } }: DeviceProfile) {
  const entries: Entry[] = [];
  if (label !== '') entries.push(['Named', label]);
  if (note !== '') entries.push(['Note', note]);
  return entries.length === 0 ? nothing : list(entries);
}

function identity(profile: DeviceProfile): readonly Entry[] {
  const { identity: device, environment: around } = profile;
  const told: readonly Entry[] = [
    ['Vendor', device.vendor],
    ['Architecture', device.architecture],
    ['Device', device.device],
  ];
  return [
    ['Detected', detectedName(device)],
    ...(device.softwareAdapter
      ? [['Kind', html`<span class="software">software adapter, not a GPU</span>`] as const]
      : []),
    ...told.filter(([, value]) => value !== ''),
    ['Software', `${around.runtime}, ${around.operatingSystem}`],
    ['Measured', measuredAt(profile)],
    [
      'Suite',
      `${suiteName(profile.suite)} ${profile.suiteVersion}, in ${formatDuration(profile.durationMs / 1000)}`,
    ],
    ['Clock', clock(profile)],
  ];
}

function measuredAt({ createdAt }: DeviceProfile): string {
  return printMoment(createdAt);
}

function clock({ timingMethod, timingForced }: DeviceProfile): string {
  const name = timingMethod === 'timestamp-query' ? 'GPU timestamps' : 'page clock, slope';
  return timingForced ? `${name} (forced)` : name;
}

function environment(profile: DeviceProfile): readonly Entry[] {
  const { environment: around, drift, ceilings } = profile;
  const { battery, quantumNs, visibility } = around;
  return [
    [
      'Timestamp step',
      quantumNs === null ? 'no GPU timestamps' : formatAmount(quantumNs * 1e-9, 's'),
    ],
    ['Page clock step', formatAmount(around.wallClockQuantumNs * 1e-9, 's')],
    ['Wait for an empty submit', formatAmount(around.waitCostMs / 1000, 's')],
    ['Cross-origin isolated', around.crossOriginIsolated ? 'yes' : 'no: the page clock is coarser'],
    ['Page', visibility === 'was-hidden' ? 'was hidden at times' : visibility],
    [
      'Power',
      battery === null
        ? 'not told'
        : `${battery.charging ? 'plugged in' : 'on battery'}, ${Math.round(battery.level * 100)} %`,
    ],
    [
      'Drift',
      `${(drift.largestChange * 100).toFixed(1)} % at most, over ${drift.samples.length} checks`,
    ],
    [
      'Ceilings',
      ceilings
        .map(({ kind, precision, forms }) => `${kind} ${precision}, best of ${forms.length} forms`)
        .join('; '),
    ],
    ['Features', around.features.join(', ') || 'none'],
    ['Language features', around.languageFeatures.join(', ') || 'none'],
    [
      'Limits',
      Object.entries(around.limits)
        .map(([name, value]) => `${name} ${formatCount(value)}`)
        .join(', '),
    ],
    ['Result', profile.id],
  ];
}

customElements.define('fs-device-card', DeviceCard);
