// What the predictions lack, told once for each set of devices that it concerns.
import { html, nothing } from 'lit';
import type { ModelComparison } from './model-comparison.ts';

export function shortfallList({ devices }: ModelComparison) {
  const bySentence = new Map<string, string[]>();
  for (const { name, answer } of devices) {
    for (const sentence of answer.kind === 'predicted' ? answer.shortfalls : []) {
      bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), `“${name}”`]);
    }
  }
  if (bySentence.size === 0) return nothing;
  const count = devices.length;
  return html`<details class="lacking" data-testid="model-shortfalls">
    <summary class="small">What these predictions lack (${bySentence.size})</summary>
    <ul>
      ${[...bySentence].map(
        ([sentence, names]) =>
          html`<li class="reason">
            ${names.length === count && count > 1 ? 'All' : names.join(', ')}: ${sentence}
          </li>`,
      )}
    </ul>
  </details>`;
}
