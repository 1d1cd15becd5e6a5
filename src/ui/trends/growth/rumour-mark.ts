// What was said and never confirmed is marked like what was only recalled.
import { html, nothing } from 'lit';

/** Styled by `trendsStyles`. */
export function rumourMark(confirmed: boolean) {
  return confirmed
    ? nothing
    : html`<span class="unverified" title="A rumour, never confirmed">unverified</span>`;
}
