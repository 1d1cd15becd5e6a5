// What training holds in memory at once, part by part. All of it is computed, so all of it is hatched; the
// density of the hatching tells the parts apart.
import { html, LitElement, nothing, svg } from 'lit';
import type { MemoryEstimate } from '../../estimate/training-estimate.ts';
import { formatAmount } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { memoryPartsStyles } from './memory-parts.styles.ts';

/** `spacing`: distance between two lines of the hatching, CSS pixels. */
const parts = [
  { key: 'weights', name: 'Weights', spacing: 2.5 },
  { key: 'gradients', name: 'Gradients', spacing: 4 },
  { key: 'optimizer', name: 'Optimizer’s state', spacing: 6 },
  { key: 'activations', name: 'Kept for backward', spacing: 9 },
] as const;

export class MemoryParts extends LitElement {
  static override styles = [baseStyles, memoryPartsStyles];
  static override properties = { memory: { attribute: false } };

  declare memory: MemoryEstimate | undefined;

  override render() {
    const { memory } = this;
    if (memory === undefined) return nothing;
    let start = 0;
    const segments = parts.map(({ key }) => {
      const width = (memory[key] / memory.total) * 100;
      const x = start;
      start += width;
      return svg`<rect class="part" x="${x}%" width="${width}%" height="100%" fill="url(#${key})" />`;
    });
    return html`
      <h2>Memory</h2>
      <svg class="bar" aria-hidden="true">
        <defs>
          ${parts.map(
            ({ key, spacing }) =>
              svg`<pattern id=${key} width=${spacing} height=${spacing} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="1.4" height=${spacing} fill="currentColor" />
              </pattern>`,
          )}
        </defs>
        ${segments}
      </svg>
      <ul data-testid="memory-parts">
        ${parts.map(
          ({ key, name }) =>
            html`<li>
              <b>${formatAmount(memory[key], 'B')}</b>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" fill="url(#${key})" stroke="currentColor" />
              </svg>
              ${name}
            </li>`,
        )}
      </ul>
    `;
  }
}

customElements.define('fs-memory-parts', MemoryParts);
