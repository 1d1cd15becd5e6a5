// Whose device it is, what it is called, when and how it was measured, and what weakens its figures.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ShownResult } from '../shown-result.ts';
import type { Whose } from './draw-bars.ts';

const owners: Readonly<Record<Whose, string>> = {
  author: 'The author’s device',
  reader: 'Your device',
};

export function deviceView(
  whose: Whose,
  result: ShownResult | undefined,
  marks: readonly string[] = [],
): TemplateResult {
  return html`<div class="device ${whose}" part="device device-${whose}">
    <p class="owner">
      <svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" /></svg
      >${owners[whose]}
    </p>
    ${result === undefined ? html`<p class="name none">Not measured yet</p>` : known(result, marks)}
  </div>`;
}

function known(result: ShownResult, marks: readonly string[]) {
  const { device, softwareAdapter, createdAt, suite, suiteVersion, complete } = result;
  const all = [
    ...(softwareAdapter ? ['Software adapter, not a GPU'] : []),
    ...(complete ? [] : ['Ended before its plan']),
    ...marks,
  ];
  return html`<p class="name"><bdi>${device}</bdi></p>
    <p class="small">${createdAt.slice(0, 10)}, suite ${suite} ${suiteVersion}</p>
    ${all.length === 0 ? nothing : all.map((mark) => html`<p class="mark">${mark}</p>`)}`;
}
