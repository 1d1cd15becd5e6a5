// 2:4 sparsity: what it gives where matrix units know it, and why it is no variant here, each sentence with its source.
import { html, LitElement, nothing } from 'lit';
import {
  type CitedSentence,
  type StructuredSparsity,
  structuredSparsity,
} from '../../../estimate/shrink/structured-sparsity.ts';
import { loadCompression } from '../../../facts/compression.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { twoOfFourStyles } from './two-of-four.styles.ts';

export class TwoOfFour extends LitElement {
  static override styles = [baseStyles, twoOfFourStyles];
  static override properties = { told: { state: true }, failure: { state: true } };

  declare told: StructuredSparsity | undefined;
  declare failure: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.told === undefined) void this.#load();
  }

  override render() {
    const { told, failure } = this;
    if (failure !== undefined) return html`<p role="alert">${failure}</p>`;
    if (told === undefined) return nothing;
    return html`
      <h3>What it gives</h3>
      <ul>
        ${told.gains.map(cited)}
      </ul>
      <h3>Why not here</h3>
      <ul>
        ${told.unreachable.map(cited)}
      </ul>
    `;
  }

  async #load(): Promise<void> {
    try {
      this.told = structuredSparsity(await loadCompression());
    } catch (thrown) {
      this.failure = `What is known of 2:4 sparsity could not be loaded. ${asFlopscopeError(thrown).message}`;
    }
  }
}

function cited({ sentence, source, provenance }: CitedSentence) {
  return html`<li>
    ${sentence} <small>${source}${provenance === 'memory' ? ' (unverified)' : ''}</small>
  </li>`;
}

customElements.define('fs-two-of-four', TwoOfFour);
