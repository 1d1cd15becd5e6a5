// Said above an answer that does not follow the form any more.
import { html, nothing } from 'lit';

/** Styled by `answerStyles`. @param stale whether the form holds something else than what was answered. */
export function staleMark(stale: boolean) {
  return stale
    ? html`<p class="mark" role="status" data-testid="stale-mark">
        Not updated: a field below needs correcting. This answer is for the last valid figures.
      </p>`
    : nothing;
}
