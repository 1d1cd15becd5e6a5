// The verdict on each pair of devices, with its reasons as sentences: what stands between them, and what to do.
import { html, nothing, type TemplateResult } from 'lit';
import { comparability } from '../../results/compare/comparability.ts';
import type { Comparison } from '../../results/compare/comparison.ts';
import type { Comparability } from '../../results/compare/verdict.ts';
import { verdictMark } from './verdict-mark.ts';

export function verdictList({ devices, reference }: Comparison): TemplateResult {
  const anchor = devices[reference];
  const others = devices.filter((_, index) => index !== reference);
  const newest = others.flatMap(({ name, used: [run] }) =>
    run === undefined ? [] : [{ name, run }],
  );
  const rest = newest.flatMap((one, index) =>
    newest.slice(index + 1).map((other) => ({
      names: `“${one.name}” and “${other.name}”`,
      judged: comparability(one.run, other.run),
    })),
  );
  return html`<ul class="verdicts" data-testid="verdicts">
      ${others.map(({ name, comparability: judged, used, leftOut }) =>
        pair(
          `“${name}” and “${anchor?.name ?? ''}”`,
          judged,
          reportsOf(used.length, leftOut.length),
        ),
      )}
    </ul>
    ${
      rest.length === 0
        ? nothing
        : html`<details data-testid="other-pairs">
            <summary class="small">
              The ${rest.length === 1 ? 'one pair' : `${rest.length} pairs`} without the reference
            </summary>
            <ul class="verdicts">
              ${rest.map(({ names, judged }) => pair(names, judged, ''))}
            </ul>
          </details>`
    }`;
}

function pair(names: string, { verdict, reasons }: Comparability, reports: string) {
  return html`<li>
    <p>${verdictMark(verdict)} <b>${names}</b>${reports}</p>
    ${
      reasons.length === 0
        ? html`<p class="reason">Nothing that results tell stands between them.</p>`
        : html`<ul>
            ${reasons.map(({ sentence }) => html`<li class="reason">${sentence}</li>`)}
          </ul>`
    }
  </li>`;
}

/** ", median of 3 reports, 1 less comparable left out"; empty for one report. */
function reportsOf(used: number, leftOut: number): string {
  const several = used === 1 ? '' : `, median of ${used} reports`;
  return leftOut === 0 ? several : `${several}, ${leftOut} less comparable left out`;
}
