// What a file says of itself, and what the reader of it should know. All text is from the file: never markup.
import { css, html, LitElement, nothing } from 'lit';
import type { OpenedFile } from '../../workers/models-api.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';

export class FileFacts extends LitElement {
  static override styles = [
    baseStyles,
    sheetStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.3rem var(--gap-4);
        font-size: 0.9375rem;
      }

      dt {
        color: var(--ink-muted);
      }

      dd {
        overflow-wrap: anywhere;
      }

      .warnings {
        margin-bottom: var(--gap-4);
        padding: var(--gap-2) var(--gap-4);
        border-inline-start: 3px solid var(--caution);
        background: var(--caution-wash);
        font-size: 0.9375rem;
        list-style: none;
        overflow-wrap: anywhere;
      }

      .ask {
        margin-bottom: var(--gap-4);
        padding: var(--gap-3) var(--gap-4);
        border: 1.5px dashed var(--accent);
        background: var(--accent-wash);
      }

      @media (max-width: 30rem) {
        dl {
          grid-template-columns: 1fr;
          gap: 0;
        }

        dd {
          margin-bottom: var(--gap-2);
        }
      }
    `,
  ];
  static override properties = { file: { attribute: false } };

  declare file: OpenedFile | undefined;

  override render() {
    const { file } = this;
    if (file === undefined) return nothing;
    const { fileName, formatLabel, facts, warnings, countable } = file;
    return html`<section class="sheet" aria-labelledby="file-facts">
      <header>
        <h2 id="file-facts">The file</h2>
        <p>Read in this browser; nothing was uploaded.</p>
      </header>
      <div data-testid="file-facts">
        ${countable ? this.#warnings(warnings) : this.#ask(warnings)}
        <dl>
          <dt>File</dt>
          <dd>${fileName}</dd>
          <dt>Format</dt>
          <dd>${formatLabel}</dd>
          ${facts.map(
            ({ label, value }) =>
              html`<dt>${label}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </div>
    </section>`;
  }

  #warnings(warnings: readonly string[]) {
    if (warnings.length === 0) return nothing;
    return html`<ul class="warnings" data-testid="file-warnings">
      ${warnings.map((warning) => html`<li>${warning}</li>`)}
    </ul>`;
  }

  #ask(warnings: readonly string[]) {
    return html`<div class="ask" data-testid="ask-config">
      <p><b>These are weights without a graph.</b></p>
      ${warnings.map((warning) => html`<p>${warning}</p>`)}
    </div>`;
  }
}

customElements.define('fs-file-facts', FileFacts);
