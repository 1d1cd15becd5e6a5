// Every candidate by what it costs and how good it is: those that nothing beats in both are filled in, the others
// outlined; a line says what is enough.
import { html, nothing } from 'lit';
import { printScore } from '../../estimate/shrink/parse-goal.ts';
import type { EnoughAnswer } from '../../estimate/shrink/smallest-enough.ts';
import { ChartElement, type DrawContext } from '../charts/chart-element.ts';
import { criterionNames } from './enough-question.ts';

export class EnoughChart extends ChartElement {
  static override properties = { answer: { attribute: false } };

  declare answer: EnoughAnswer | undefined;

  protected override get subject(): unknown {
    return this.answer;
  }

  protected get description(): string {
    const { answer } = this;
    if (answer === undefined) return '';
    const { candidates, criterion, evaluation, goal } = answer;
    const front = candidates.filter(({ dominatedBy }) => dominatedBy === null).length;
    return `${candidates.length} models by ${criterionNames[criterion].toLowerCase()} and ${evaluation.name}; ${front} of them are beaten by none in both. A line marks ${printScore(goal, evaluation)}. The table below holds the figures.`;
  }

  protected async draw(context: DrawContext) {
    const { answer } = this;
    if (answer === undefined) return undefined;
    const { drawEnough } = await import('./draw-enough.ts');
    return drawEnough(answer, context);
  }

  override render() {
    if (this.answer === undefined) return nothing;
    return html`
      <ul class="legend" aria-label="Legend">
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="5" fill="none" stroke="var(--series-f32)" stroke-width="2.5" />
          </svg>
          beaten by none in both
        </li>
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="4" fill="none" stroke="var(--chart-text)" opacity="0.5" />
          </svg>
          another is at least as good and costs no more
        </li>
        <li>outlined: costs are predicted, scores are cited</li>
      </ul>
      <figure>${this.canvas()}</figure>
    `;
  }
}

customElements.define('fs-enough-chart', EnoughChart);
