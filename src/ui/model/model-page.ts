// Model: what does a model cost? A form on one side, the answer on the other, its evidence below. Counting
// happens in a worker; a new answer replaces the old one when it is there.
import { html, LitElement, nothing } from 'lit';
import { recipesFor } from '../../estimate/recipes.ts';
import { asFlopscopeError, type FlopscopeError } from '../../shared/errors.ts';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';
import { EventController } from '../session/event-controller.ts';
import type { LabSession } from '../session/lab-session.ts';
import { type ModelFile, modelsSession } from '../session/models-session.ts';
import { nextTask } from '../../shared/next-task.ts';
import { SessionController } from '../session/session-controller.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import type { CountedModel, OpenedFile } from '../../workers/models-api.ts';
import './file-facts.ts';
import type { FilesChosen } from './file-opener.ts';
import type { LayerView } from './layer-table.ts';
import './model-answer.ts';
import './model-evidence.ts';
import type { ModelChange } from './model-form.ts';
import './model-form.ts';
import { modelPageStyles } from './model-page.styles.ts';
import { askFile, askModel, type ModelQuestion, questionParameters } from './model-question.ts';
import './model-storage.ts';
import { layerView, viewParameters, withoutView } from './model-view.ts';
import type { ReconcilerChange } from './reconciler-view.ts';
import { sizesText } from './sizes-text.ts';

/** Typing pauses this long before the answer is counted anew. */
const TYPING_PAUSE_MS = 120;

interface Answer {
  readonly question: ModelQuestion;
  readonly counted: CountedModel;
}

export class ModelPage extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    sheetStyles,
    modelPageStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    answer: { state: true },
    evidence: { state: true },
    failure: { state: true },
    typed: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  /** The last valid one. */
  declare answer: Answer | undefined;
  /** What is shown below the answer: it follows one task later, since together they would hold up the page. */
  declare evidence: CountedModel | undefined;
  declare failure: FlopscopeError | undefined;
  /** What was typed into the sizes of the open file. */
  declare typed: { readonly file: ModelFile; readonly sizes: Parameters } | undefined;
  readonly models = modelsSession;
  #question: ModelQuestion | undefined;
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Files have no identity that could stand in a key; they are numbered as they come. */
  readonly #fileNumbers = new WeakMap<ModelFile, number>();
  #filesSeen = 0;

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
    new EventController(this, () => modelsSession);
    // Counting the zoo takes seconds of a processor: only who looks at the list needs it.
    this.addEventListener('picker-open', () => void this.models.measureSizes());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.models.list();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    this.#question = this.#ask(this.parameters);
    this.#schedule();
  }

  override render() {
    const { models, failure } = this.models;
    if (failure !== undefined) return this.#listFailure(failure);
    if (models === undefined) return html`<p role="status">Loading the models …</p>`;
    const question = this.#question;
    const weights = this.#weightsOnly(question);
    const answer = this.#shownAnswer(question);
    const stale = answer !== undefined && question?.bindings === undefined;
    return html`
      ${this.#notices(question)}
      <section class="opening" aria-labelledby="question">
        ${
          question === undefined
            ? html`<h1 id="question">Open the file again to see it</h1>`
            : html`<fs-model-answer
                .count=${answer?.counted.count}
                .sizes=${answer === undefined ? '' : sizesText(answer.question.fields)}
                .weightsOf=${weights}
                ?stale=${stale}
              ></fs-model-answer>`
        }
        ${this.#waiting(question, answer)}
      </section>
      <section class="desk" aria-label="Model, sizes and memory">
        <fs-model-form
          class="screen-only"
          .models=${this.models}
          .question=${question}
          @model-change=${this.#change}
          @open-files=${this.#openFiles}
        ></fs-model-form>
        <div class=${stale ? 'stale' : ''}>
          ${answer === undefined && weights === undefined ? nothing : this.#storage(answer, weights)}
        </div>
      </section>
      ${
        question?.subject.kind === 'file'
          ? html`<fs-file-facts .file=${question.subject.file}></fs-file-facts>`
          : nothing
      }
      ${
        answer === undefined || this.evidence === undefined
          ? nothing
          : html`<fs-model-evidence
              .counted=${this.evidence}
              .models=${this.models}
              .shown=${this.session.shown}
              .view=${layerView(this.parameters)}
              .parameters=${this.parameters}
              @layer-view=${(event: CustomEvent<LayerView>) => {
                this.#go({ ...withoutView(this.parameters), ...viewParameters(event.detail) });
              }}
              @reconciler-change=${(event: CustomEvent<ReconcilerChange>) => {
                this.#go({ ...this.parameters, ...event.detail });
              }}
            ></fs-model-evidence>`
      }
    `;
  }

  #waiting(question: ModelQuestion | undefined, answer: Answer | undefined) {
    if (question === undefined || this.failure !== undefined) return nothing;
    if (question.bindings === undefined) {
      return answer === undefined
        ? html`<p class="waiting" role="status">Correct the field below to see it.</p>`
        : nothing;
    }
    if (this.#weightsOnly(question) || answer?.question === question) return nothing;
    const { subject } = question;
    if (answer !== undefined && sameSubject(answer.question, question)) return nothing;
    const name = subject.kind === 'zoo' ? subject.info.name : subject.file.name;
    return html`<p class="waiting" role="status">Counting ${name} …</p>`;
  }

  #listFailure({ message }: FlopscopeError) {
    return html`<div class="notices bad" role="alert" data-testid="models-failure">
      <p>The models could not be loaded. ${message}</p>
      <button type="button" @click=${() => void this.models.list()}>Try again</button>
    </div>`;
  }

  #notices(question: ModelQuestion | undefined) {
    const { failure } = this;
    const notices = question?.notices ?? [];
    return html`
      ${
        question === undefined
          ? html`<p class="notices" role="status" data-testid="file-absent">
              This address stands for a file that was open in another visit. A link cannot hold a
              file, and nothing is uploaded: open it again here.
            </p>`
          : nothing
      }
      ${
        notices.length === 0
          ? nothing
          : html`<ul class="notices" role="status" data-testid="model-notices">
              ${notices.map((notice) => html`<li>${notice}</li>`)}
            </ul>`
      }
      ${
        failure === undefined
          ? nothing
          : html`<div class="notices bad" role="alert" data-testid="model-failure">
              <p>${failure.message}</p>
              <button type="button" @click=${this.#again}>Try again</button>
            </div>`
      }
    `;
  }

  #storage(answer: Answer | undefined, weights: OpenedFile | undefined) {
    const subject = answer?.question.subject;
    const file = weights ?? (subject?.kind === 'file' ? subject.file : undefined);
    const counted = answer?.counted;
    return html`<fs-model-storage
      .params=${counted?.count.params ?? weights?.weights?.elements ?? 0}
      .counted=${counted}
      .file=${file}
      .batch=${counted?.count.bindings.batch ?? 1}
      .trainLink=${this.#trainLink(answer)}
    ></fs-model-storage>`;
  }

  /** Train for the same model and sizes; empty where no recipe trains it. */
  #trainLink(answer: Answer | undefined): string {
    const subject = answer?.question.subject;
    if (answer === undefined || subject?.kind !== 'zoo' || recipesFor(subject.info).length === 0) {
      return '';
    }
    const { batch, imageSize, sequenceLength } = answer.counted.count.bindings;
    const text = (size: number | undefined): string => (size === undefined ? '' : String(size));
    return routeHash('train', {
      model: subject.info.id,
      batch: text(batch),
      imageSize: text(imageSize),
      sequenceLength: text(sequenceLength),
    });
  }

  /** Undefined while the models are not there, or where the address stands for a file that is not open. */
  #ask(parameters: Parameters): ModelQuestion | undefined {
    if (this.models.models === undefined) return undefined;
    if (parameters['source'] !== 'file') return askModel(parameters, this.models.models);
    const { file } = this.models;
    if (file === undefined) return undefined;
    return askFile(file.opened, this.typed?.file === file ? this.typed.sizes : {});
  }

  #weightsOnly(question: ModelQuestion | undefined): OpenedFile | undefined {
    const subject = question?.subject;
    return subject?.kind === 'file' && !subject.file.countable ? subject.file : undefined;
  }

  /** The last answer, until the next one is there; never beside a question that it cannot be a step to. */
  #shownAnswer(question: ModelQuestion | undefined): Answer | undefined {
    const { answer } = this;
    if (answer === undefined || question === undefined || this.#weightsOnly(question)) {
      return undefined;
    }
    const coming = question.bindings !== undefined && this.failure === undefined;
    return coming || sameSubject(answer.question, question) ? answer : undefined;
  }

  #schedule(): void {
    const question = this.#question;
    if (question?.bindings === undefined || this.#weightsOnly(question)) return;
    const key = this.#keyOf(question);
    if (key === this.#asked) return;
    this.#asked = key;
    clearTimeout(this.#timer);
    const typing = this.answer !== undefined && sameSubject(this.answer.question, question);
    this.#timer = setTimeout(() => void this.#count(question, key), typing ? TYPING_PAUSE_MS : 0);
  }

  #keyOf({ subject, bindings }: ModelQuestion): string {
    if (subject.kind === 'zoo') return JSON.stringify([subject.info.id, subject.head, bindings]);
    const { file } = this.models;
    if (file === undefined) return '';
    const number = this.#fileNumbers.get(file) ?? ++this.#filesSeen;
    this.#fileNumbers.set(file, number);
    return JSON.stringify([number, bindings]);
  }

  async #count(question: ModelQuestion, key: string): Promise<void> {
    const { subject, bindings = {} } = question;
    try {
      const counted =
        subject.kind === 'zoo'
          ? await this.models.count({ model: subject.info.id, head: subject.head, bindings })
          : await this.models.countFile(bindings);
      // Receiving thousands of layers and drawing them are two tasks, so that neither holds up the page.
      await nextTask();
      if (this.#asked !== key) return;
      this.answer = { question, counted };
      this.failure = undefined;
      await this.updateComplete;
      await nextTask();
      this.evidence = this.answer.counted;
    } catch (thrown) {
      if (this.#asked === key) this.failure = asFlopscopeError(thrown);
    }
  }

  #again(): void {
    this.failure = undefined;
    this.#asked = '';
    this.requestUpdate();
  }

  #change({ detail }: CustomEvent<ModelChange>): void {
    const view = viewParameters(layerView(this.parameters));
    const { switches = '' } = this.parameters;
    const kept = { ...view, switches };
    this.failure = undefined;
    switch (detail.kind) {
      case 'model':
        this.#go({ model: detail.value, ...kept });
        break;
      case 'head':
        this.#go({ ...this.parameters, head: detail.value });
        break;
      case 'size':
        this.#resize(detail.name, detail.value);
        break;
      case 'reset': {
        const { model = '', head = '', source = '' } = this.parameters;
        this.typed = undefined;
        this.#go({ model, head, source, ...kept });
        break;
      }
      case 'close':
        this.models.closeFile();
        this.#go(kept);
        break;
    }
  }

  #resize(name: string, value: string): void {
    const { file } = this.models;
    if (this.#question?.subject.kind !== 'file') {
      // An empty value in an address stands for the default; an emptied field must stay empty.
      this.#go({ ...this.parameters, [name]: value.trim() === '' ? ' ' : value.trim() });
    } else if (file !== undefined) {
      const before = this.typed?.file === file ? this.typed.sizes : {};
      this.typed = { file, sizes: { ...before, [name]: value } };
    }
  }

  async #openFiles({ detail }: CustomEvent<FilesChosen>): Promise<void> {
    const { file } = this.models;
    // A configuration beside weights that are open belongs to them; GGUF has its own and takes none.
    const completes =
      file?.opened.countable === false &&
      file.opened.format === 'safetensors' &&
      detail.files.every(({ name }) => /\.json$/i.test(name));
    const files = completes ? [...file.files, ...detail.files] : detail.files;
    this.failure = undefined;
    if (!(await this.models.open(files)) || !this.isConnected) return;
    scrollTo({ top: 0 });
    const { switches = '' } = this.parameters;
    this.#go({ source: 'file', ...viewParameters(layerView(this.parameters)), switches });
  }

  /** The address follows every change; only another model or file makes a step for "back". */
  #go(parameters: Parameters): void {
    const asked = this.#ask(parseRoute(routeHash('model', parameters)).parameters);
    const { switches = '', said = '' } = parameters;
    const hash = routeHash('model', {
      ...(asked === undefined ? { source: 'file' } : questionParameters(asked)),
      ...viewParameters(layerView(parameters)),
      switches,
      said,
    });
    const name = ({ subject }: ModelQuestion): string =>
      subject.kind === 'zoo' ? subject.info.id : '';
    const before = this.#question;
    const step = before === undefined || asked === undefined || name(asked) !== name(before);
    if (hash !== location.hash) {
      if (step) history.pushState(null, '', hash);
      else history.replaceState(null, '', hash);
    }
    this.parameters = parseRoute(hash).parameters;
  }
}

function sameSubject({ subject: a }: ModelQuestion, { subject: b }: ModelQuestion): boolean {
  if (a.kind === 'file') return b.kind === 'file' && a.file === b.file;
  return b.kind === 'zoo' && a.info.id === b.info.id;
}

customElements.define('fs-model-page', ModelPage);
