// A comparison or one of its results as a picture, for a chat, an issue or a README: seen before it is saved or copied.
import { html, LitElement, nothing } from 'lit';
import { comparisonCard } from '../../results/card/comparison-card.ts';
import { CARD, type Card } from '../../results/card/draw-card.ts';
import type { CardTheme } from '../../results/card/card-theme.ts';
import { resultCard } from '../../results/card/result-card.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import type { Comparison } from '../../results/compare/comparison.ts';
import { deviceName } from '../../results/device-name.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { markdownText } from '../../shared/markdown.ts';
import { pictureOfSvg } from '../files/picture-of-svg.ts';
import { saveFile } from '../files/save-file.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { panelField } from '../train/panel-field.ts';
import { compareStyles } from './compare.styles.ts';
import type { HeldResult } from './models/whole-result.ts';
import { sharePictureStyles } from './share-picture.styles.ts';

/** The choice that is no id of a result. */
const COMPARISON = '';

export class SharePicture extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    formStyles,
    compareStyles,
    sharePictureStyles,
  ];
  static override properties = {
    comparison: { attribute: false },
    results: { attribute: false },
    chosen: { state: true },
    theme: { state: true },
    said: { state: true },
  };

  declare comparison: Comparison | undefined;
  /** Those that were chosen; a summary is enough for a picture. */
  declare results: readonly Pick<HeldResult, 'run'>[];
  /** Id of the result that is shown; empty for the comparison. */
  declare chosen: string;
  declare theme: CardTheme;
  declare said: { readonly text: string; readonly bad: boolean } | undefined;
  #card: Card | undefined;
  #address = '';
  /** What the card is of. */
  #subject: readonly unknown[] = [];

  constructor() {
    super();
    this.results = [];
    this.chosen = COMPARISON;
    this.theme = 'light';
  }

  /** The picture was given back to the browser when the element left the page. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.#address);
    this.#address = '';
  }

  override willUpdate(): void {
    const { comparison, theme } = this;
    const run = this.#run;
    const subject = [comparison, theme, run];
    if (this.#subject.every((part, index) => part === subject[index]) && this.#address !== '') {
      return;
    }
    this.#subject = subject;
    const card = cardOf(run, comparison, theme);
    this.#card = card;
    URL.revokeObjectURL(this.#address);
    this.#address =
      card === undefined
        ? ''
        : URL.createObjectURL(new Blob([card.svg], { type: 'image/svg+xml' }));
  }

  override render() {
    const card = this.#card;
    if (card === undefined) return nothing;
    const choices = this.#choices.map(({ id, name }) => [id, name] as const);
    return html`
      <div class="fields">
        ${panelField(
          { id: 'picture-of', label: 'A picture of', text: this.#shown, choices },
          (id) => {
            this.chosen = id;
          },
        )}
        ${panelField(
          {
            id: 'picture-colours',
            label: 'Colours',
            text: this.theme,
            choices: [
              ['light', 'Light'],
              ['dark', 'Dark'],
            ],
          },
          (theme) => {
            this.theme = theme === 'dark' ? 'dark' : 'light';
          },
        )}
      </div>
      <img
        data-testid="picture"
        src=${this.#address}
        alt=${card.alt}
        width=${CARD.width}
        height=${CARD.height}
      />
      <div class="actions">
        <button type="button" data-testid="picture-svg" @click=${this.#saveSvg}>
          Save picture (SVG)
        </button>
        <button type="button" data-testid="picture-png" @click=${this.#savePng}>
          Save picture (PNG)
        </button>
        ${
          typeof ClipboardItem === 'undefined'
            ? nothing
            : html`<button type="button" data-testid="picture-copy" @click=${this.#copyPicture}>
                Copy picture
              </button>`
        }
        <button
          type="button"
          data-testid="picture-alt"
          @click=${() => {
            void this.#copyText(card.alt, 'What the picture shows is on the clipboard, in words.');
          }}
        >
          Copy alt text
        </button>
        <button
          type="button"
          data-testid="picture-markdown"
          @click=${() => {
            void this.#copyText(
              `![${markdownText(card.alt)}](${this.#name}.svg)\n`,
              `The line of Markdown is on the clipboard: put ${this.#name}.svg beside the text.`,
            );
          }}
        >
          Copy Markdown
        </button>
      </div>
      <p
        class="said ${this.said?.bad === true ? 'bad' : ''}"
        role="status"
        data-testid="picture-said"
      >
        ${this.said?.text ?? nothing}
      </p>
    `;
  }

  get #choices(): readonly { readonly id: string; readonly name: string }[] {
    const isSeveral = (this.comparison?.devices.length ?? 0) > 1;
    return [
      ...(isSeveral ? [{ id: COMPARISON, name: 'The comparison' }] : []),
      ...this.results.map(({ run }) => ({
        id: run.id,
        name: `${deviceName(run.identity)}, ${run.createdAt.slice(0, 10)}`,
      })),
    ];
  }

  /** What was chosen may be gone. */
  get #shown(): string {
    const choices = this.#choices;
    return choices.find(({ id }) => id === this.chosen)?.id ?? choices[0]?.id ?? COMPARISON;
  }

  /** Undefined for the comparison. */
  get #run(): ComparedRun | undefined {
    return this.results.find(({ run }) => run.id === this.#shown)?.run;
  }

  get #name(): string {
    const run = this.#run;
    return run === undefined
      ? 'flopscope-comparison'
      : `flopscope-${run.suite}-${run.createdAt.slice(0, 10)}`;
  }

  readonly #saveSvg = (): void => {
    if (this.#card === undefined) return;
    saveFile(`${this.#name}.svg`, 'image/svg+xml', [this.#card.svg]);
    this.#say(`Saved as ${this.#name}.svg.`);
  };

  readonly #savePng = async (): Promise<void> => {
    if (this.#card === undefined) return;
    try {
      const picture = await pictureOfSvg(this.#card.svg, CARD.width, CARD.height);
      saveFile(`${this.#name}.png`, 'image/png', [picture]);
      this.#say(`Saved as ${this.#name}.png.`);
    } catch (thrown) {
      this.#say(asFlopscopeError(thrown).message, true);
    }
  };

  readonly #copyPicture = async (): Promise<void> => {
    if (this.#card === undefined) return;
    try {
      // As a promise: a browser that asks for a gesture must see the call within it.
      const picture = pictureOfSvg(this.#card.svg, CARD.width, CARD.height);
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      this.#say('The picture is on the clipboard.');
    } catch {
      this.#say('The browser did not allow copying. Save the picture instead.', true);
    }
  };

  async #copyText(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(done);
    } catch {
      this.#say('The browser did not allow copying. Save the picture instead.', true);
    }
  }

  #say(text: string, bad = false): void {
    this.said = { text, bad };
  }
}

function cardOf(
  run: ComparedRun | undefined,
  comparison: Comparison | undefined,
  theme: CardTheme,
): Card | undefined {
  if (run !== undefined) return resultCard(run, { theme });
  return comparison === undefined ? undefined : comparisonCard(comparison, { theme });
}

customElements.define('fs-share-picture', SharePicture);
