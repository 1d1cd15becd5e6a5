// `<flop-scope>`: the author's stored result at once, without a request; at a click the reader's own beside it. Drawn by
// lit-html alone: the rest of Lit would be an eighth of what the shell may weigh, and attributes are all that changes.
import { html, nothing, render } from 'lit/html.js';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { loadRunPart } from '../load-run-part.ts';
import type {
  OutcomeViews,
  EmbedSuite,
  RunOutcome,
  RunPart,
  RunProgress,
  ShownTraining,
  ShownVariants,
} from '../run-part.ts';
import {
  type Author,
  findInTag,
  type InTag,
  MOST_JSON_CHARACTERS,
  openAuthor,
} from './author-of-tag.ts';
import { obstacleHere } from './obstacle-here.ts';
import { actionView, type FlopScopeState, offerView } from './draw-action.ts';
import { describeProgress } from './describe-progress.ts';
import { deviceView } from './device-view.ts';
import { figureList, trainingList } from './draw-figures.ts';
import { errorDetail } from './error-detail.ts';
import { fetchText } from './fetch-text.ts';
import type { FlopScopeEvents } from './flop-scope-events.ts';
import { flopScopeSheet } from './flop-scope.styles.ts';
import { oneOf } from './unread.ts';

export type FlopScopeTheme = 'auto' | 'light' | 'dark';

const suites: readonly EmbedSuite[] = ['quick', 'smoke'];
const themes: readonly FlopScopeTheme[] = ['auto', 'light', 'dark'];
const settable = ['suite', 'model', 'recipe', 'variants', 'result', 'theme', 'workerUrl'] as const;

/** Where there is no DOM the class can still be imported. */
const Base =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/** Screen readers are told this seldom; every step would drown everything else. */
const ANNOUNCE_EVERY_MS = 5000;

/**
 * Shows a stored result of Flopscope, and measures the reader's device beside it after a click. Before the click nothing is
 * fetched and nothing measured; what is measured stays on the device.
 *
 * @customElement flop-scope
 * @tag flop-scope
 * @summary The author's measured GPU, and the reader's beside it at a click.
 *
 * @slot poster - Above the figures until the reader has measured: a picture, say.
 * @slot title - Heading of the element.
 * @slot footer - Below everything; replaces the line on intervals.
 * @slot no-webgpu - In place of the button where the browser has no WebGPU.
 * @slot - Shown while there is no element and where the result cannot be read: the result in words, or a link.
 *
 * @csspart base - The whole element.
 * @csspart title - The heading.
 * @csspart devices - Both devices' names.
 * @csspart device - One of them; `device-author` and `device-reader` as well.
 * @csspart figures - The list of figures.
 * @csspart bar - One figure of one device; `bar-author` and `bar-reader` as well.
 * @csspart training - The training time of the model.
 * @csspart verdict - Whether the results may be compared, and the answer.
 * @csspart variants - What shrinking the model buys.
 * @csspart action - The button with what stands beside it.
 * @csspart button - The button.
 * @csspart progress - The bar of a run in progress.
 * @csspart footer - The last line.
 *
 * @cssproperty --flopscope-surface - Background.
 * @cssproperty --flopscope-ink - Text.
 * @cssproperty --flopscope-ink-muted - Text that matters less.
 * @cssproperty --flopscope-line - Frame and separators.
 * @cssproperty --flopscope-accent - Button and focus.
 * @cssproperty --flopscope-accent-ink - Text on the accent.
 * @cssproperty --flopscope-author - Bars of the author's device.
 * @cssproperty --flopscope-reader - Bars of the reader's device.
 * @cssproperty --flopscope-face - Font family.
 * @cssproperty --flopscope-radius - Corners.
 *
 * @fires {CustomEvent<StartDetail>} flopscope-start - The reader's device begins to be measured.
 * @fires {CustomEvent<RunProgress>} flopscope-progress - Step, fraction, and what is left.
 * @fires {CustomEvent<ResultDetail>} flopscope-result - The reader's result, its comparison, and what was estimated.
 * @fires {CustomEvent<ErrorDetail>} flopscope-error - A run, an estimate or the author's result failed; `aborted` after `abort()`.
 */
export class FlopScope extends Base {
  static readonly observedAttributes = [
    'suite',
    'model',
    'recipe',
    'variants',
    'result',
    'theme',
    'worker-url',
  ];

  #state: FlopScopeState = 'idle';
  #found: InTag = { kind: 'nothing' };
  /** What the tag held when it was last read. */
  #held: string | undefined;
  #isReading = false;
  #isStale = false;
  #author: Author | undefined;
  #authorProblem = '';
  #run: Promise<DeviceProfile> | undefined;
  #controller = new AbortController();
  #progress: RunProgress | undefined;
  #outcome: RunOutcome | undefined;
  #views: OutcomeViews | undefined;
  #training: ShownTraining | undefined;
  #variants: ShownVariants | undefined;
  /** Sentences on what failed. */
  #problems: readonly string[] = [];
  #announced = '';
  #announcedAt = 0;
  readonly #warned = new Set<string>();
  #observer: MutationObserver | undefined;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  /**
   * What to measure: `quick`, or `smoke` for the least.
   * @attr
   */
  get suite(): EmbedSuite {
    return oneOf(this.getAttribute('suite'), suites) ?? 'quick';
  }
  set suite(suite: string) {
    this.setAttribute('suite', suite);
  }

  /**
   * Id of a model in the zoo, whose training time is shown for both devices.
   * @attr
   */
  get model(): string {
    return this.#text('model');
  }
  set model(model: string) {
    this.setAttribute('model', model);
  }

  /**
   * Id of a training recipe; the most usual one of such a model where there is none.
   * @attr
   */
  get recipe(): string {
    return this.#text('recipe');
  }
  set recipe(recipe: string) {
    this.setAttribute('recipe', recipe);
  }

  /**
   * What to shrink the model by, "pruned:0.9,int8": shows after measuring what that buys on the device.
   * @attr
   */
  get variants(): string {
    return this.#text('variants');
  }
  set variants(variants: string) {
    this.setAttribute('variants', variants);
  }

  /**
   * The author's result: the payload of a link of the lab, or an https address that is fetched when the reader asks for it.
   * In its place a `<script type="application/json">` within the element may hold a summary, a whole result, or what the lab's
   * snippet writes.
   * @attr
   */
  get result(): string {
    return this.#text('result');
  }
  set result(result: string) {
    this.setAttribute('result', result);
  }

  /**
   * `auto` follows the page's `color-scheme`; or `light`, or `dark`.
   * @attr
   */
  get theme(): FlopScopeTheme {
    return oneOf(this.getAttribute('theme'), themes) ?? 'auto';
  }
  set theme(theme: string) {
    this.setAttribute('theme', theme);
  }

  /**
   * A copy of the engine on the page's own origin, for policies without `worker-src blob:`. Where the tag names a model, a copy
   * of the estimate of the same version beside it is used as well.
   * @attr worker-url
   */
  get workerUrl(): string {
    return this.#text('worker-url');
  }
  set workerUrl(url: string) {
    this.setAttribute('worker-url', url);
  }

  /** What the element is doing. */
  get state(): FlopScopeState {
    return this.#state;
  }

  connectedCallback(): void {
    const root = this.shadowRoot;
    if (root !== null) root.adoptedStyleSheets = [flopScopeSheet()];
    // Set before the class was there, they would hide the accessors.
    for (const name of settable) {
      const value = Object.getOwnPropertyDescriptor(this, name)?.value as unknown;
      if (typeof value !== 'string') continue;
      Reflect.deleteProperty(this, name);
      this[name] = value;
    }
    // Frameworks and parsers put the JSON in after the element.
    this.#observer ??= new MutationObserver(() => {
      this.#read();
    });
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true });
    this.attributeChangedCallback();
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    // Moving it within the page is no reason to stop.
    queueMicrotask(() => {
      if (!this.isConnected) this.abort();
    });
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return;
    this.#check('suite', suites);
    this.#check('theme', themes);
    if (this.model === '' && this.recipe + this.variants !== '') {
      this.#warn(
        'recipe and variants are of a model: set model to the id of one, like “resnet50”.',
      );
    }
    this.#read();
    this.#update();
  }

  /**
   * Measures this device, as a click on the button does; a run in progress is joined.
   * @throws FlopscopeError with a code and a sentence: `aborted`, `no-webgpu`, `insecure-context`, `no-adapter` …
   */
  measure(): Promise<DeviceProfile> {
    this.#run ??= this.#measure().finally(() => {
      this.#run = undefined;
    });
    return this.#run;
  }

  /** Ends a run in progress, whose promise rejects with the code `aborted`. */
  abort(): void {
    this.#controller.abort();
  }

  /** Draws once, however much changed before. */
  #update(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    queueMicrotask(() => {
      this.#isStale = false;
      if (this.shadowRoot !== null) render(this.#view(), this.shadowRoot);
    });
  }

  #view() {
    if (this.#isReading) return html`<slot></slot>`;
    const author = this.#author;
    const outcome = this.#outcome;
    const reader = outcome?.reader;
    const training = this.#authorTraining;
    return html`<div class="sheet" part="base" role="group" aria-label="Measured GPUs" lang="en">
      ${outcome === undefined ? html`<slot name="poster"></slot>` : nothing}
      <div class="title" part="title"><slot name="title">Measured in the browser</slot></div>
      ${
        author === undefined && outcome === undefined
          ? nothing
          : html`<div class="devices" part="devices">
                ${author === undefined ? nothing : deviceView('author', author.shown)}
                ${deviceView('reader', reader, outcome?.ranOn === 'page' ? [PAGE_MARK] : [])}
              </div>
              ${figureList(author?.shown, reader)}`
      }
      ${
        this.#authorProblem === ''
          ? nothing
          : html`<div class="fallback">
              <slot></slot>
              <p>${this.#authorProblem}</p>
            </div>`
      }
      ${this.#found.kind === 'address' && author === undefined ? offerView(this.#found.url, this.#fetch) : nothing}
      ${
        training === undefined && this.#training === undefined
          ? nothing
          : trainingList(training, this.#training, author !== undefined)
      }
      ${outcome?.comparison && this.#views?.comparison(outcome.comparison)}
      ${this.#variants && this.#views?.variants(this.#variants)}
      ${actionView({
        state: this.#state,
        suite: this.suite,
        asksTraining: this.model !== '',
        problems: this.#problems,
        progress: this.#progress,
        isStopping: this.#controller.signal.aborted,
        press: this.#press,
      })}
      <p class="unseen" role="status">${this.#announced}</p>
      <div class="footer" part="footer">
        <slot name="footer">Bars are medians, whiskers their 95 % intervals. 1 MAC = 2 FLOP.</slot>
      </div>
    </div>`;
  }

  #text(attribute: string): string {
    return this.getAttribute(attribute) ?? '';
  }

  #check(attribute: string, allowed: readonly string[]): void {
    const value = this.getAttribute(attribute);
    if (value === null || allowed.includes(value)) return;
    this.#warn(
      `${attribute}="${value.slice(0, 40)}" is not known. Set it to one of: ${allowed.join(', ')}.`,
    );
  }

  /** Of another model or recipe than the tag names it would mislead. */
  get #authorTraining() {
    const training = this.#author?.training;
    const { model, recipe } = this;
    return training !== undefined &&
      (model === '' || (model === training.model && (recipe === '' || recipe === training.recipe)))
      ? training
      : undefined;
  }

  /** Reads the tag again where it changed. */
  #read(): void {
    const script = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    const held = this.result + '\n' + (script ?? '');
    if (!this.isConnected || held === this.#held) return;
    this.#held = held;
    this.abort();
    this.#outcome = this.#training = this.#variants = this.#author = undefined;
    this.#authorProblem = '';
    try {
      this.#found = findInTag(this.result, script);
      if (this.#found.kind === 'text') void this.#open(this.#found.text, this.#found.isPayload);
    } catch (thrown) {
      this.#found = { kind: 'nothing' };
      this.#refuseAuthor(thrown);
    }
    this.#update();
  }

  readonly #fetch = async (url: URL): Promise<void> => {
    try {
      await this.#open(await fetchText(url, MOST_JSON_CHARACTERS), false);
    } catch (thrown) {
      this.#refuseAuthor(thrown);
    }
  };

  async #open(text: string, isPayload: boolean): Promise<void> {
    const held = this.#held;
    this.#isReading = this.#found.kind === 'text';
    let author: Author | undefined;
    let failure: unknown;
    try {
      author = await openAuthor(text, isPayload);
    } catch (thrown) {
      failure = thrown;
    }
    // The tag may have changed meanwhile.
    if (held !== this.#held) return;
    this.#isReading = false;
    this.#authorProblem = '';
    this.#author = author;
    if (author === undefined) this.#refuseAuthor(failure);
    this.#update();
  }

  #refuseAuthor(thrown: unknown): void {
    const detail = errorDetail(thrown);
    this.#authorProblem = 'The author’s result cannot be shown.';
    if (detail.code === 'unreachable') this.#authorProblem = detail.message;
    this.#warn(`The author’s result cannot be shown. ${detail.message}`);
    this.#emit('flopscope-error', detail);
    this.#update();
  }

  readonly #press = ({ detail }: MouseEvent): void => {
    if (this.#state !== 'running') this.measure().catch(() => undefined);
    // The second half of a double click is no wish to stop.
    else if (detail < 2) this.abort();
    this.#update();
  };

  async #measure(): Promise<DeviceProfile> {
    const controller = (this.#controller = new AbortController());
    const { signal } = controller;
    this.#problems = [];
    this.#outcome = this.#training = this.#variants = this.#progress = undefined;
    try {
      const obstacle = obstacleHere();
      if (obstacle !== undefined) throw obstacle;
      this.#enter('running', 'Measuring begins.');
      this.#emit('flopscope-start', { suite: this.suite });
      const part = await orAborted(loadRunPart(), signal);
      this.#views = part.views(html);
      const author = this.#author?.source;
      const outcome = await part.measure(
        { suite: this.suite, author, places: { workerUrl: this.workerUrl || undefined } },
        { signal, onProgress: this.#follow },
      );
      this.#outcome = outcome;
      await this.#estimate(part, outcome.profile, signal);
      this.#enter('done', outcome.comparison?.answer ?? 'Your device is measured.');
      const [training, variants] = [this.#training, this.#variants];
      this.#emit('flopscope-result', { ...outcome, training, variants });
      return outcome.profile;
    } catch (thrown) {
      const detail = errorDetail(thrown);
      this.#problems = [detail.message];
      this.#enter(detail.code === 'aborted' ? 'idle' : 'error', detail.message);
      this.#emit('flopscope-error', detail);
      throw thrown;
    }
  }

  /** What the estimate cannot tell does not take the measurement away. */
  async #estimate(part: RunPart, profile: DeviceProfile, signal: AbortSignal): Promise<void> {
    const { model, recipe, variants } = this;
    const author = this.#author?.source;
    if (model === '') return;
    this.#progress = { step: 'Estimating', fraction: 1, remainingMs: 0, waitingFor: 0 };
    this.#update();
    try {
      this.#training = await part.training({ model, recipe, profile, author }, signal);
      if (variants !== '') {
        this.#variants = await part.variants({ model, variants, profile, author }, signal);
      }
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const detail = errorDetail(thrown);
      this.#problems = [detail.message];
      this.#warn(detail.message);
      this.#emit('flopscope-error', detail);
    }
  }

  readonly #follow = (progress: RunProgress): void => {
    this.#progress = progress;
    this.#emit('flopscope-progress', progress);
    if (performance.now() - this.#announcedAt > ANNOUNCE_EVERY_MS) {
      this.#announce(describeProgress(progress, false));
    }
    this.#update();
  };

  #enter(state: FlopScopeState, announced: string): void {
    this.#state = state;
    this.#announce(announced);
    this.#update();
  }

  #announce(sentence: string): void {
    this.#announced = sentence;
    this.#announcedAt = performance.now();
  }

  #warn(sentence: string): void {
    if (this.#warned.has(sentence)) return;
    this.#warned.add(sentence);
    // oxlint-disable-next-line no-console -- the author of the page has no other place to read it
    console.warn(`<flop-scope>: ${sentence}`);
  }

  #emit<Name extends keyof FlopScopeEvents>(
    name: Name,
    detail: FlopScopeEvents[Name]['detail'],
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const PAGE_MARK = 'Measured on the page’s own thread, which slows it';

/** What cannot be stopped is left alone. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new FlopscopeError('aborted', 'The measurement was cancelled.'));
    });
  });
  return Promise.race([promise, aborted]);
}
