// Why a saving does or does not arrive: for each variant what there is to say, where its time goes, and when the making
// of it is repaid. Folded, as there is much of it; the bars are drawn once they are asked for.
import { html, LitElement, nothing } from 'lit';
import type { CompareAnswer } from '../../../estimate/shrink/compare-question.ts';
import type { ComparedVariant } from '../../../estimate/shrink/variant-comparison.ts';
import { printDuration, printEnergy } from '../../../estimate/shrink/print-amount.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { groupStyles } from '../../styles/group.styles.ts';
import { passKinds, passName, passOfVariant } from './comparison-passes.ts';
import { printTimes, timesParts } from './print-comparison.ts';
import './time-parts.ts';
import { variantReasonsStyles } from './variant-reasons.styles.ts';

export class VariantReasons extends LitElement {
  static override styles = [baseStyles, controlStyles, groupStyles, variantReasonsStyles];
  static override properties = {
    answer: { attribute: false },
    telling: { attribute: false },
    opened: { state: true },
  };

  declare answer: CompareAnswer | undefined;
  /** Id of the variant that is open at first. */
  declare telling: string | undefined;
  /** Ids, once a person has opened or closed one. */
  declare opened: ReadonlySet<string> | undefined;

  override render() {
    const { answer } = this;
    if (answer === undefined) return nothing;
    return answer.single.variants.map((variant) => this.#variant(variant, answer));
  }

  #variant(variant: ComparedVariant, answer: CompareAnswer) {
    const { id, name, notes } = variant;
    const isOpen = this.#open.has(id);
    return html`<details
      data-testid="why-${id}"
      ?open=${isOpen}
      @toggle=${(event: Event) => {
        if (event.currentTarget instanceof HTMLDetailsElement) {
          this.#toggled(id, event.currentTarget.open);
        }
      }}
    >
      <summary><b>${name}</b> <span>${summaryOf(variant)}</span></summary>
      ${
        isOpen
          ? html`<div class="inside">
              ${
                notes.length === 0
                  ? nothing
                  : html`<ul>
                      ${notes.map((note) => html`<li>${note}</li>`)}
                    </ul>`
              }
              ${this.#parts(variant, answer)} ${makingOf(variant)}
            </div>`
          : nothing
      }
    </details>`;
  }

  /** The pass that the sentence above is about, and writing where there is any. */
  #parts({ id, name }: ComparedVariant, answer: CompareAnswer) {
    return passKinds(answer).flatMap((kind) =>
      kind.passes.flatMap((pass) => {
        const own = passOfVariant(id, pass);
        if (own?.parts === null || own?.parts === undefined) return [];
        return [
          html`<fs-time-parts
            .dense=${passOfVariant('dense', pass)}
            .own=${own}
            .name=${name}
            .caption=${passName(kind, pass)}
          ></fs-time-parts>`,
        ];
      }),
    );
  }

  get #open(): ReadonlySet<string> {
    return this.opened ?? new Set(this.telling === undefined ? [] : [this.telling]);
  }

  #toggled(id: string, isOpen: boolean): void {
    if (isOpen === this.#open.has(id)) return;
    const opened = new Set(this.#open);
    if (isOpen) opened.add(id);
    else opened.delete(id);
    this.opened = opened;
  }
}

/** "promises 9.1×, gives 1.4× (1.3–1.6)". */
function summaryOf({ forward, decode }: ComparedVariant): string {
  const said = ({ theoreticalSpeedup, measuredSpeedup }: ComparedVariant['forward']): string => {
    const promise = `promises ${printTimes(theoreticalSpeedup)}`;
    if (measuredSpeedup === null) return `${promise}; its time is not known`;
    const { value, range } = timesParts(measuredSpeedup);
    return `${promise}, gives ${value}${range === '' ? '' : ` (${range})`}`;
  };
  return decode === null ? said(forward) : `reading ${said(forward)}; writing ${said(decode)}`;
}

function makingOf({ breakEven }: ComparedVariant) {
  if (breakEven === null) return nothing;
  const { seconds, energyKwh, teacherSeconds, inferences, tokens, runs, notes } = breakEven;
  const cost = [
    ...(seconds === null || seconds.high === 0 ? [] : [printDuration(seconds)]),
    ...(energyKwh === null || energyKwh.high === 0 ? [] : [printEnergy(energyKwh)]),
  ];
  const teacher =
    teacherSeconds === null ? '' : `, the teacher’s ${printDuration(teacherSeconds)} included`;
  const repayments = [
    { by: 'By answers', ...inferences },
    ...(tokens === null ? [] : [{ by: 'By tokens that are written', ...tokens }]),
    { by: 'By later trainings', ...runs },
  ];
  return html`<div class="making">
    <h3>Making it${cost.length === 0 ? '' : `: ${cost.join(', ')} here${teacher}`}</h3>
    <dl>
      ${repayments.map(
        ({ by, sentence }) =>
          html`<div>
            <dt>${by}</dt>
            <dd>${sentence}</dd>
          </div>`,
      )}
    </dl>
    <ul>
      ${notes.map((each) => html`<li>${each}</li>`)}
    </ul>
  </div>`;
}

customElements.define('fs-variant-reasons', VariantReasons);
