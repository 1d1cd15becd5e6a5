// The one button of the lab, and behind "Options" which suite it runs and by which clock.
import { html, LitElement, nothing } from 'lit';
import { readPreferences, rememberPreferences } from '../../results/preferences.ts';
import type { MeasureRequest } from '../../shared/events.ts';
import {
  type SuiteId,
  suiteIdSchema,
  type TimingMethod,
  timingMethodSchema,
} from '../../shared/result/schema.ts';
import * as v from 'valibot';
import { parseRoute, routeHash, type Parameters } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { measureButtonStyles } from './measure-button.styles.ts';
import { suiteName, suites } from './suites.ts';

const clocks: readonly { id: TimingMethod | undefined; name: string; description: string }[] = [
  { id: undefined, name: 'Best', description: 'The GPU’s timestamps where it offers them.' },
  { id: 'timestamp-query', name: 'GPU timestamps', description: 'Only those; refuse otherwise.' },
  { id: 'wall-clock-slope', name: 'Page clock', description: 'Slope between short and long runs.' },
];

export class MeasureButton extends LitElement {
  static override styles = [baseStyles, controlStyles, measureButtonStyles];
  static override properties = {
    parameters: { attribute: false },
    again: { type: Boolean },
    remembered: { state: true },
    retune: { state: true },
  };

  declare parameters: Parameters;
  /** Whether this device has been measured before. */
  declare again: boolean;
  declare remembered: SuiteId;
  /** For the next run only. */
  declare retune: boolean;

  constructor() {
    super();
    this.parameters = {};
    this.again = false;
    this.remembered = readPreferences().suite;
    this.retune = false;
  }

  /** A link names the suite for whoever opens it; otherwise the last choice on this device holds. */
  get #suite(): SuiteId {
    const linked = this.parameters['suite'];
    return v.is(suiteIdSchema, linked) ? linked : this.remembered;
  }

  get #clock(): TimingMethod | undefined {
    const linked = this.parameters['clock'];
    return v.is(timingMethodSchema, linked) ? linked : undefined;
  }

  override render() {
    const suite = this.#suite;
    const chosen = suites.find(({ id }) => id === suite);
    const special = suite !== 'quick' || this.#clock !== undefined;
    return html`
      <div class="start">
        <button
          class="primary"
          type="button"
          id="measure"
          data-testid="measure-button"
          @click=${this.#start}
        >
          ${this.again ? 'Measure again' : 'Measure this GPU'}
        </button>
        <p>
          ${special ? html`<b>${suiteName(suite)}.</b> ` : nothing}${chosen?.description} Nothing is
          uploaded.
        </p>
      </div>
      <details ?open=${special} data-testid="measure-options">
        <summary class="small">Options</summary>
        <div class="options">
          <fieldset>
            <legend>What to run</legend>
            ${suites.map(({ id, name, description }) =>
              this.#choice('suite', id, name, description, id === suite, () => {
                this.#chooseSuite(id);
              }),
            )}
          </fieldset>
          <fieldset>
            <legend>Clock</legend>
            ${clocks.map(({ id, name, description }) =>
              this.#choice('clock', id ?? 'best', name, description, id === this.#clock, () => {
                this.#link({ ...this.parameters, clock: id ?? '' });
              }),
            )}
          </fieldset>
          <fieldset>
            <legend>Choice of kernels</legend>
            ${this.#choice(
              'tuning',
              'known',
              'As found before',
              'Earlier runs’ choices hold; what they left is tried.',
              !this.retune,
              () => {
                this.retune = false;
              },
            )}
            ${this.#choice(
              'tuning',
              'anew',
              'Anew',
              'Forget them and race all variants again.',
              this.retune,
              () => {
                this.retune = true;
              },
            )}
          </fieldset>
        </div>
      </details>
    `;
  }

  #choice(
    group: string,
    value: string,
    name: string,
    description: string,
    checked: boolean,
    choose: () => void,
  ) {
    return html`<label class="choice">
      <input
        type="radio"
        name=${group}
        value=${value}
        data-testid="${group}-${value}"
        .checked=${checked}
        @change=${choose}
      />
      <span><b>${name}</b> <span>${description}</span></span>
    </label>`;
  }

  #chooseSuite(suite: SuiteId): void {
    this.remembered = rememberPreferences({ suite }).suite;
    this.#link({ ...this.parameters, suite: suite === 'quick' ? '' : suite });
  }

  #link(parameters: Parameters): void {
    const hash = routeHash('measure', parameters);
    history.replaceState(null, '', hash);
    this.parameters = parseRoute(hash).parameters;
  }

  #start(): void {
    const clock = this.#clock;
    const detail: MeasureRequest = {
      suite: this.#suite,
      ...(clock === undefined ? {} : { timingMethod: clock }),
      ...(this.retune ? { retune: true } : {}),
    };
    this.dispatchEvent(new CustomEvent('measure', { detail }));
  }
}

customElements.define('fs-measure-button', MeasureButton);
