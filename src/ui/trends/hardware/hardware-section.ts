// "Is hardware slowing?": what a TFLOPS costs and draws by year over the dated cards, the earlier half of the years
// against the later, and where the person's own device lies.
import { html, LitElement, nothing } from 'lit';
import { ownCardOf } from '../../../estimate/clocks/compare-clocks.ts';
import type { Accelerator } from '../../../facts/accelerators.ts';
import { FlopscopeError } from '../../../shared/errors.ts';
import { hardwareTrend, type HardwareTrend } from '../../../trends/hardware/hardware-trend.ts';
import { type OwnHardware, ownHardware } from '../../../trends/hardware/own-device.ts';
import { pickableCards } from '../../clocks/pickable-cards.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import type { PickableModel } from '../../picker/filter-models.ts';
import type { Parameters } from '../../route/route.ts';
import type { ShownResult } from '../../session/lab-session.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { tellTrend } from '../trend-change.ts';
import './hardware-chart.ts';
import { hardwareForm } from './hardware-form.ts';
import type { PicturedHardware } from './hardware-picture.ts';
import { askHardware, type HardwareQuestion } from './hardware-question.ts';
import { hardwareSectionStyles } from './hardware-section.styles.ts';
import { describeFit, verdictNames } from './hardware-words.ts';

interface Placed {
  readonly own: OwnHardware | null;
  /** Why it is not placed, and what would help. */
  readonly reason: string;
}

export class HardwareSection extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    formStyles,
    hardwareSectionStyles,
  ];
  static override properties = {
    cards: { attribute: false },
    parameters: { attribute: false },
    shown: { attribute: false },
  };

  declare cards: readonly Accelerator[];
  declare parameters: Parameters;
  declare shown: ShownResult | null | undefined;
  #question: HardwareQuestion | undefined;
  #trend: HardwareTrend | undefined;
  #trendFor = '';
  #card: Accelerator | undefined;
  #pickable: readonly PickableModel[] = [];
  #placed: Placed = { own: null, reason: '' };
  #placedFor: readonly unknown[] = [];
  #pictured: PicturedHardware | undefined;

  constructor() {
    super();
    this.cards = [];
    this.parameters = {};
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const question = askHardware(this.parameters, this.#question);
    this.#question = question;
    if (changed.has('cards')) this.#pickable = pickableCards(this.cards);
    const { measure, precision, segments } = question;
    const key = [measure, precision, ...segments].join('|');
    if (changed.has('cards') || key !== this.#trendFor) {
      this.#trendFor = key;
      this.#trend = hardwareTrend(this.cards, { measure, precision, segments });
    }
    const { card: chosen } = this.parameters;
    const { shown } = this;
    this.#card =
      this.cards.find(({ id }) => id === chosen) ??
      (shown ? ownCardOf(shown.profile.identity, this.cards) : undefined);
    // New objects would draw the chart anew.
    const of = [this.#trend, shown, this.#card, question.amount, question.released];
    if (of.every((each, index) => each === this.#placedFor[index]) && this.#pictured) return;
    this.#placedFor = of;
    this.#placed = this.#place(question);
    if (this.#trend !== undefined) {
      this.#pictured = { trend: this.#trend, measure, own: this.#placed.own };
    }
  }

  override render() {
    const question = this.#question;
    const trend = this.#trend;
    if (question === undefined || trend === undefined || this.cards.length === 0) return nothing;
    const { slowing, fit, cautions } = trend;
    const isStale = question.errors.segments !== undefined;
    return html`<section aria-labelledby="slowing">
      <div class="verdict">
        ${staleMark(isStale)}
        <h2 id="slowing">Is hardware slowing? <b>${verdictNames[slowing.verdict]}</b></h2>
        <p data-testid="hardware-answer">
          ${describeFit(fit, question.measure)} ${slowing.sentence}
        </p>
      </div>
      <div class="desk">
        ${hardwareForm(
          {
            ...{
              question,
              parameters: this.parameters,
              pickable: this.#pickable,
              card: this.#card,
            },
            own: this.#placed.own,
            reason: this.#placed.reason,
          },
          (changed) => {
            tellTrend(this, changed);
          },
        )}
        <div>
          <fs-hardware-chart
            class=${isStale ? 'stale' : ''}
            .pictured=${this.#pictured}
          ></fs-hardware-chart>
          <ul class="cautions">
            ${cautions.map((each) => html`<li>${each}</li>`)}
          </ul>
        </div>
      </div>
    </section>`;
  }

  #place({ measure, precision, amount, released }: HardwareQuestion): Placed {
    const { shown } = this;
    if (!shown) {
      return { own: null, reason: 'Measure this GPU, or open a result, to place it here.' };
    }
    if (precision !== 'f32' && precision !== 'f16') {
      return {
        own: null,
        reason:
          'A browser does not reach matrix units: the device can be placed in plain f32 and f16.',
      };
    }
    const card = this.#card;
    try {
      const own = ownHardware({
        ...{ profile: shown.profile, measure, precision },
        ...(card === undefined ? {} : { card }),
        ...(amount === undefined ? {} : { amount }),
        ...(released === undefined ? {} : { released }),
      });
      return { own, reason: '' };
    } catch (thrown) {
      if (thrown instanceof FlopscopeError) return { own: null, reason: thrown.message };
      throw thrown;
    }
  }
}

customElements.define('fs-hardware-section', HardwareSection);
