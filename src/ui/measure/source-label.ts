// Where the result that is shown comes from; an example and a file must never pass for this GPU.
import { css, html, LitElement, nothing } from 'lit';
import { detectedName } from '../../results/device-name.ts';
import { printDay } from '../answer/print-date.ts';
import { baseStyles } from '../styles/base.styles.ts';
import type { ShownResult } from '../session/lab-session.ts';

export class SourceLabel extends LitElement {
  static override styles = [
    baseStyles,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--gap-1) var(--gap-3);
        font-size: 0.9375rem;
      }

      b {
        padding: 0.1rem 0.55rem;
        border: 1.5px dashed var(--accent);
        color: var(--accent);
        font-weight: 650;
      }

      .software {
        border: 1px solid var(--caution);
        background: var(--caution-wash);
        color: var(--caution);
      }
    `,
  ];
  static override properties = { shown: { attribute: false } };

  declare shown: ShownResult | undefined;

  override render() {
    const { shown } = this;
    if (shown === undefined) return nothing;
    const { source, profile } = shown;
    const { identity, environment, createdAt } = profile;
    const day = printDay(createdAt);
    const device =
      identity.label === ''
        ? detectedName(identity)
        : `${identity.label} (${detectedName(identity)})`;
    const where = `${device}, ${environment.runtime}, ${environment.operatingSystem}, ${day}`;
    return html`<p data-testid="result-source" data-source=${source.kind}>
      ${source.kind === 'example' ? html`<b>Example, not your GPU</b>` : nothing}
      ${source.kind === 'file' ? html`<b>From ${source.name}</b>` : nothing}
      ${
        identity.softwareAdapter
          ? html`<b class="software" data-testid="software-mark">Software adapter, not a GPU</b>`
          : nothing
      }
      <span class="muted">${source.kind === 'example' ? 'Measured on ' : nothing}${where}</span>
    </p>`;
  }
}

customElements.define('fs-source-label', SourceLabel);
