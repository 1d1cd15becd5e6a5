// The founding articles' claims on smaller models, figure by figure: what was said, what comes out here, and from what.
import { html, LitElement, nothing } from 'lit';
import { printDuration } from '../../estimate/shrink/print-amount.ts';
import type {
  CheckedClaim,
  ClaimCheck,
  ClaimedModel,
} from '../../estimate/shrink/founding-claims.ts';
import type { Range } from '../../estimate/training-estimate.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatShare, withUnit } from '../../shared/format.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { modelsSession } from '../session/models-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { foundingClaimsStyles } from './founding-claims.styles.ts';

const quantityNames: Readonly<Record<ClaimCheck['quantity'], string>> = {
  'parameters-saved': 'Parameters saved',
  'times-smaller': 'Parameters, times fewer',
  'rate-gained': 'Rate gained',
  'score-kept': 'Score kept',
};

export class FoundingClaims extends LitElement {
  static override styles = [baseStyles, tableStyles, foundingClaimsStyles];
  static override properties = {
    profile: { attribute: false },
    claims: { state: true },
    failure: { state: true },
  };

  declare profile: DeviceProfile | undefined;
  declare claims: readonly CheckedClaim[] | undefined;
  declare failure: string | undefined;
  /** Whose answer is there or under way. */
  #asked: DeviceProfile | undefined;

  override willUpdate(): void {
    const { profile } = this;
    if (profile === undefined || profile === this.#asked) return;
    this.#asked = profile;
    modelsSession.checkClaims(profile).then(
      (claims) => {
        if (this.#asked === profile) this.claims = claims;
      },
      (thrown: unknown) => {
        if (this.#asked === profile) this.failure = asFlopscopeError(thrown).message;
      },
    );
  }

  override render() {
    const { claims, failure } = this;
    if (failure !== undefined) return html`<p role="alert">${failure}</p>`;
    if (claims === undefined) return html`<p class="muted" role="status">Computing …</p>`;
    return claims.map(claimView);
  }
}

function claimView({ claim, checks, small, large, timesAsFast, example }: CheckedClaim) {
  return html`<section class="claim" data-testid="claim-${claim.id}">
    <h3>${claim.claim}</h3>
    <div class="table-frame" role="region" aria-label=${claim.claim} tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" class="number">Claimed</th>
            <th scope="col" class="number">Here</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          ${checks.map(
            ({ quantity, says, found, holds, basis }) =>
              html`<tr>
                <th scope="row">${quantityNames[quantity]}</th>
                <td class="number">
                  ${printFigure(quantity, { value: says, low: says, high: says })}
                </td>
                <td class="number">
                  ${printFigure(quantity, found)}
                  <span class=${holds ? 'holds' : 'differs'}>${holds ? 'holds' : 'differs'}</span>
                </td>
                <td class="muted">${basis}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small muted">
      ${modelText(small)} beside ${modelText(large)}: ${printTimes(timesAsFast)} as fast here, for
      ${example}. ${claim.source}${claim.date === undefined ? nothing : `, ${claim.date}`}; checked
      ${claim.checked}.
    </p>
  </section>`;
}

function modelText({ name, params, macs, seconds }: ClaimedModel): string {
  return `${name} (${formatAmount(params, '').trim()} parameters, ${formatAmount(macs, 'MAC')}, ${printDuration(seconds)})`;
}

function printFigure(quantity: ClaimCheck['quantity'], range: Range): string {
  if (quantity === 'times-smaller') return printTimes(range);
  const { value, low, high } = range;
  return low === high
    ? formatShare(value)
    : `${formatShare(value)} (${formatShare(low)} to ${formatShare(high)})`;
}

/** "15.7 times", "0.96 (0.71–1.5) times". */
function printTimes({ value, low, high }: Range): string {
  const print = (times: number, digits: number): string =>
    times.toLocaleString('en', { maximumSignificantDigits: digits });
  return low === high
    ? withUnit(print(value, 3), 'times')
    : withUnit(`${print(value, 2)} (${print(low, 2)}–${print(high, 2)})`, 'times');
}

customElements.define('fs-founding-claims', FoundingClaims);
