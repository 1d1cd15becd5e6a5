// The question, or its answer in one sentence with what that rests on.
import { html, nothing } from 'lit';
import type { DigitsPiece } from '../../../models/digits-shrink/digits-piece.ts';
import type { DigitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import type { DigitsSummary } from '../../../models/digits-shrink/summarise-digits.ts';
import { detectedName } from '../../../results/device-name.ts';
import { formatCount } from '../../../shared/format.ts';
import type { AdapterIdentity } from '../../../shared/result/schema.ts';
import { accuracyAnswer, overSeeds } from './accuracy-answer.ts';
import { stillMissing } from './accuracy-run.ts';

export interface OpeningFacts {
  readonly plan: DigitsPlan;
  readonly only: readonly string[] | undefined;
  readonly pieces: readonly DigitsPiece[];
  readonly summary: DigitsSummary | undefined;
  /** Whether the pieces were found on the device that is here, and which that is. */
  readonly here: boolean;
  readonly identity: AdapterIdentity | undefined;
}

export function accuracyOpening({ plan, only, pieces, summary, here, identity }: OpeningFacts) {
  const answer = summary === undefined ? undefined : accuracyAnswer(plan, summary);
  if (summary === undefined || answer === undefined) {
    return html`<h1 id="question" data-testid="accuracy-question">
        What does a smaller network cost in accuracy?
      </h1>
      <p class="clock">
        A small network learns to read handwritten digits, here, on this device. Then it is pruned,
        quantized, narrowed, distilled and fused, and each of these is examined on digits that none
        has seen.
      </p>`;
  }
  const { missing, all } = stillMissing(plan, only, pieces);
  const examined = pieces[0]?.examined ?? 0;
  const where = here && identity !== undefined ? `, on ${printIdentity(identity)}` : '';
  return html`<h1 id="question" data-testid="accuracy-answer">
      ${answer.claim}: <strong class="amount">${answer.figures}</strong>
    </h1>
    <p class="clock" data-testid="accuracy-basis">
      Measured ${here ? 'here' : 'elsewhere'} ${overSeeds(summary.seeds)}${where}, by
      ${formatCount(examined)} handwritten digits that no network had learnt from.
      ${missing === 0 ? nothing : `So far ${all - missing} of ${all} steps are done.`}
      ${
        plan.size === 'smoke'
          ? 'The size smoke trains too briefly for figures to rely on.'
          : nothing
      }
    </p>`;
}

function printIdentity(identity: AdapterIdentity): string {
  return `${detectedName(identity)}${identity.softwareAdapter ? ' (a processor, not a GPU)' : ''}`;
}
