// Below the curves: what a small error costs each estimator, how far theory holds, and what the experiment tells and what
// not. Styled by the sheet and the tables of the view.
import { html, nothing } from 'lit';
import type { FlexibilityPlan } from '../../../models/flexibility/flexibility-plan.ts';
import {
  formatAmount,
  formatCount,
  formatScientific,
  formatShare,
} from '../../../shared/format.ts';
import type { FlexibilityCurve } from '../../../trends/flexibility/flexibility-curves.ts';
import { estimatorLooks } from './estimator-names.ts';
import { type PriceOfFlexibility, priceOfFlexibility } from './flexibility-answer.ts';
import { printZ } from './flexibility-picture.ts';

/** Where z is judged: nearer to the peak, and of fewer samples, single designs decide the mean. */
const OFF_PEAK = 50;
const LEAST_SAMPLES = 30;
/** From so many designs on a standard error is known to an eighth of itself. */
const ENOUGH_DESIGNS = 30;

export function flexibilityEvidence(plan: FlexibilityPlan, curves: readonly FlexibilityCurve[]) {
  const price = priceOfFlexibility(plan, curves);
  const isFound = price.reached.some(({ at }) => at !== null);
  return html`
    ${isFound ? priceSheet(price) : nothing} ${theorySheet(plan, curves)} ${experimentSheet(plan)}
  `;
}

function priceSheet({ error, reached, sentences }: PriceOfFlexibility) {
  return html`<section class="sheet" aria-labelledby="price">
    <header>
      <h2 id="price">What flexibility costs</h2>
      <p>
        The first of the sizes from which on the whole 95 % interval of the error is
        ${formatShare(error)} or less.
      </p>
    </header>
    <div data-testid="flexibility-price">
      ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
      <div
        class="table-frame"
        role="region"
        aria-label="What an error of ${formatShare(error)} takes"
        tabindex="0"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Estimator</th>
              <th scope="col" class="number">Samples</th>
              <th scope="col" class="number">FLOP (1 MAC = 2 FLOP)</th>
              <th scope="col" class="number">Times the oracle’s</th>
            </tr>
          </thead>
          <tbody>
            ${reached.map(
              ({ estimator, at }) =>
                html`<tr>
                  <th scope="row">${estimatorLooks[estimator].name}</th>
                  ${
                    at === null
                      ? html`<td colspan="3" class="reason">at none of the sizes</td>`
                      : html`<td class="number">${formatCount(at.samples)}</td>
                          <td class="number">${formatAmount(at.flops, 'FLOP')}</td>
                          <td class="number">
                            ${at.flopsRatio === null ? '–' : formatScientific(at.flopsRatio)}
                          </td>`
                  }
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>
  </section>`;
}

function theorySheet({ parameters }: FlexibilityPlan, curves: readonly FlexibilityCurve[]) {
  const judged = curves.flatMap(({ points }) =>
    points.flatMap(({ samples, theory, bounds, count }) =>
      theory !== null &&
      bounds !== undefined &&
      samples >= LEAST_SAMPLES &&
      Math.abs(samples - parameters) >= OFF_PEAK
        ? [{ theory, bounds, count }]
        : [],
    ),
  );
  if (judged.length === 0) return nothing;
  const held = judged.filter(
    ({ theory: { performance }, bounds: { low, high } }) =>
      performance >= low && (high === null || performance <= high),
  );
  const fewest = Math.min(...judged.map(({ count }) => count));
  const furthest = Math.max(...judged.map(({ theory: { z } }) => Math.abs(z ?? 0)));
  return html`<section class="sheet" aria-labelledby="theory">
    <header>
      <h2 id="theory">Does theory hold?</h2>
      <p>Of three of the four the mean error is known exactly.</p>
    </header>
    <div data-testid="flexibility-theory">
      <p>
        The 95 % intervals of ${held.length} of ${judged.length} points hold their closed form; by
        chance one in twenty does not, and the sizes of one design go together.
        ${
          fewest < ENOUGH_DESIGNS
            ? nothing
            : `The one furthest away is ${printZ(furthest)} standard errors from it.`
        }
      </p>
      <p>
        Judged are sizes from ${LEAST_SAMPLES} samples on and ${OFF_PEAK} off the peak. At as many
        samples as parameters the mean error of the flexible model is infinite: what it fits exactly
        there is mostly noise.
      </p>
    </div>
  </section>`;
}

function experimentSheet({ parameters, relevant, noise }: FlexibilityPlan) {
  return html`<section class="sheet" aria-labelledby="experiment">
    <header><h2 id="experiment">The experiment</h2></header>
    <div>
      <p>
        After the argument of Thompson, Greenewald, Lee and Manso, “The Computational Limits of Deep
        Learning” (arXiv 2007.05558, 2020-07-10): deep networks do well because they are flexible,
        and flexibility is what their compute pays for. The paper’s noise and sizes are not known
        here; its curves are found anew, not copied.
      </p>
      <p>
        Each sample has ${formatCount(parameters)} standard normal figures; its answer is the sum of
        ${relevant} of them, plus noise of deviation ${noise}. Each design is drawn anew, and its
        larger sizes hold the smaller ones. Your GPU draws the samples and multiplies them, with the
        same kernels as networks run on; a processor core solves the systems of equations. The
        operations counted are those of the textbook method for one estimate.
      </p>
      <p>
        It tells how the four compare when the world is linear and few causes matter. It does not
        tell how far a network is from its own oracle.
      </p>
    </div>
  </section>`;
}
