// Embed: a result in a page of one's own, as a script with an element, a frame, or a picture; seen live before it is copied.
import { html, LitElement } from 'lit';
import { CARD } from '../../results/card/draw-card.ts';
import { loadExample } from '../../results/load-example.ts';
import { type EmbedManifest, embedWeight } from '../../results/snippet/embed-manifest.ts';
import type { EmbedSubject } from '../../results/snippet/embed-subject.ts';
import { frameAddress } from '../../results/snippet/frame-query.ts';
import { frameSnippet } from '../../results/snippet/frame-snippet.ts';
import { pictureSnippet } from '../../results/snippet/picture-snippet.ts';
import { scriptSnippet } from '../../results/snippet/script-snippet.ts';
import { siteWarning } from '../../results/snippet/snippet-site.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { roundToPlace, withUnit } from '../../shared/format.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { candidateKey } from '../compare/candidate-key.ts';
import { type Candidate, candidatesOf } from '../compare/candidate.ts';
import { saveFile } from '../files/save-file.ts';
import { type Parameters, routeHash } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import type { OpenedResult } from '../session/opened-result.ts';
import { SessionController } from '../session/session-controller.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { authorTraining, type ToldTraining } from './author-training.ts';
import './element-preview.ts';
import { embedForm } from './embed-form.ts';
import { embedPayload } from './embed-payload.ts';
import { embedPageStyles } from './embed-page.styles.ts';
import { type EmbedQuestion, embedQuestion } from './embed-question.ts';
import { loadManifest } from './load-manifest.ts';
import './snippet-field.ts';
import type { TrainingChoice } from './training-choice.ts';

const kilobytes = (bytes: number): string => withUnit(roundToPlace(bytes / 1000, -1), 'kB');

export class EmbedPage extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    formStyles,
    embedPageStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    example: { state: true },
    manifest: { state: true },
    failure: { state: true },
    payload: { state: true },
    trainings: { state: true },
    timed: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  /** Undefined until it is known whether there is one. */
  declare example: DeviceProfile | null | undefined;
  declare manifest: EmbedManifest | undefined;
  declare failure: string | undefined;
  declare payload: { readonly of: Candidate['run']; readonly text: string } | undefined;
  /** Undefined until it has arrived. */
  declare trainings: TrainingChoice | undefined;
  /** Training on the chosen device; undefined while it is being estimated. */
  declare timed:
    | {
        readonly of: Candidate['run'];
        readonly model: string;
        readonly recipe: string;
        readonly told: ToldTraining | undefined;
      }
    | undefined;
  #candidates: readonly Candidate[] = [];
  #opened: readonly OpenedResult[] = [];
  #question: EmbedQuestion | undefined;

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#loadExample();
    void this.#loadManifest();
    void import('./training-choice.ts').then(({ trainingChoice }) => {
      this.trainings = trainingChoice;
    });
  }

  override willUpdate(): void {
    const { shown, history, opened } = this.session;
    this.#opened =
      shown?.source.kind === 'file'
        ? [...opened, { kind: 'file', name: shown.source.name, profile: shown.profile }]
        : opened;
    const example = this.example ?? undefined;
    this.#candidates = candidatesOf({ history, opened: this.#opened, example });
    const key = shown == null ? undefined : candidateKey(shown.profile.id);
    const served = new URL('.', location.href).href.replace(/[?#].*$/u, '');
    this.#question = embedQuestion(this.parameters, this.#candidates, key, served, this.trainings);
    const { chosen } = this.#question;
    if (chosen !== undefined && this.payload?.of !== chosen.run) void this.#encode(chosen);
    if (this.manifest !== undefined) void this.#time(this.#question, this.manifest);
  }

  override render() {
    const question = this.#question;
    if (this.failure !== undefined) {
      return html`<h1>Nothing to embed from here</h1>
        <p class="lead" role="alert" data-testid="embed-failure">${this.failure}</p>
        <p>
          <button type="button" data-testid="embed-retry" @click=${this.#loadManifest}>
            Try again
          </button>
        </p>`;
    }
    const { manifest } = this;
    const isReady =
      this.session.shown !== undefined &&
      this.example !== undefined &&
      (this.parameters['model'] === undefined || this.trainings !== undefined);
    if (question === undefined || manifest === undefined || !isReady) {
      return html`<p role="status">Looking for results …</p>`;
    }
    const subject = this.#subject(question, manifest);
    return html`
      <section class="opening">
        ${opening(question, manifest)}
        ${[...question.notices, ...this.#advice(question)].map((notice) => html`<p class="notices" role="status">${notice}</p>`)}
      </section>
      <section class="desk" aria-label="What is embedded">
        ${embedForm(question, this.#candidates, this.trainings, this.#become)}
        <div class="results">
          ${
            subject === undefined
              ? html`<p role="status">
                  ${question.training === undefined ? 'Packing the result …' : `Estimating ${question.training.model.name} on this device …`}
                </p>`
              : this.#outcome(subject, question)
          }
        </div>
      </section>
    `;
  }

  #outcome(subject: EmbedSubject, { kind, parent, theme }: EmbedQuestion) {
    const { result } = subject;
    switch (kind) {
      case 'script':
        return html`<div class="preview ${theme}">
            <fs-element-preview .subject=${subject}></fs-element-preview>
          </div>
          <fs-snippet-field
            .label=${'HTML for your page'}
            .text=${scriptSnippet(subject)}
          ></fs-snippet-field>`;
      case 'frame': {
        const served = new URL('./', document.baseURI).href;
        const address = frameAddress(served, {
          ...subject,
          payload: result?.payload,
          parent: undefined,
        });
        return html`<div class="preview ${theme}">
            <iframe
              data-testid="preview-frame"
              title="Preview of the frame"
              src=${address}
            ></iframe>
          </div>
          <fs-snippet-field
            .label=${'HTML for your page'}
            .text=${frameSnippet(subject, parent)}
          ></fs-snippet-field>
          <p class="small muted">
            The frame’s address carries the summary of the result: the host of the lab reads it.
          </p>`;
      }
      case 'picture': {
        if (result === undefined) {
          return html`<p data-testid="embed-no-picture">A picture needs a result: choose one.</p>`;
        }
        const picture = pictureSnippet(result, theme === 'dark' ? 'dark' : 'light', subject.site);
        return html`<img
            data-testid="preview-picture"
            alt=${picture.alt}
            width=${CARD.width}
            height=${CARD.height}
            src="data:image/svg+xml,${encodeURIComponent(picture.svg)}"
          />
          <fs-snippet-field .label=${'Markdown'} .text=${picture.markdown}>
            <button
              type="button"
              data-testid="embed-save"
              @click=${() => {
                saveFile(picture.file, 'image/svg+xml', [picture.svg]);
              }}
            >
              Save picture
            </button>
          </fs-snippet-field>
          <p class="small muted">Put ${picture.file} beside the text.</p>`;
      }
    }
  }

  #advice({ chosen, site, kind }: EmbedQuestion): readonly unknown[] {
    const warning = siteWarning(site);
    const told = kind === 'picture' ? undefined : this.timed?.told;
    const isExample = chosen?.origin.kind === 'example';
    return [
      ...(isExample
        ? [
            html`This is the example, not your GPU:
              <a href=${routeHash('measure')}>measure it</a> to embed your own.`,
          ]
        : []),
      ...(told?.kind === 'untold' ? [told.sentence] : []),
      ...(warning === undefined ? [] : [warning]),
    ];
  }

  /** Undefined until the result is packed, and its training estimated. */
  #subject(question: EmbedQuestion, manifest: EmbedManifest): EmbedSubject | undefined {
    const { chosen, suite, theme, site, training, variants, kind } = question;
    const asked = kind === 'picture' ? undefined : training;
    const common = {
      ...{ manifest, suite, theme, site },
      training: asked && { model: asked.model.id, recipe: asked.base.id },
      variants: asked && variants,
    };
    if (chosen === undefined) return { ...common, authorTraining: undefined, result: undefined };
    const { payload, timed } = this;
    if (payload?.of !== chosen.run) return undefined;
    if (asked !== undefined && timed?.told === undefined) return undefined;
    const told = asked === undefined ? undefined : timed?.told;
    return {
      ...common,
      authorTraining: told?.kind === 'told' ? told.training : undefined,
      result: { run: chosen.run, payload: payload.text },
    };
  }

  async #time({ chosen, training }: EmbedQuestion, { version }: EmbedManifest): Promise<void> {
    if (chosen === undefined || training === undefined) {
      this.timed = undefined;
      return;
    }
    const [model, recipe] = [training.model.id, training.base.id];
    const { timed } = this;
    if (timed?.of === chosen.run && timed.model === model && timed.recipe === recipe) return;
    const asked = { of: chosen.run, model, recipe, told: undefined };
    this.timed = asked;
    const told = await authorTraining(chosen, training, version);
    // Another may have been asked for meanwhile.
    if (this.timed === asked) this.timed = { ...asked, told };
  }

  async #encode(candidate: Candidate): Promise<void> {
    try {
      const text = await embedPayload(candidate, this.#opened);
      if (this.#question?.chosen?.run === candidate.run) this.payload = { of: candidate.run, text };
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }

  async #loadExample(): Promise<void> {
    this.example ??= (await loadExample()) ?? null;
  }

  readonly #loadManifest = async (): Promise<void> => {
    this.failure = undefined;
    try {
      this.manifest = await loadManifest();
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  };

  /** The address follows every change. */
  readonly #become = (changed: Parameters): void => {
    const parameters = { ...this.parameters, ...changed };
    history.replaceState(null, '', routeHash('embed', parameters));
    this.parameters = Object.fromEntries(
      Object.entries(parameters).filter(([, value]) => value !== ''),
    );
  };
}

function opening({ kind, training }: EmbedQuestion, manifest: EmbedManifest) {
  const { before, click } = embedWeight(manifest, training !== undefined);
  switch (kind) {
    case 'script':
      return html`<h1 data-testid="embed-answer">
          <strong>${kilobytes(before)}</strong> in your page
        </h1>
        <p class="lead">
          ${kilobytes(click)} more when a reader measures (gzip). Before that nothing is fetched or
          measured; what is measured stays with the reader.
        </p>`;
    case 'frame':
      return html`<h1 data-testid="embed-answer">
          <strong>${kilobytes(manifest.files['frame.js'].gzipBytes)}</strong> in a frame
        </h1>
        <p class="lead">
          ${kilobytes(click)} more when a reader measures (gzip). Your page itself runs no script of
          the lab, except for the height of the frame.
        </p>`;
    case 'picture':
      return html`<h1 data-testid="embed-answer"><strong>A picture</strong>, without a script</h1>
        <p class="lead">For READMEs and feeds. It leads to the result in the lab.</p>`;
  }
}

customElements.define('fs-embed-page', EmbedPage);
