// Everything that the answer assumes, each with where it comes from: measured is solid, predicted hatched,
// cited hollow, and what nobody has checked is marked.
import { html, LitElement, nothing, svg, type SVGTemplateResult } from 'lit';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import { roundToPlace } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { assumptionsStyles } from './assumptions.styles.ts';

type Provenance = TrainingEstimate['assumptions'][number]['provenance'];

const solid = svg`<rect width="10" height="10" fill="currentColor"/>`;
const hollow = svg`<rect x=".75" y=".75" width="8.5" height="8.5" fill="none" stroke="currentColor" stroke-width="1.5"/>`;
const hatched = svg`${hollow}<path d="M1 6 L6 1 M3 10 L10 3" stroke="currentColor" stroke-width="1.3"/>`;
const questionable = svg`<path d="M5 .5 L9.8 9.5 H.2 Z" fill="none" stroke="currentColor" stroke-width="1.4"/>`;

const marks: Readonly<Record<Provenance, { name: string; picture: SVGTemplateResult }>> = {
  measured: { name: 'measured', picture: solid },
  derived: { name: 'derived', picture: hatched },
  assumed: { name: 'assumed', picture: hatched },
  read: { name: 'cited', picture: hollow },
  memory: { name: 'unverified', picture: questionable },
  yours: { name: 'yours', picture: solid },
};

interface Line {
  readonly sentence: string;
  readonly provenance: Provenance;
  readonly source?: string;
  readonly factor?: { readonly low: number; readonly high: number };
}

export class Assumptions extends LitElement {
  static override styles = [baseStyles, assumptionsStyles];
  static override properties = { estimate: { attribute: false } };

  declare estimate: TrainingEstimate | undefined;

  override render() {
    const { estimate } = this;
    if (estimate === undefined) return nothing;
    const lines: readonly Line[] = [...estimate.recipe.facts, ...estimate.assumptions];
    return html`<ul data-testid="assumptions">
      ${distinct(lines).map(line)}
    </ul>`;
  }
}

/** The estimate may repeat a figure of the recipe among its assumptions. */
function distinct(lines: readonly Line[]): readonly Line[] {
  return [...new Map(lines.map((entry) => [entry.sentence, entry])).values()];
}

/** The mark with its word; the host styles `.mark`. */
export function provenanceMark(provenance: Provenance) {
  const { name, picture } = marks[provenance];
  return html`<span class="mark ${provenance}"
    ><svg viewBox="0 0 10 10" aria-hidden="true">${picture}</svg>${name}</span
  >`;
}

function line({ sentence, provenance, source, factor }: Line) {
  return html`<li data-provenance=${provenance}>
    ${provenanceMark(provenance)}
    <span
      >${sentence}${
        factor === undefined
          ? nothing
          : html` <span class="muted"
              >(time × ${roundToPlace(factor.low, -2)} to × ${roundToPlace(factor.high, -2)})</span
            >`
      }
      ${source === undefined || source === '' ? nothing : html`<span class="source">${source}</span>`}</span
    >
  </li>`;
}

customElements.define('fs-assumptions', Assumptions);
