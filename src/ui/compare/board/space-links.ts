// The links of a space: what each allows, and for its creator how they are replaced and the space is deleted. They stand in the
// page on request only, so that a picture of it gives nothing away.
import { html, LitElement, nothing } from 'lit';
import type { Right, SpaceDocument } from '../../../results/board/board-documents.ts';
import { boardLink } from '../../../results/board/board-link.ts';
import type { KnownSpace } from '../../../results/board/known-spaces.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { saveFile } from '../../files/save-file.ts';
import { routeHash } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { compareStyles } from '../compare.styles.ts';
import type { BoardSession } from './board-session.ts';
import { boardStyles } from './board.styles.ts';
import './copy-field.ts';
import './modal-dialog.ts';
import { closeDialog } from './modal-dialog.ts';
import type { OpenSpace } from './open-space.ts';

type Asked = 'nothing' | 'replace' | 'delete';

const abouts: Readonly<Record<Right, string>> = {
  read: 'Whoever has it sees and compares the results.',
  write: 'Whoever has it also sends results, and deletes those again.',
  creator:
    'Also replaces the other links and deletes any result, and the space. Keep it to yourself.',
};

export class SpaceLinks extends LitElement {
  static override styles = [baseStyles, controlStyles, sheetStyles, compareStyles, boardStyles];
  static override properties = {
    board: { attribute: false },
    space: { attribute: false },
    document: { attribute: false },
    known: { attribute: false },
    shown: { state: true },
    asked: { state: true },
    said: { state: true },
    failure: { state: true },
  };

  declare board: BoardSession;
  declare space: OpenSpace;
  declare document: SpaceDocument;
  declare known: KnownSpace | undefined;
  declare shown: boolean;
  declare asked: Asked;
  declare said: string;
  declare failure: string;

  constructor() {
    super();
    this.shown = false;
    this.asked = 'nothing';
    this.said = '';
    this.failure = '';
  }

  override render() {
    const isMade = this.board.made === this.document.id;
    const isCreator = this.document.right === 'creator';
    const isShown = this.shown || isMade;
    return html`<section class="sheet screen-only" aria-labelledby="links">
      <header>
        <h2 id="links">Links</h2>
        <p>
          ${
            isMade
              ? 'Pass them on now. The board tells them once and keeps only their hashes; this browser remembers them.'
              : 'What this browser can pass on.'
          }
        </p>
      </header>
      <div class="stack">
        <p class="said" role="status" data-testid="links-said">${this.said}</p>
        ${isShown ? this.#fields(isCreator) : nothing}
        <div class="actions">
          ${
            isMade
              ? nothing
              : html`<button
                  type="button"
                  aria-expanded=${isShown ? 'true' : 'false'}
                  data-testid="links-show"
                  @click=${() => {
                    this.shown = !this.shown;
                  }}
                >
                  ${isShown ? 'Hide the links' : 'Show the links'}
                </button>`
          }
          ${
            isCreator
              ? html`<button type="button" data-testid="links-save" @click=${this.#save}>
                    Save the creator’s link as a file
                  </button>
                  <button
                    type="button"
                    data-testid="links-replace"
                    @click=${() => {
                      this.asked = 'replace';
                    }}
                  >
                    Replace links
                  </button>
                  <button
                    type="button"
                    class="danger"
                    data-testid="space-delete"
                    @click=${() => {
                      this.asked = 'delete';
                    }}
                  >
                    Delete the space
                  </button>`
              : nothing
          }
        </div>
        ${
          isCreator
            ? html`<p class="small muted">
                What makes you the creator is kept in this browser alone, and nobody can give you
                another: save it as a file.
              </p>`
            : nothing
        }
      </div>
      ${this.asked === 'replace' ? this.#replacing() : nothing}
      ${this.asked === 'delete' ? this.#deleting() : nothing}
    </section>`;
  }

  #fields(isCreator: boolean) {
    const tokens: KnownSpace['tokens'] = this.known?.tokens ?? {};
    const missing = (['read', 'write'] as const).filter((right) => tokens[right] === undefined);
    return html`${(['read', 'write'] as const).map((right) => {
      const token = tokens[right];
      return token === undefined
        ? nothing
        : html`<fs-copy-field
            data-testid="link-${right}"
            .label=${right === 'read' ? 'Read link' : 'Write link'}
            .about=${abouts[right]}
            .value=${this.#link(token)}
          ></fs-copy-field>`;
    })}
    ${
      missing.length === 0
        ? nothing
        : html`<p class="small muted">
            This browser does not know the ${missing.join(' and the ')} link.
            ${isCreator ? 'Replacing it gives you a new one.' : 'Ask the creator for it.'}
          </p>`
    }
    ${
      tokens.creator === undefined
        ? nothing
        : html`<details>
            <summary class="small">The creator’s link</summary>
            <fs-copy-field
              data-testid="link-creator"
              .label=${'Creator’s link'}
              .about=${abouts.creator}
              .value=${this.#link(tokens.creator)}
            ></fs-copy-field>
          </details>`
    }`;
  }

  #replacing() {
    return html`<fs-modal-dialog .heading=${'Replace links'} @closed=${this.#dismissed}>
      <form class="dialog" @submit=${this.#replace}>
        <p>The old ones end at once: whoever has one needs the new one from you.</p>
        ${(['read', 'write'] as const).map(
          (right) =>
            html`<label
              ><input type="checkbox" name=${right} checked data-testid="replace-${right}" /> The
              ${right} link</label
            >`,
        )}
        <p class="error" role="alert">${this.failure}</p>
        <div class="actions">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="danger" data-testid="links-replace-confirm">Replace them</button>
        </div>
      </form>
    </fs-modal-dialog>`;
  }

  #deleting() {
    const { name, results } = this.document;
    return html`<fs-modal-dialog
      .heading=${`Delete “${name}” for everybody?`}
      @closed=${this.#dismissed}
    >
      <form class="dialog" @submit=${this.#delete}>
        <p>
          Everything in it, ${results} ${results === 1 ? 'result' : 'results'}, goes at once for all
          members. Nothing brings it back but a backup of the board: save the results as JSON first
          where you want to keep them.
        </p>
        <div>
          <label for="typed">To go on, type its name: <bdi>${name}</bdi></label>
          <input id="typed" required autocomplete="off" data-testid="space-delete-name" />
        </div>
        <p class="error" role="alert" data-testid="space-delete-failure">${this.failure}</p>
        <div class="actions">
          <button type="button" @click=${this.#close}>Keep it</button>
          <button class="danger" data-testid="space-delete-confirm">Delete the space</button>
        </div>
      </form>
    </fs-modal-dialog>`;
  }

  #link(token: string): string {
    return boardLink({ base: this.board.base, space: this.document.id, token });
  }

  readonly #save = (): void => {
    const token = this.known?.tokens.creator;
    if (token === undefined) return;
    const text = `Creator’s link of “${this.document.name}” on a Flopscope board. ${abouts.creator}\n\n${this.#link(token)}\n`;
    saveFile('flopscope-creator-link.txt', 'text/plain', [text]);
    this.said = 'Saved as flopscope-creator-link.txt.';
  };

  async #replace(event: Event): Promise<void> {
    event.preventDefault();
    const links = (['read', 'write'] as const).filter(
      (right) =>
        this.renderRoot.querySelector<HTMLInputElement>(`input[name=${right}]`)?.checked === true,
    );
    if (links.length === 0) {
      this.failure = 'Choose at least one link.';
      return;
    }
    try {
      await this.board.replaceLinks(this.space, links);
      this.shown = true;
      this.said = 'The old links end here. Pass the new ones on.';
      this.#close();
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }

  async #delete(event: Event): Promise<void> {
    event.preventDefault();
    const typed = this.renderRoot.querySelector<HTMLInputElement>('#typed')?.value.trim();
    if (typed !== this.document.name) {
      this.failure = 'This is not its name.';
      return;
    }
    try {
      await this.board.deleteSpace(this.space);
      this.#close();
      location.hash = routeHash('compare', { view: 'board' });
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }

  readonly #close = (): void => {
    closeDialog(this.renderRoot);
  };

  readonly #dismissed = (): void => {
    this.asked = 'nothing';
    this.failure = '';
  };
}

customElements.define('fs-space-links', SpaceLinks);
