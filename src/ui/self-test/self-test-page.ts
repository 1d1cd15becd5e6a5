// Self-test: does this page compute what others have published? Every anchor is replayed in the page, one after the
// other so that it stays alive, and shown with its error and with the convention that explains it.
import { html, LitElement, nothing } from 'lit';
import {
  ANCHOR_COUNT,
  type AnchorResult,
  countVerdicts,
  replayAnchors,
} from '../../estimate/anchors/replay-anchors.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { nextTask } from '../../shared/next-task.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import './anchor-table.ts';
import { selfTestPageStyles } from './self-test-page.styles.ts';

export class SelfTestPage extends LitElement {
  static override styles = [baseStyles, answerStyles, deskStyles, selfTestPageStyles];
  static override properties = { results: { state: true }, failure: { state: true } };

  declare results: readonly AnchorResult[];
  declare failure: string | undefined;

  constructor() {
    super();
    this.results = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#run();
  }

  override render() {
    const { results, failure } = this;
    const done = results.length === ANCHOR_COUNT;
    const counts = countVerdicts(results);
    return html`
      <section class="opening" aria-labelledby="question">
        <h1 id="question" data-testid="self-test-answer" data-done=${done ? 'yes' : 'no'}>
          ${
            done
              ? counts.fail === 0
                ? html`<strong>${counts.pass} of ${counts.pass + counts.explained}</strong>
                    published figures come
                    out${
                      counts.explained === 0
                        ? nothing
                        : html`, the other ${counts.explained} by another convention`
                    }`
                : html`<strong>${counts.fail}</strong> of
                    ${counts.pass + counts.explained + counts.fail} published figures
                    ${counts.fail === 1 ? 'does' : 'do'} not come out`
              : html`Replaying ${ANCHOR_COUNT} published results …`
          }
        </h1>
        ${
          done
            ? html`<p class="clock" data-testid="self-test-done">
                ${counts.information} more are shown beside ours without a verdict: their sources
                measured or assumed something that no formula fixes. Nothing here is looked up:
                models are counted, energy, prices and times computed by the code that the other
                screens use. Figures of one source are often each other’s inverse, as the hours and
                the utilisation of a run are: then they are one test, not two.
              </p>`
            : nothing
        }
      </section>
      ${
        failure === undefined
          ? nothing
          : html`<p class="notices bad" role="alert">${failure} Reload the page to try again.</p>`
      }
      <fs-anchor-table .results=${results}></fs-anchor-table>
    `;
  }

  async #run(): Promise<void> {
    this.results = [];
    try {
      for await (const result of replayAnchors()) {
        this.results = [...this.results, result];
        await nextTask();
      }
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }
}

customElements.define('fs-self-test-page', SelfTestPage);
