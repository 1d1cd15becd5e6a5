// Performance against what it costs, in samples or in operations: points with intervals as they are found, closed forms as
// lines from the start. The table below the charts holds the same figures.
import { html, nothing } from 'lit';
import { ESTIMATORS } from '../../../models/flexibility/flexibility-plan.ts';
import { formatAmount, formatCount } from '../../../shared/format.ts';
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import { marks } from '../../charts/marks.ts';
import { nextTask } from '../../../shared/next-task.ts';
import { estimatorLooks } from './estimator-names.ts';
import { type FlexibilityPicture, printPerformance } from './flexibility-picture.ts';

export class FlexibilityChart extends ChartElement {
  static override properties = { picture: { attribute: false } };

  declare picture: FlexibilityPicture | undefined;

  protected override get subject(): unknown {
    return this.picture;
  }

  protected get description(): string {
    const { picture } = this;
    if (picture === undefined) return '';
    const bySamples = picture.axis === 'samples';
    const told = picture.curves.flatMap(({ estimator, points }) => {
      const [first, last] = [points[0], points.at(-1)];
      if (first === undefined || last === undefined) return [];
      const at = ({ x }: { readonly x: number }) =>
        bySamples ? `${formatCount(x)} samples` : formatAmount(x, 'FLOP');
      return [
        `${estimatorLooks[estimator].name} from ${printPerformance(first.y)} at ${at(first)} to ${printPerformance(last.y)} at ${at(last)}`,
      ];
    });
    return `Performance, minus the decimal logarithm of the mean error, against ${bySamples ? 'samples' : 'operations of one estimate'}, which are on a logarithmic axis. ${told.length === 0 ? 'So far only the closed forms, as lines.' : `${told.join('; ')}.`} The table below holds the figures.`;
  }

  protected async draw(context: DrawContext) {
    const { picture } = this;
    if (picture === undefined) return undefined;
    const { drawFlexibility } = await import('./draw-flexibility.ts');
    // Neither in the task that has just read Chart.js, nor in that of the other chart.
    await nextTask();
    return drawFlexibility(picture, context);
  }

  override render() {
    const { picture } = this;
    if (picture === undefined) return nothing;
    const count = picture.curves.reduce((sum, { points }) => sum + points.length, 0);
    return html`<figure data-testid="flexibility-${picture.axis}" data-points=${count}>
      ${this.canvas()}
    </figure>`;
  }
}

/** Styled by the charts' own styles. */
export function flexibilityLegend() {
  return html`<ul class="legend" aria-label="Legend">
    ${ESTIMATORS.map((estimator) => {
      const { name, colour, mark } = estimatorLooks[estimator];
      return html`<li>
        <svg viewBox="0 0 16 16" aria-hidden="true" color="var(--series-${colour})">
          ${marks[mark].picture}
        </svg>
        ${name}
      </li>`;
    })}
    <li>bars: 95 % intervals over the designs</li>
    <li>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M0 8 H16" stroke="var(--chart-text)" stroke-width="1.25" />
      </svg>
      thin lines: closed forms; dotted: joins points that have none
    </li>
  </ul>`;
}

customElements.define('fs-flexibility-chart', FlexibilityChart);
