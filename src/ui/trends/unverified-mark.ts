// What nobody checked is said wherever it stands.
import { html, nothing } from 'lit';

/** Styled by `trendsStyles`. */
export function unverifiedMark(unverified: boolean) {
  return unverified
    ? html`<span class="unverified" title="Recalled, not read in a source">unverified</span>`
    : nothing;
}
