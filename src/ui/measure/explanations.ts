// "Why is it like this?": what weakens the result and what explains it, each with what can be done.
import { html, LitElement, nothing } from 'lit';
import { explainResult } from '../../results/explain-result.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { explanationsStyles } from './explanations.styles.ts';

export class Explanations extends LitElement {
  static override styles = [baseStyles, explanationsStyles];
  static override properties = { profile: { attribute: false } };

  declare profile: DeviceProfile | undefined;

  override render() {
    const { profile } = this;
    if (profile === undefined) return nothing;
    return html`<ul data-testid="explanations">
      ${explainResult(profile).map(
        ({ code, kind, title, text, action }) =>
          html`<li class=${kind} data-code=${code}>
            ${kind === 'caution' ? html`<span class="kind">Caution</span>` : nothing}
            <h3>${title}</h3>
            <p>${text}</p>
            ${action === undefined ? nothing : html`<p class="action">${action}</p>`}
          </li>`,
      )}
    </ul>`;
  }
}

customElements.define('fs-explanations', Explanations);
