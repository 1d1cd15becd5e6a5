// Taking the experiment along as a file, and looking at one that was saved.
import { html, LitElement, nothing } from 'lit';
import type { DigitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import { digitsDocument } from '../../../models/digits-shrink/digits-piece.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { accuracyActionsStyles } from './accuracy-actions.styles.ts';
import { accuracySession, type ShownDigits } from './accuracy-session.ts';

interface Said {
  readonly text: string;
  readonly bad: boolean;
}

export class AccuracyActions extends LitElement {
  static override styles = [baseStyles, controlStyles, accuracyActionsStyles];
  static override properties = {
    session: { attribute: false },
    shown: { attribute: false },
    costs: { attribute: false },
    said: { state: true },
  };

  declare session: LabSession;
  declare shown: ShownDigits | undefined;
  declare costs: readonly DigitsCosts[];
  declare said: Said | undefined;

  constructor() {
    super();
    this.costs = [];
  }

  override render() {
    return html`
      <div class="actions screen-only">
        ${
          this.shown === undefined
            ? nothing
            : html`<button type="button" data-testid="accuracy-save" @click=${this.#save}>
                Save as JSON
              </button>`
        }
        <button type="button" data-testid="accuracy-open" @click=${this.#choose}>
          Open a saved experiment
        </button>
        <input
          id="file"
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="An experiment saved by Flopscope"
          data-testid="accuracy-file"
          @change=${this.#chosen}
        />
      </div>
      <p
        class="said ${this.said?.bad === true ? 'bad' : ''}"
        role="status"
        data-testid="accuracy-said"
      >
        ${this.said?.text ?? nothing}
      </p>
    `;
  }

  #save(): void {
    const { shown, costs } = this;
    if (shown === undefined) return;
    const { plan, pieces, summary } = shown;
    const text = digitsDocument(pieces, { ...summary, costs });
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `flopscope-digits-${plan.size}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    // The browser has taken hold of the data once the click has been handled.
    setTimeout(() => {
      URL.revokeObjectURL(address);
    }, 1000);
    this.said = { text: `Saved as ${link.download}.`, bad: false };
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
  }

  #chosen(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    if (file !== undefined) void this.#open(file);
    // So that choosing the same file again is a change again.
    input.value = '';
  }

  async #open(file: File): Promise<void> {
    try {
      await accuracySession(this.session).open(file);
      this.said = { text: `Showing ${file.name}.`, bad: false };
    } catch (thrown) {
      this.said = { text: `${file.name}: ${asFlopscopeError(thrown).message}`, bad: true };
    }
  }
}

customElements.define('fs-accuracy-actions', AccuracyActions);
