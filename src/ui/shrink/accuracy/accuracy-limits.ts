// What the experiment tells and what not, and what it was fed.
import { html } from 'lit';
import { routeHash } from '../../route/route.ts';
import './digits-source.ts';

export function accuracyLimits() {
  return html`<section class="sheet" aria-labelledby="tells">
      <header><h2 id="tells">What this tells, and what not</h2></header>
      <div>
        <p>
          It tells what each method does to one trained network under equal conditions: for each
          seed the same start, the same images in the same order, and a difference of its own.
        </p>
        <p>
          It does not tell how much a large network can lose. Digits are easy, this network has
          42,298 weights, and its kernels are so short that starting them weighs more than in a
          large one. What was published of large ones, and what their kernels gain here, is under
          <a href=${routeHash('shrink', { view: 'variants' })}>What does shrinking buy?</a>
        </p>
      </div>
    </section>
    <section class="sheet" aria-labelledby="images">
      <header><h2 id="images">The images</h2></header>
      <fs-digits-source></fs-digits-source>
    </section>`;
}
