// Energy, money and carbon of the run above: four figures, what they compare with, which input matters most, and
// every input to be replaced. Its facts come when the section is first shown.
import { html, LitElement, nothing } from 'lit';
import { estimateFootprint, type Footprint } from '../../estimate/footprint/estimate-footprint.ts';
import {
  type FootprintContext,
  footprintContext,
} from '../../estimate/footprint/footprint-context.ts';
import {
  type FootprintFacts,
  loadFootprintFacts,
} from '../../estimate/footprint/load-footprint-facts.ts';
import { parseFootprint, type ParsedFootprint } from '../../estimate/footprint/parse-footprint.ts';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { Parameters } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import type { FootprintEdit } from './footprint-form.ts';
import './footprint-form.ts';
import { everydayThings, footprintFigures, pricePerPoint } from './footprint-figures.ts';
import { footprintParameters, noFootprintParameters } from './footprint-parameters.ts';
import { footprintSectionStyles } from './footprint-section.styles.ts';
import { markStyles } from './mark.styles.ts';
import { recallFootprint, rememberFootprint } from './remembered-footprint.ts';
import './tornado-chart.ts';

export class FootprintSection extends LitElement {
  static override styles = [baseStyles, controlStyles, markStyles, footprintSectionStyles];
  static override properties = {
    estimate: { attribute: false },
    profile: { attribute: false },
    parameters: { attribute: false },
    facts: { state: true },
    failed: { state: true },
  };

  declare estimate: TrainingEstimate | undefined;
  declare profile: DeviceProfile | undefined;
  /** Of the whole screen. */
  declare parameters: Parameters;
  declare facts: FootprintFacts | undefined;
  declare failed: boolean;
  #context: FootprintContext | undefined;
  #parsed: ParsedFootprint | undefined;
  /** The last valid answer. */
  #footprint: Footprint | undefined;

  constructor() {
    super();
    this.parameters = {};
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.facts === undefined) void this.#load();
  }

  override firstUpdated(): void {
    const remembered = recallFootprint();
    const linked = Object.keys(footprintParameters(this.parameters)).length > 0;
    if (!linked && Object.keys(remembered).length > 0) this.#tell(remembered);
  }

  override willUpdate(): void {
    const { facts, estimate, profile } = this;
    if (facts === undefined || estimate === undefined || profile === undefined) return;
    this.#context = footprintContext(estimate, profile, facts);
    const typed = footprintParameters(this.parameters);
    this.#parsed = parseFootprint(typed, this.#context);
    // A link may begin with something wrong: then the answer is that of its other figures.
    const wrong = this.#parsed.ok ? {} : this.#parsed.errors;
    const valid =
      this.#parsed.ok || this.#footprint !== undefined
        ? this.#parsed
        : parseFootprint(without(typed, wrong), this.#context);
    if (valid.ok) this.#footprint = estimateFootprint(valid.request);
  }

  override render() {
    if (this.failed) {
      return html`<p role="alert">
        The figures for energy, money and carbon could not be loaded.
        <button type="button" @click=${() => void this.#load()}>Try again</button>
      </p>`;
    }
    const { facts } = this;
    const parsed = this.#parsed;
    const context = this.#context;
    const footprint = this.#footprint;
    if (facts === undefined || parsed === undefined || context === undefined) {
      return html`<p class="muted" role="status">Loading the cited figures…</p>`;
    }
    return html`
      ${footprint === undefined ? nothing : this.#answer(footprint, facts, !parsed.ok)}
      <div class="screen-only">
        <h3 id="inputs">The figures behind it</h3>
        <fs-footprint-form
          .context=${context}
          .parsed=${parsed}
          .typed=${footprintParameters(this.parameters)}
          @footprint-edit=${this.#edit}
          @footprint-reset=${this.#reset}
        ></fs-footprint-form>
      </div>
    `;
  }

  #answer(footprint: Footprint, facts: FootprintFacts, stale: boolean) {
    return html`
      <div class=${stale ? 'stale' : ''}>
        ${
          stale
            ? html`<p class="error" role="status">Not updated: a figure below needs correcting.</p>`
            : nothing
        }
        ${footprintFigures(footprint)}
      </div>
      ${pricePerPoint(footprint)} ${everydayThings(footprint, facts.things)}
      <div>
        <h3>What matters most</h3>
        <fs-tornado .footprint=${footprint}></fs-tornado>
        <p class="method">${footprint.combination}</p>
      </div>
    `;
  }

  async #load(): Promise<void> {
    try {
      this.facts = await loadFootprintFacts();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  #edit(event: CustomEvent<FootprintEdit>): void {
    const { key, value } = event.detail;
    const next = { ...footprintParameters(this.parameters), [key]: value };
    rememberFootprint(next);
    this.#tell(next);
  }

  #reset(): void {
    rememberFootprint({});
    this.#tell(noFootprintParameters());
  }

  /** The page keeps the address; this only says what of it changes. */
  #tell(detail: Parameters): void {
    this.dispatchEvent(new CustomEvent('footprint-change', { detail }));
  }
}

function without(typed: Parameters, wrong: object): Parameters {
  return Object.fromEntries(Object.entries(typed).filter(([key]) => !Object.hasOwn(wrong, key)));
}

customElements.define('fs-footprint', FootprintSection);
