// The evidence below the answer: over depth, layer by layer, under the roofline, by other conventions, and what
// was left out.
import { html, LitElement, nothing } from 'lit';
import { roofline } from '../../results/roofline.ts';
import { formatAmount, formatCount, formatShare } from '../../shared/format.ts';
import type { CountedModel } from '../../workers/models-api.ts';
import '../charts/depth-chart.ts';
import '../charts/layer-roofline-chart.ts';
import '../measure/source-label.ts';
import { type Parameters, routeHash } from '../route/route.ts';
import type { ShownResult } from '../session/lab-session.ts';
import type { ModelsSession } from '../session/models-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import './count-actions.ts';
import { type LayersUnderRoof, layersUnderRoof } from './layer-roofline.ts';
import type { LayerView } from './layer-table.ts';
import './layer-table.ts';
import { modelEvidenceStyles } from './model-evidence.styles.ts';
import './not-counted-list.ts';
import './reconciler-view.ts';

export class ModelEvidence extends LitElement {
  static override styles = [baseStyles, controlStyles, sheetStyles, modelEvidenceStyles];
  static override properties = {
    counted: { attribute: false },
    models: { attribute: false },
    shown: { attribute: false },
    view: { attribute: false },
    parameters: { attribute: false },
    roof: { state: true },
    roofReady: { state: true },
  };

  declare counted: CountedModel | undefined;
  declare models: ModelsSession;
  /** The measurement whose ceilings are drawn. */
  declare shown: ShownResult | null | undefined;
  declare view: LayerView;
  declare parameters: Parameters;
  /** Undefined where a ceiling was not measured. */
  declare roof: LayersUnderRoof | undefined;
  /** Whether `roof` says something of the first count or a later one. */
  declare roofReady: boolean;
  /** What `roof` was computed from. */
  #roofOf: readonly unknown[] = [];

  constructor() {
    super();
    this.roofReady = false;
  }

  override willUpdate(): void {
    const { counted, shown } = this;
    const [ofCount, ofShown] = this.#roofOf;
    if (ofCount === counted && ofShown === shown) return;
    this.#roofOf = [counted, shown];
    // In a task of its own: with tens of thousands of layers, the table alone fills one.
    setTimeout(() => {
      const [latest, device] = this.#roofOf;
      if (latest !== counted || device !== shown) return;
      this.roof =
        counted && shown
          ? layersUnderRoof(counted.count.layers, counted.alike, roofline(shown.profile))
          : undefined;
      this.roofReady = true;
    }, 0);
  }

  override render() {
    const { counted } = this;
    if (counted === undefined) return nothing;
    const { count, operatorLabels } = counted;
    return html`
      <section class="sheet" aria-labelledby="depth">
        <header>
          <h2 id="depth">Over the depth</h2>
          <p>Where the arithmetic is, and where the traffic.</p>
        </header>
        <fs-depth-chart .layers=${count.layers}></fs-depth-chart>
      </section>
      <section class="sheet wide" aria-labelledby="layers">
        <header>
          <h2 id="layers">Every layer</h2>
          <p>
            One forward pass in f32. Bytes: every tensor read or written once. What repeats with
            equal figures stands once, summed up.
          </p>
        </header>
        <fs-layer-table
          .layers=${count.layers}
          .alike=${counted.alike}
          .labels=${operatorLabels}
          .view=${this.view}
        ></fs-layer-table>
      </section>
      <section class="sheet" aria-labelledby="layer-roofline">
        <header>
          <h2 id="layer-roofline">On the roofline</h2>
          <p>What each layer can reach at most under measured ceilings.</p>
        </header>
        ${this.#roofline()}
      </section>
      <section class="sheet" aria-labelledby="other-tools">
        <header>
          <h2 id="other-tools">Why does another tool say another number?</h2>
          <p>Each decision in which counts differ, and what it changes here.</p>
        </header>
        <fs-reconciler
          .models=${this.models}
          .count=${counted}
          .switches=${this.parameters['switches'] ?? ''}
          .said=${this.parameters['said'] ?? ''}
        ></fs-reconciler>
      </section>
      <section class="sheet" aria-labelledby="left-out">
        <header>
          <h2 id="left-out">Not counted</h2>
          <p>And what was decided in building the model.</p>
        </header>
        <fs-not-counted
          .items=${count.notCounted}
          .notes=${count.notes}
          .flops=${count.flops}
        ></fs-not-counted>
      </section>
      <section class="sheet screen-only" aria-labelledby="take-along">
        <header><h2 id="take-along">Take along</h2></header>
        <fs-count-actions .count=${count}></fs-count-actions>
      </section>
    `;
  }

  #roofline() {
    const { shown, roof: under } = this;
    if (shown === undefined || !this.roofReady) return nothing;
    if (shown === null || under === undefined) {
      return html`<div data-testid="no-ceilings">
        <p>
          There are no measured ceilings of f32 arithmetic and memory to hold the layers against.
        </p>
        <p class="screen-only">
          <a class="button" href=${routeHash('measure')}>Measure this GPU</a>
        </p>
      </div>`;
    }
    const { compute, memory } = under.seconds;
    const together = compute + memory;
    return html`<div class="under-roof" data-testid="layer-roofline">
      <fs-source-label .shown=${shown}></fs-source-label>
      <p>
        No faster than <b>${formatAmount(together, 's')}</b> for one forward pass in f32:
        ${formatShare(together === 0 ? 0 : compute / together)} of that in layers limited by
        arithmetic, ${formatShare(together === 0 ? 0 : memory / together)} in layers limited by
        memory.
      </p>
      <fs-layer-roofline .points=${under.points} .figures=${shown.profile}></fs-layer-roofline>
      ${
        under.left === 0
          ? nothing
          : html`<p class="small muted">
              Drawn are the ${formatCount(under.points.length)} kinds of layers with most FLOPs;
              ${formatCount(under.left)} more are part of the time.
            </p>`
      }
      ${
        under.moving === 0
          ? nothing
          : html`<p class="small muted">
              ${under.moving === 1 ? '1 layer computes' : `${under.moving} layers compute`} nothing
              and only ${under.moving === 1 ? 'moves' : 'move'} data; not drawn, but part of the
              time.
            </p>`
      }
    </div>`;
  }
}

customElements.define('fs-model-evidence', ModelEvidence);
