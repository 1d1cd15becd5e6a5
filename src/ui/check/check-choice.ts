// Which networks a check trains: the quick ones, all of them, or one's own choice, each with the time it takes here.
import { html, LitElement, nothing } from 'lit';
import type { ForetoldStep } from '../../estimate/prediction/validation.ts';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { ZOO_PREFIX } from '../../models/check-networks/zoo-network.ts';
import { formatRemaining } from '../../shared/format-duration.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { checkChoiceStyles } from './check-choice.styles.ts';
import { type NetworkChoice, type NetworkSet, writeCheck } from './check-parameters.ts';
import { checkSeconds, totalSeconds } from './check-time.ts';

/** From here on a network is marked as long. */
const LONG_SECONDS = 60;

export class CheckChoice extends LitElement {
  static override styles = [baseStyles, controlStyles, checkChoiceStyles];
  static override properties = {
    choice: { attribute: false },
    quick: { attribute: false },
    foretold: { attribute: false },
    model: { attribute: false },
  };

  declare choice: NetworkChoice;
  declare quick: readonly string[];
  declare foretold: ReadonlyMap<string, ForetoldStep>;
  /** Of the form above. */
  declare model: { readonly id: string; readonly name: string };

  override render() {
    const { choice } = this;
    const all = checkNetworks.map(({ id }) => id);
    return html`
      <fieldset class="sets">
        <legend>Networks to train</legend>
        ${this.#set('quick', 'The quick ones', this.#about(this.quick))}
        ${this.#set('all', 'All', `${this.#about(all)}, with whole models, which take long`)}
        ${this.#set('own', 'My choice', choice.set === 'own' ? this.#about(choice.ids) : 'one by one')}
      </fieldset>
      ${choice.set === 'own' ? this.#list(all) : nothing}
      ${
        choice.unknown.length === 0
          ? nothing
          : html`<p class="unknown" role="status" data-testid="check-unknown">
              The address names what is not there: ${choice.unknown.join(', ')}.
            </p>`
      }
    `;
  }

  #set(set: NetworkSet, name: string, about: string) {
    return html`<label>
      <input
        type="radio"
        name="set"
        value=${set}
        data-testid="check-set-${set}"
        .checked=${set === this.choice.set}
        @change=${() => {
          this.#choose(set);
        }}
      />
      <span><b>${name}</b> <span class="about">${about}</span></span>
    </label>`;
  }

  #list(all: readonly string[]) {
    const own = `${ZOO_PREFIX}${this.model.id}`;
    return html`<fieldset class="list" data-testid="check-list">
      <legend class="visually-hidden">Networks, one by one</legend>
      ${checkNetworks.map(({ id, name, size }) => this.#network(id, name, size === 'large', all))}
      ${this.#network(own, `The model above: ${this.model.name}, batch 1`, true, all)}
    </fieldset>`;
  }

  #network(id: string, name: string, large: boolean, all: readonly string[]) {
    const step = this.foretold.get(id);
    const seconds = step === undefined ? undefined : checkSeconds(step.predictedMs / 1e3);
    const long = seconds === undefined ? large : seconds >= LONG_SECONDS;
    const about = seconds === undefined ? '' : `about ${formatRemaining(seconds * 1e3)}`;
    return html`<label>
      <input
        type="checkbox"
        value=${id}
        data-testid="check-network-${all.includes(id) ? id : 'model'}"
        .checked=${this.choice.ids.includes(id)}
        @change=${(event: Event) => {
          if (event.currentTarget instanceof HTMLInputElement) {
            this.#toggle(id, event.currentTarget.checked);
          }
        }}
      />
      <span
        >${name}
        <span class="about">${about}${long ? (about === '' ? 'long' : ', long') : ''}</span></span
      >
    </label>`;
  }

  #about(ids: readonly string[]): string {
    const count = ids.length === 1 ? '1 network' : `${ids.length} networks`;
    const seconds = totalSeconds(ids, this.foretold);
    if (seconds === undefined || ids.length === 0) return count;
    return `${count}, about ${formatRemaining(seconds * 1e3)} on this device`;
  }

  #choose(set: NetworkSet): void {
    const start = this.choice.ids.length === 0 ? this.quick : this.choice.ids;
    writeCheck({ check: set === 'quick' ? '' : set === 'all' ? 'all' : start.join(',') });
  }

  #toggle(id: string, chosen: boolean): void {
    const { ids } = this.choice;
    const next = chosen ? [...ids, id] : ids.filter((each) => each !== id);
    const written = next.map((each) => (each.startsWith(ZOO_PREFIX) ? 'model' : each));
    writeCheck({ check: written.length === 0 ? 'none' : written.join(',') });
  }
}

customElements.define('fs-check-choice', CheckChoice);
