// What is published about a card: every figure with how it is known, and both of two that disagree.
import { html, LitElement, nothing } from 'lit';
import {
  type Accelerator,
  type AcceleratorFigure,
  peakKinds,
  provenanceOf,
} from '../../facts/accelerators.ts';
import { formatAmount, formatCount, withUnit } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { cardFactsStyles } from './card-facts.styles.ts';

const figureNames: Readonly<Record<AcceleratorFigure, string>> = {
  f32: 'Peak in f32',
  tf32: 'Peak in TF32, matrix units',
  f16: 'Peak in f16',
  'f16-matrix': 'Peak in f16, matrix units',
  'bf16-matrix': 'Peak in bf16, matrix units',
  'fp8-matrix': 'Peak in fp8, matrix units',
  'int8-matrix': 'Peak in int8, matrix units',
  memoryBytes: 'Memory',
  bytesPerSecond: 'Memory bandwidth',
  tdpWatts: 'Rated power',
  priceUsd: 'Price when new',
};

const order: readonly AcceleratorFigure[] = [
  ...peakKinds,
  'memoryBytes',
  'bytesPerSecond',
  'tdpWatts',
  'priceUsd',
];

const provenanceNames = { read: 'cited', derived: 'derived', memory: 'unverified' } as const;

export class CardFacts extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, cardFactsStyles];
  static override properties = { card: { attribute: false } };

  declare card: Accelerator | undefined;

  override render() {
    const { card } = this;
    if (card === undefined) return nothing;
    const conflicts = card.conflicts?.length ?? 0;
    return html`<details data-testid="card-facts">
      <summary>
        What is published about
        ${card.name}${
          conflicts === 0
            ? nothing
            : html`, and where its sources disagree <span class="count">(${conflicts})</span>`
        }
      </summary>
      <div class="table-frame" role="region" aria-label="Figures of the card" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" class="number">Value</th>
              <th scope="col">Known how</th>
              <th scope="col">Others say</th>
            </tr>
          </thead>
          <tbody>
            ${order.map((figure) => figureRow(card, figure))}
          </tbody>
        </table>
      </div>
      <p class="source">
        Peaks are dense, without sparsity.
        ${card.notes === undefined ? nothing : card.notes.map(readable).join(' ')} ${card.source};
        ${card.licence}; looked up ${card.checked}.
      </p>
    </details>`;
  }
}

function figureRow(card: Accelerator, figure: AcceleratorFigure) {
  const value = { ...card, ...card.peakFlopsPerSecond }[figure];
  if (value === undefined) return nothing;
  const others = card.conflicts?.find(({ field }) => field === figure)?.values ?? [];
  const [kept, ...rest] = others;
  const provenance = provenanceOf(card, figure);
  return html`<tr>
    <th scope="row">${figureNames[figure]}</th>
    <td class="number">${printed(figure, value)}</td>
    <td class=${provenance}>
      ${provenanceNames[provenance]}${kept === undefined ? '' : `, ${kept.source}`}
    </td>
    <td>
      ${rest.map(
        (other, index) =>
          html`${index === 0 ? '' : '; '}<b>${printed(figure, other.value)}</b>,
          ${other.source}${other.note === undefined ? '' : `, ${other.note}`}`,
      )}
    </td>
  </tr>`;
}

function printed(figure: AcceleratorFigure, value: number): string {
  switch (figure) {
    case 'memoryBytes':
      return formatAmount(value, 'B');
    case 'bytesPerSecond':
      return formatAmount(value, 'B/s');
    case 'tdpWatts':
      return withUnit(formatCount(value), 'W');
    case 'priceUsd':
      return withUnit(formatCount(value), 'USD');
    case 'int8-matrix':
      return formatAmount(value, 'OPS');
    default:
      return formatAmount(value, 'FLOPS');
  }
}

/** Notes begin with the field that they are about. */
function readable(note: string): string {
  const [field = '', ...rest] = note.split(': ');
  const name = Object.entries(figureNames).find(([key]) => key === field)?.[1];
  return name === undefined ? note : `${name}: ${rest.join(': ')}`;
}

customElements.define('fs-card-facts', CardFacts);
