// A line of error against compute in words, above its chart.
import { html, nothing } from 'lit';
import type { Line } from '../../../trends/fit/fit-line.ts';
import { computeForError, type ErrorPoint } from '../../../trends/limits/error-line.ts';
import { describeLine, describeTarget } from './describe-line.ts';

/** @param target in per cent, above 0 and below 100. @param unit of the compute. Styled by `limitsStyles`. */
export function lineText(line: Line, points: readonly ErrorPoint[], target: number, unit = 'FLOP') {
  const [fit, ...meaning] = describeLine(line);
  const reached = computeForError(line, points, target);
  return html`<div class="line-text" data-testid="line-text">
    <p>
      <b>${describeTarget(reached, target, unit)}</b>
      ${reached?.warning === undefined ? nothing : html`<span class="warning">${reached.warning}</span>`}
    </p>
    <p>${fit} ${meaning.join(' ')}</p>
  </div>`;
}
