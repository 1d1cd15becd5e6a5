// What training holds in memory at once, part by part.
import { html, LitElement, nothing, svg } from 'lit';
import type { MemoryEstimate } from '../../estimate/training-estimate.ts';
import { formatAmount } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { memoryPartsStyles } from './memory-parts.styles.ts';

const parts = [
  { key: 'weights', name: 'Weights' },
  { key: 'gradients', name: 'Gradients' },
  { key: 'optimizer', name: 'Optimizer’s state' },
  { key: 'activations', name: 'Activations for backward' },
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
      const segment = svg`<rect class=${key} x=${start} width=${width} height="10" />`;
      start += width;
      return segment;
    });
    return html`
      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        ${segments}
      </svg>
      <ul data-testid="memory-parts">
        ${parts.map(
          ({ key, name }) =>
            html`<li class=${key}><b>${formatAmount(memory[key], 'B')}</b> ${name}</li>`,
        )}
      </ul>
      <p>
        <b>${formatAmount(memory.total, 'B')}</b> together, computed. Browsers do not tell how much
        memory a GPU has; a smaller batch needs fewer activations.
      </p>
    `;
  }
}

customElements.define('fs-memory-parts', MemoryParts);
