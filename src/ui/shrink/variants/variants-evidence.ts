// What stands behind the answer: every figure with its origin, why a saving does not arrive, the roofline of the largest
// layer, from which sparsity on pruning pays, and what is assumed.
import { html, LitElement, nothing } from 'lit';
import type { CompareAnswer, CompareQuestion } from '../../../estimate/shrink/compare-question.ts';
import type { VariantComparison } from '../../../estimate/shrink/variant-comparison.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import type { LabSession } from '../../session/lab-session.ts';
import '../run-variants/run-variants.ts';
import './comparison-table.ts';
import './crossover-chart.ts';
import type { ProductPicture } from './product-point.ts';
import './product-roofline.ts';
import { tellingVariant } from './telling-variant.ts';
import './two-of-four.ts';
import './variant-reasons.ts';
import { variantsEvidenceStyles } from './variants-evidence.styles.ts';

type Batch = 'single' | 'large';

export class VariantsEvidence extends LitElement {
  static override styles = [baseStyles, controlStyles, sheetStyles, variantsEvidenceStyles];
  static override properties = {
    session: { attribute: false },
    question: { attribute: false },
    answer: { attribute: false },
    profile: { attribute: false },
    isOwn: { attribute: false },
    batch: { state: true },
  };

  declare session: LabSession;
  /** That `answer` answers. */
  declare question: CompareQuestion | undefined;
  declare answer: CompareAnswer | undefined;
  /** That the answer rests on. */
  declare profile: DeviceProfile | undefined;
  /** Whether that was measured here, compressed kernels among it. */
  declare isOwn: boolean;
  /** Of the roofline and the crossover. */
  declare batch: Batch;
  #products: ProductPicture | undefined;

  constructor() {
    super();
    this.isOwn = false;
    this.batch = 'single';
  }

  get #comparison(): VariantComparison | undefined {
    const { answer, batch } = this;
    return batch === 'large' && answer?.large ? answer.large : answer?.single;
  }

  override willUpdate(): void {
    const comparison = this.#comparison;
    const { profile } = this;
    this.#products =
      comparison === undefined || profile === undefined
        ? undefined
        : productsOf(comparison, profile);
  }

  override render() {
    const { answer } = this;
    const comparison = this.#comparison;
    if (answer === undefined || comparison === undefined) return nothing;
    const { single, notes } = answer;
    return html`
      <section class="wide" aria-labelledby="table">
        <header>
          <h2 id="table">Promised and measured</h2>
          <p>
            Speed-ups are times of the dense network over times of the variant; below 1× the variant
            is slower. ${notes.join(' ')}
          </p>
        </header>
        <fs-comparison-table .answer=${answer}></fs-comparison-table>
      </section>
      <section class="sheet" aria-labelledby="why">
        <header>
          <h2 id="why">Why it does not arrive</h2>
          <p>Or why it does: where the time of each variant goes, and what making it takes.</p>
        </header>
        <fs-variant-reasons
          .answer=${answer}
          .telling=${tellingVariant(single.variants)?.variant.id}
        ></fs-variant-reasons>
      </section>
      ${this.#run()} ${this.#roofline()} ${this.#crossover(comparison)}
      <section class="sheet" aria-labelledby="two-of-four">
        <header><h2 id="two-of-four">2:4 sparsity</h2></header>
        <fs-two-of-four data-testid="two-of-four"></fs-two-of-four>
      </section>
      <section class="sheet" aria-labelledby="assumptions">
        <header><h2 id="assumptions">What this assumes</h2></header>
        <ul>
          ${[...new Set([...single.notes, ...single.warnings])].map((each) => html`<li>${each}</li>`)}
        </ul>
      </section>
    `;
  }

  #run() {
    const { session, question, answer, profile, isOwn } = this;
    if (question === undefined) return nothing;
    return html`<section class="sheet" aria-labelledby="run">
      <header>
        <h2 id="run">Is this right? Run them.</h2>
        <p>Speed-ups foretold from kernels, beside the networks really run on this device.</p>
      </header>
      <fs-run-variants
        .session=${session}
        .question=${question}
        .comparison=${answer?.single}
        .profile=${isOwn ? profile : undefined}
      ></fs-run-variants>
    </section>`;
  }

  #roofline() {
    const picture = this.#products;
    if (picture === undefined || picture.points.length < 2) return nothing;
    const dense = picture.points.find(({ isDense }) => isDense);
    return html`<section class="sheet" aria-labelledby="roofline">
      <header>
        <h2 id="roofline">One layer under the roofline</h2>
        <p>
          The layer with most work${dense === undefined ? '' : `, “${dense.product.layer}”`}. FLOPs
          are those of what is stored: a variant that does less work in as much time stands lower.
        </p>
      </header>
      <div>
        ${this.#batches('roofline')}
        <fs-product-roofline .picture=${picture}></fs-product-roofline>
      </div>
    </section>`;
  }

  #crossover({ crossovers }: VariantComparison) {
    const [first] = crossovers;
    if (first === undefined) return nothing;
    const { layer, inputs, outputs, rows } = first;
    return html`<section class="sheet" aria-labelledby="crossover">
      <header>
        <h2 id="crossover">From which sparsity on it pays</h2>
        <p>
          Asked of “${layer}” (${inputs} → ${outputs}, ${rows} ${rows === 1 ? 'row' : 'rows'}), the
          layer with most work, copies included.
        </p>
      </header>
      <div>
        ${this.#batches('crossover')}
        <fs-crossover-chart .crossovers=${crossovers}></fs-crossover-chart>
      </div>
    </section>`;
  }

  #batches(name: string) {
    const { answer, batch } = this;
    if (answer?.large === null || answer === undefined) return nothing;
    const choices = [
      { id: 'single', of: answer.single },
      { id: 'large', of: answer.large },
    ] as const;
    return html`<fieldset class="batches">
      <legend class="visually-hidden">Batch</legend>
      ${choices.map(
        ({ id, of }) =>
          html`<label>
            <input
              type="radio"
              name=${name}
              value=${id}
              data-testid="${name}-${id}"
              .checked=${id === batch}
              @change=${() => {
                this.batch = id;
              }}
            />
            Batch ${of.batch}
          </label>`,
      )}
    </fieldset>`;
  }
}

/** Kept for each comparison, as a chart is drawn anew for another object. */
const pictures = new WeakMap<VariantComparison, ProductPicture>();

function productsOf(comparison: VariantComparison, profile: DeviceProfile): ProductPicture {
  const known = pictures.get(comparison);
  if (known !== undefined) return known;
  const { dense, variants } = comparison;
  const made = {
    points: [dense, ...variants].flatMap((variant) => {
      const product = variant.forward.largestProduct;
      return product === null ? [] : [{ name: variant.name, isDense: variant === dense, product }];
    }),
    figures: profile,
  };
  pictures.set(comparison, made);
  return made;
}

customElements.define('fs-variants-evidence', VariantsEvidence);
