// The case stories one after another: each founding claim in a few sentences whose figures are put in from the facts and
// the instruments, with its sources and the way to the instrument that recomputes it.
import { html, LitElement, nothing } from 'lit';
import { loadCostClaims } from '../../../facts/cost-claims.ts';
import { loadFoundingArticles } from '../../../facts/founding-articles.ts';
import { deviceName } from '../../../results/device-name.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { type CheckedCostClaim, checkCostClaim } from '../../../trends/claims/check-cost-claim.ts';
import { workOf } from '../../../trends/claims/work-of.ts';
import type { StoryRoute, StorySource, ToldStory } from '../../../trends/stories/story.ts';
import { tellStories } from '../../../trends/stories/tell-story.ts';
import { estimateBasis } from '../../answer/estimate-basis.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { modelsSession } from '../../session/models-session.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { basisStyles } from '../../styles/basis.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { claimTime } from '../claims/claim-time.ts';
import { DeviceRates } from '../device-rates.ts';
import { findView } from '../trend-views.ts';
import { trendsStyles } from '../trends.styles.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import { storiesViewStyles } from './stories-view.styles.ts';
import { segmentView } from './story-marks.ts';

export class StoriesView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    basisStyles,
    deskStyles,
    sheetStyles,
    trendsStyles,
    storiesViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    stories: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare stories: readonly ToldStory[] | undefined;
  declare failure: string | undefined;
  #claims: readonly CheckedCostClaim[] = [];
  readonly #rates = new DeviceRates(this, () => this.session.shown);

  constructor() {
    super();
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.stories === undefined) void this.#load();
  }

  override render() {
    const { stories, failure } = this;
    if (failure !== undefined) {
      return html`<p class="notices bad" role="alert" data-testid="stories-failure">${failure}</p>`;
    }
    if (stories === undefined) return html`<p role="status">Reckoning the stories …</p>`;
    const { shown } = this.session;
    return html`
      ${shown === undefined ? nothing : estimateBasis(shown)}
      <section class="opening" aria-labelledby="question">
        <h1 id="question">
          Why efficiency matters, in <strong>${stories.length} short stories</strong>
        </h1>
        <p class="clock">
          What the articles that this lab grew out of say, one claim after another. No figure is
          typed into a text: each is cited or reckoned here, and leads to what reckons it.
        </p>
        <ul class="legend" aria-label="Legend">
          <li><span class="figure cited">1,000</span> cited</li>
          <li><span class="figure reckoned">1,000</span> reckoned here</li>
          <li><span class="figure cited recalled">1,000</span> rests on something unverified</li>
        </ul>
      </section>
      <ol>
        ${stories.map((story, index) => storyView(story, index, this.#onDevice(story)))}
      </ol>
    `;
  }

  /** How long the work of the story's claim would take there; empty where it is about none. */
  #onDevice({ claims }: ToldStory): string {
    const { shown } = this.session;
    if (!shown) return '';
    for (const id of claims) {
      const checked = this.#claims.find(({ claim }) => claim.id === id);
      const work = checked === undefined ? undefined : workOf(checked, this.#claims);
      const rate = work === undefined ? undefined : this.#rates.of(work.data);
      if (checked === undefined || work === undefined || rate === undefined) continue;
      const time = claimTime(work.flop, rate, deviceName(shown.profile.identity));
      return `${checked.claim.title}: ${time}`;
    }
    return '';
  }

  async #load(): Promise<void> {
    try {
      const [articles, claims, ruler] = await Promise.all([
        loadFoundingArticles(),
        loadCostClaims(),
        modelsSession.efficiencyRuler(),
      ]);
      const costClaims = claims.map((claim) => checkCostClaim(claim)).filter((each) => each.ok);
      this.#claims = costClaims;
      this.stories = tellStories({ articles, costClaims, efficiency: ruler.claims });
    } catch (thrown) {
      this.failure = `The stories could not be reckoned. ${asFlopscopeError(thrown).message}`;
    }
  }
}

function storyView(
  { id, title, segments, route, hash, action, sources }: ToldStory,
  index: number,
  onDevice: string,
) {
  return html`<li>
    <article class="sheet" aria-labelledby=${id} data-testid="story-${id}">
      <header>
        <h2 id=${id}>${index + 1}. ${title}</h2>
      </header>
      <div>
        <p>${segments.map(segmentView)}</p>
        ${onDevice === '' ? nothing : html`<p class="muted">${onDevice}</p>`}
        ${exists(route) ? html`<p><a href=${hash}>${action}</a></p>` : nothing}
        <details class="sources">
          <summary class="small">${sourcesTitle(sources)}</summary>
          <ul>
            ${sources.map(sourceView)}
          </ul>
        </details>
      </div>
    </article>
  </li>`;
}

/** Instruments that are not built yet are not linked to. */
function exists({ screen, parameters }: StoryRoute): boolean {
  return screen !== 'trends' || findView(parameters['view']) !== undefined;
}

/** The day on which articles were looked up is not theirs. */
function sourcesTitle(sources: readonly StorySource[]): string {
  const [first] = sources;
  const work =
    first?.work === undefined ? (first?.source ?? '') : `${first.work}, ${first.date.slice(0, 4)}`;
  return sources.length === 1
    ? `Source: ${work}`
    : `Sources: ${work}, and ${sources.length - 1} more`;
}

function sourceView({ claim, work, date, source, licence, provenance, recalled }: StorySource) {
  return html`<li>
    “${claim}” ${work === undefined ? '' : `${work}. `}${source};
    ${work === undefined ? `checked ${date}` : date}; licence: ${licence}.
    ${unverifiedMark(provenance === 'memory' || recalled.length > 0)}
    ${recalled.length === 0 ? nothing : `${recalled.join('; ')}.`}
  </li>`;
}

customElements.define('fs-stories-view', StoriesView);
