// One kept run: when, with what, its figures, what changed, and what can be done with it.
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Changes } from '../../../results/compare/find-changes.ts';
import { headline, rateUnit } from '../../../results/headline.ts';
import { formatInterval, withUnit } from '../../../shared/format.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import type { Interval } from '../../../shared/statistics.ts';
import { printMoment } from '../../answer/print-date.ts';
import { suiteName } from '../../measure/suites.ts';
import { routeHash } from '../../route/route.ts';
import { changeWords } from './change-words.ts';

export interface HistoryDoes {
  readonly show: (profile: DeviceProfile) => void;
  readonly remove: (profile: DeviceProfile) => void;
  readonly describe: (profile: DeviceProfile, change: { label?: string; note?: string }) => void;
}

/** @param changes against the run before; null while they are looked for, undefined for the oldest. */
export function historyEntry(
  profile: DeviceProfile,
  changes: Changes | null | undefined,
  does: HistoryDoes,
) {
  const { id, identity, environment, suite, suiteVersion, createdAt } = profile;
  const when = printMoment(createdAt);
  const marked = changes?.verdict === 'worse' || changes?.verdict === 'better';
  return html`<li data-testid="history-run">
    <p>
      <b>${when}</b>
      <span class="muted">
        ${suiteName(suite)} ${suiteVersion}, ${environment.runtime}, ${environment.operatingSystem}
      </span>
    </p>
    <p>${guard([profile], () => figuresOf(profile).join(' · ') || 'No figures.')}</p>
    ${
      changes === undefined
        ? nothing
        : html`<p class="change ${marked ? changes.verdict : ''}" data-testid="history-change">
            ${changes === null ? 'Looking for changes …' : changeWords(changes)}
          </p>`
    }
    ${identity.note === '' ? nothing : html`<p class="note">${identity.note}</p>`}
    <div class="actions screen-only">
      <a
        href=${routeHash('measure')}
        aria-label="Show the result of ${when}"
        @click=${() => {
          does.show(profile);
        }}
        >Show</a
      >
      <button
        type="button"
        class="plain"
        aria-label="Delete the result of ${when}"
        data-testid="history-delete"
        @click=${() => {
          does.remove(profile);
        }}
      >
        Delete
      </button>
      <details>
        <summary class="small">Name and note</summary>
        <div class="fields">
          <div>
            <label for="label-${id}">Your name for the device</label>
            <input
              id="label-${id}"
              maxlength="120"
              autocomplete="off"
              data-testid="history-label"
              .value=${identity.label}
              @change=${({ currentTarget }: Event) => {
                if (currentTarget instanceof HTMLInputElement) {
                  does.describe(profile, { label: currentTarget.value.trim() });
                }
              }}
            />
            <p class="hint small muted">Runs of the same name and adapter are one device.</p>
          </div>
          <div>
            <label for="note-${id}">Note on this run</label>
            <textarea
              id="note-${id}"
              maxlength="2000"
              data-testid="history-note"
              .value=${identity.note}
              @change=${({ currentTarget }: Event) => {
                if (currentTarget instanceof HTMLTextAreaElement) {
                  does.describe(profile, { note: currentTarget.value.trim() });
                }
              }}
            ></textarea>
          </div>
        </div>
      </details>
    </div>
  </li>`;
}

function figuresOf(profile: DeviceProfile): readonly string[] {
  const { compute, bandwidth, bandwidthKind } = headline(profile);
  return [
    ...compute.map(({ precision, rate }) => `${precision} ${printed(rate, rateUnit(precision))}`),
    ...(bandwidth === undefined
      ? []
      : [`memory, ${bandwidthKind ?? 'copy'} ${printed(bandwidth, 'B/s')}`]),
  ];
}

function printed(interval: Interval, unit: string): string {
  const { value, range, unit: prefixed } = formatInterval(interval, unit);
  return `${withUnit(value, prefixed)}${range === '' ? '' : ` (${range})`}`;
}
