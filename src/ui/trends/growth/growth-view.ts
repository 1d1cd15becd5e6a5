// Growth: how fast notable models grew in parameters and in training compute, what the largest would take here, what
// they cost, and whether hardware keeps up. All of it is reckoned on the page from cited tables.
import { html, LitElement, nothing } from 'lit';
import { type Accelerator, loadAccelerators } from '../../../facts/accelerators.ts';
import { loadPrices } from '../../../facts/cloud-prices.ts';
import { loadNotableModels } from '../../../facts/notable-models.ts';
import { loadModelMarks } from '../../../facts/notable-models-marks.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { type ClaimedLine, claimedLine } from '../../../trends/growth/claimed-line.ts';
import { modelGrowth } from '../../../trends/growth/model-growth.ts';
import { type ReferenceMark, referenceMarks } from '../../../trends/growth/reference-marks.ts';
import { estimateBasis } from '../../answer/estimate-basis.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { nextFrame } from '../../session/next-frame.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { basisStyles } from '../../styles/basis.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import '../hardware/hardware-section.ts';
import { printPlain } from '../print-spread.ts';
import { trendsStyles } from '../trends.styles.ts';
import './growth-chart.ts';
import { claimedSheet, growthCautions, whereItLeads } from './growth-evidence.ts';
import { growthForm } from './growth-form.ts';
import type { PicturedGrowth } from './growth-picture.ts';
import { askGrowth, type GrowthQuestion } from './growth-question.ts';
import { growthViewStyles } from './growth-view.styles.ts';
import { modelsOf, printFactor, quantityNames } from './growth-words.ts';
import './run-section.ts';
import type { RunFacts } from './run-section.ts';

interface GrowthFacts extends RunFacts {
  readonly claimed: ClaimedLine;
  readonly references: readonly ReferenceMark[];
}

export class GrowthView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    basisStyles,
    deskStyles,
    formStyles,
    sheetStyles,
    tableStyles,
    trendsStyles,
    growthViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    facts: { state: true },
    drawn: { state: true },
    cards: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare facts: GrowthFacts | undefined;
  /** Whether the chart is there. What is below it follows in frames of its own: laid out at once it would be felt. */
  declare drawn: boolean;
  declare cards: readonly Accelerator[];
  declare failure: string | undefined;
  #question: GrowthQuestion | undefined;
  #pictured: PicturedGrowth | undefined;
  #picturedFor = '';
  #domains: readonly (readonly [name: string, count: number])[] = [];

  constructor() {
    super();
    this.parameters = {};
    this.drawn = false;
    this.cards = [];
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.facts === undefined) void this.#load();
  }

  override willUpdate(): void {
    const { facts } = this;
    if (facts === undefined) return;
    const { collection, claimed, references: marks } = facts;
    const question = askGrowth(this.parameters, collection.domains, this.#question);
    this.#question = question;
    const { quantity, domain, from } = question;
    // A new object would draw the chart anew.
    const key = [quantity, domain ?? '', String(from)].join('|');
    if (key === this.#picturedFor) return;
    this.#picturedFor = key;
    const growth = modelGrowth(collection, {
      quantity,
      from,
      ...(domain === undefined ? {} : { domain }),
    });
    this.#pictured = { growth, quantity, domain, claimed, marks };
    this.#domains = collection.domains.flatMap((name) => {
      const { points } = modelGrowth(collection, { quantity, from, domain: name });
      return points.length === 0 && name !== domain ? [] : [[name, points.length] as const];
    });
  }

  override render() {
    const { facts, failure } = this;
    const question = this.#question;
    const pictured = this.#pictured;
    const { shown } = this.session;
    if (failure !== undefined) {
      return html`<p class="notices bad" role="alert" data-testid="growth-failure">${failure}</p>`;
    }
    if (facts === undefined || question === undefined || pictured === undefined) {
      return html`<p role="status">Loading the models …</p>`;
    }
    const { quantity, year, errors, notices } = question;
    const { growth, claimed, marks } = pictured;
    return html`
      ${shown === undefined ? nothing : estimateBasis(shown)}
      ${
        notices.length === 0
          ? nothing
          : html`<div role="status">
              <ul class="notices">
                ${notices.map((notice) => html`<li>${notice}</li>`)}
              </ul>
            </div>`
      }
      <section class="opening" aria-labelledby="question">
        ${this.#opening(pictured, question)}
      </section>
      <section class="desk" aria-label="Models over the years">
        ${growthForm(question, this.parameters, this.#domains, this.#become)}
        <fs-growth-chart
          class=${errors.since === undefined ? '' : 'stale'}
          .pictured=${pictured}
        ></fs-growth-chart>
      </section>
      <section class="sheet" aria-labelledby="leads">
        <header>
          <h2 id="leads">Where the line leads</h2>
          <p>If the largest go on growing as they did.</p>
        </header>
        <div>
          ${staleMark(errors.year !== undefined)} ${whereItLeads(growth, quantity, year, claimed)}
          ${growthCautions(growth, quantity)}
        </div>
      </section>
      <section class="sheet" aria-labelledby="claimed">
        <header>
          <h2 id="claimed">What was claimed</h2>
          <p>In the articles that this lab grew out of, about language models.</p>
        </header>
        <div>${claimedSheet(claimed, growth, quantity, marks)}</div>
      </section>
      ${this.drawn ? this.#below(facts) : nothing}
    `;
  }

  #below(facts: GrowthFacts) {
    const { shown } = this.session;
    return html`<fs-run-section
        .facts=${facts}
        .parameters=${this.parameters}
        .shown=${shown}
        @trend-change=${this.#change}
      ></fs-run-section>
      ${
        this.cards.length === 0
          ? nothing
          : html`<fs-hardware-section
              .cards=${this.cards}
              .parameters=${this.parameters}
              .shown=${shown}
              @trend-change=${this.#change}
            ></fs-hardware-section>`
      }`;
  }

  #opening(
    { growth: { points, all, records }, quantity, domain }: PicturedGrowth,
    question: GrowthQuestion,
  ) {
    const stale = question.errors.since !== undefined;
    if (records.kind === 'none') {
      return html`${staleMark(stale)}
        <h1 id="question" data-testid="growth-answer">
          Too few ${modelsOf(domain)} to tell how fast they grow
        </h1>
        <p class="clock">
          ${points.length === 0 ? 'None' : points.length} since ${question.from} with known
          ${quantityNames[quantity]} ${points.length < 2 ? 'is' : 'are'} held here, and a line needs
          two at different dates, the later one larger. Choose an earlier year, or all domains.
        </p>`;
    }
    const { value, range } = printFactor(records);
    const whole = all.kind === 'none' ? undefined : printFactor(all);
    return html`${staleMark(stale)}
      <h1 id="question" data-testid="growth-answer" class=${stale ? 'stale' : ''}>
        The largest ${modelsOf(domain)} grow <strong>${value}-fold</strong> a
        year${range === '' ? '' : html` <span class="interval">(${range})</span>`} in
        ${quantityNames[quantity]}
      </h1>
      <p class="clock">
        The line runs through the ${records.count} of ${points.length} models since ${question.from}
        that were larger than every one of these before
        them${range === '' ? ': two points tell no interval' : '; in brackets is its 95 % interval'}.
        ${
          records.doubling === null
            ? nothing
            : `That is twice as much every ${printPlain(records.doubling.months)} months.`
        }
        ${
          whole === undefined
            ? nothing
            : `All ${points.length} together: ${whole.value}-fold a year${whole.range === '' ? '' : ` (${whole.range})`}.`
        }
      </p>`;
  }

  async #load(): Promise<void> {
    try {
      const [collection, marks, prices, cards] = await Promise.all([
        loadNotableModels(),
        loadModelMarks(),
        loadPrices(),
        loadAccelerators(),
      ]);
      const card = cards.find(({ id }) => id === marks.server.card);
      if (card === undefined) throw new RangeError(`The card of ${marks.server.name} is missing.`);
      this.facts = {
        ...{ collection, marks, prices, card },
        claimed: claimedLine(collection, marks),
        references: referenceMarks(marks),
      };
      await this.updateComplete;
      await nextFrame();
      this.drawn = true;
      await this.updateComplete;
      await nextFrame();
      this.cards = cards;
    } catch (thrown) {
      this.failure = `The models could not be loaded. ${asFlopscopeError(thrown).message}`;
    }
  }

  readonly #change = ({ detail }: CustomEvent<Parameters>): void => {
    this.#become(detail);
  };

  /** The address follows every change. */
  readonly #become = (changed: Parameters): void => {
    const parameters = { ...this.parameters, ...changed };
    history.replaceState(null, '', routeHash('trends', parameters));
    this.parameters = parameters;
  };
}

customElements.define('fs-growth-view', GrowthView);
