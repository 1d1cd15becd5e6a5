// Where a utilisation lies among published ones: a scale from nothing to the whole peak.
import { html, svg } from 'lit';
import type { UtilizationRange } from '../../facts/utilization.ts';
import { formatShare } from '../../shared/format.ts';

/** Per mille, so that no label needs a fraction. */
const WIDTH = 1000;
const HEIGHT = 34;
const LINE = 17;

export function utilizationScale(utilization: number, published: UtilizationRange) {
  const at = (share: number) => Math.min(1, Math.max(0, share)) * WIDTH;
  const { low, high, median, runs } = published;
  return html`<figure class="scale">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2=${WIDTH} y1=${LINE} y2=${LINE} class="axis" />
      ${svg`<rect x=${at(low)} width=${at(high) - at(low)} y=${LINE - 7} height="14" class="published" />
        <line x1=${at(median)} x2=${at(median)} y1=${LINE - 7} y2=${LINE + 7} class="median" />
        <line x1=${at(utilization)} x2=${at(utilization)} y1="0" y2=${HEIGHT} class="here" />`}
    </svg>
    <figcaption>
      <span>0</span>
      <span
        >published: ${formatShare(low)} to ${formatShare(high)}, median ${formatShare(median)}, of
        ${runs} runs</span
      >
      <span>peak</span>
    </figcaption>
  </figure>`;
}
