// Where the handwritten digits come from. Their file is only fetched when somebody asks or the experiment runs.
import { html, LitElement } from 'lit';
import { loadDigits } from '../../../facts/digits/digits.ts';
import type { DigitsHeader } from '../../../facts/digits/digits-format.ts';
import { HELD_OUT_IMAGES } from '../../../facts/digits/split-digits.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { formatCount } from '../../../shared/format.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';

export class DigitsSource extends LitElement {
  static override styles = [baseStyles, controlStyles];
  static override properties = { header: { state: true }, failure: { state: true } };

  declare header: DigitsHeader | undefined;
  declare failure: string | undefined;

  override render() {
    const { header, failure } = this;
    return html`<p>
        Handwritten digits of MNIST, loaded from this site. ${formatCount(HELD_OUT_IMAGES)} of them
        are held out, every digit with the same share; no network learns from these.
      </p>
      <details @toggle=${this.#toggled} data-testid="digits-source">
        <summary class="small">Source and licence</summary>
        ${
          header === undefined
            ? failure === undefined
              ? html`<p class="small muted" role="status">Loading …</p>`
              : html`<p class="small" role="alert">${failure}</p>`
            : html`<p class="small muted">
                ${formatCount(header.images)} images of ${header.height} × ${header.width},
                ${formatCount(header.images - HELD_OUT_IMAGES)} to learn from. ${header.source}.
                Licence ${header.licence}; checked ${header.checked}.
              </p>`
        }
      </details>`;
  }

  #toggled({ currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLDetailsElement) || !currentTarget.open) return;
    if (this.header === undefined) void this.#load();
  }

  async #load(): Promise<void> {
    this.failure = undefined;
    try {
      this.header = (await loadDigits()).header;
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }
}

customElements.define('fs-digits-source', DigitsSource);
