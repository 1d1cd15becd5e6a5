// The verdict as a mark, in words: colour only underlines it.
import { html, type TemplateResult } from 'lit';
import type { Verdict } from '../../results/compare/verdict.ts';

const names: Readonly<Record<Verdict, string>> = {
  comparable: 'Comparable',
  'with-care': 'With care',
  'not-comparable': 'Not comparable',
};

export function verdictMark(verdict: Verdict): TemplateResult {
  return html`<span class="verdict ${verdict}">${names[verdict]}</span>`;
}
