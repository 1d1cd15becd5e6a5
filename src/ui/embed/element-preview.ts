// The element as readers will see it: from the files that the snippet names, checked by the same hash.
import { html, LitElement, nothing } from 'lit';
import { type EmbedDocument, embedDocumentOf } from '../../results/snippet/embed-document.ts';
import { EMBED_FOLDER } from '../../results/snippet/embed-manifest.ts';
import type { EmbedSubject } from '../../results/snippet/embed-subject.ts';
import { baseStyles } from '../styles/base.styles.ts';

let loading: Promise<void> | undefined;

function loadElement({ manifest }: EmbedSubject): Promise<void> {
  loading ??= new Promise<void>((resolve, reject) => {
    const { file, integrity } = manifest.files['flop-scope.js'];
    const script = document.createElement('script');
    script.type = 'module';
    script.integrity = integrity;
    script.crossOrigin = 'anonymous';
    script.src = new URL(`${EMBED_FOLDER}${file}`, document.baseURI).href;
    script.onload = () => {
      resolve();
    };
    script.onerror = () => {
      script.remove();
      loading = undefined;
      reject(new Error('The script did not load.'));
    };
    document.head.append(script);
  });
  return loading;
}

function jsonScript(content: EmbedDocument): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.textContent = JSON.stringify(content);
  return script;
}

export class ElementPreview extends LitElement {
  static override styles = [baseStyles];
  static override properties = { subject: { attribute: false }, failed: { state: true } };

  declare subject: EmbedSubject;
  declare failed: boolean;

  constructor() {
    super();
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    loadElement(this.subject).catch(() => {
      this.failed = true;
    });
  }

  override render() {
    if (this.failed) {
      return html`<p role="alert">
        The element could not be loaded, or is not the one that this build names. Reload the page.
      </p>`;
    }
    const { suite, theme, result, training, variants, authorTraining, manifest } = this.subject;
    const content = embedDocumentOf(result?.payload, authorTraining);
    // The lab's policy allows no worker made of text; this is the same file.
    const worker = `./${EMBED_FOLDER}${manifest.files['engine.js'].file}`;
    return html`<flop-scope
      data-testid="preview"
      suite=${suite}
      theme=${theme}
      worker-url=${worker}
      model=${training?.model ?? nothing}
      recipe=${training?.recipe ?? nothing}
      variants=${variants ?? nothing}
      result=${(content === undefined ? result?.payload : undefined) ?? nothing}
      >${content === undefined ? nothing : jsonScript(content)}</flop-scope
    >`;
  }
}

customElements.define('fs-element-preview', ElementPreview);
