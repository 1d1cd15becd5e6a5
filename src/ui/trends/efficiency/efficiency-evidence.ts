// Below the ruler: what was claimed and recomputed, the levels with two points, the unit trap, and the claim about
// inference. Styled by the sheet and the tables of the view.
import { html } from 'lit';
import type { EfficiencyRuler } from '../../../trends/efficiency/efficiency-ruler.ts';
import { claimsTable } from './claims-table.ts';
import { inferenceTable } from './inference-table.ts';
import { twoPointTable } from './two-point-table.ts';
import { unitTrapTable } from './unit-trap-table.ts';

export function efficiencyEvidence(ruler: EfficiencyRuler) {
  return html`
    <section class="sheet" aria-labelledby="claims">
      <header>
        <h2 id="claims">What was claimed</h2>
        <p>By OpenAI and in the articles that this lab grew out of, recomputed from the data.</p>
      </header>
      <div>${claimsTable(ruler.claims)}</div>
    </section>
    <section class="sheet" aria-labelledby="two-points">
      <header>
        <h2 id="two-points">Two points</h2>
        <p>Other levels of the same table. Two points give a ratio and no interval.</p>
      </header>
      <div>
        ${twoPointTable(ruler.twoPointLevels)}
        <p class="small muted">
          The table dates six preprints in January of their year, whatever month they appeared in.
        </p>
      </div>
    </section>
    <section class="sheet" aria-labelledby="unit">
      <header>
        <h2 id="unit">The unit trap</h2>
        <p>A teraFLOP/s-day of the table counts a multiply-accumulate once.</p>
      </header>
      <div>
        <p>${ruler.unitTrap.sentence}</p>
        ${unitTrapTable(ruler.unitTrap)}
      </div>
    </section>
    <section class="sheet" aria-labelledby="inference">
      <header>
        <h2 id="inference">18 times at inference</h2>
        <p>Which ShuffleNet is meant? Counted by the zoo.</p>
      </header>
      <div>${inferenceTable(ruler.inference)}</div>
    </section>
  `;
}
