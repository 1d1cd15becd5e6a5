// Which input matters most: what each of them, moved alone to its low and to its high, does to one output. As
// bars, and as a table below them.
import { css, html, nothing } from 'lit';
import type { Footprint, Outcome, OutputName } from '../../estimate/footprint/footprint.ts';
import {
  formatOutcome,
  formatOutcomeValue,
  twoDigits,
} from '../../estimate/footprint/format-outcome.ts';
import { ChartElement, type DrawContext } from '../charts/chart-element.ts';
import type { TornadoRow } from './draw-tornado.ts';
import { outcomeLabels } from './footprint-figures.ts';

export class TornadoChart extends ChartElement {
  static override styles = [
    ...ChartElement.styles,
    css`
      figure {
        --chart-height: calc(3rem + var(--rows, 6) * 2.1rem);
      }

      .table-frame {
        margin-top: var(--gap-3);
      }

      /* The form below holds the ends too. */
      @media (max-width: 30rem) {
        .ends {
          display: none;
        }
      }

      .few {
        --rows: 4;
      }

      .choice {
        flex-wrap: wrap;
        gap: var(--gap-2) var(--gap-5);
      }
    `,
  ];
  static override properties = { footprint: { attribute: false }, output: { state: true } };

  declare footprint: Footprint | undefined;
  declare output: OutputName;

  constructor() {
    super();
    this.output = 'carbon';
  }

  get #outcome(): Outcome | undefined {
    return this.footprint?.outcomes[this.output];
  }

  get #rows(): readonly TornadoRow[] {
    const inputs = this.footprint?.inputs ?? {};
    return (this.#outcome?.tornado ?? []).flatMap(({ input, atLow, atHigh }) => {
      const quantity = inputs[input];
      return quantity === undefined ? [] : [{ quantity, atLow, atHigh }];
    });
  }

  protected get description(): string {
    const [first, second] = this.#rows;
    const most = [first, second].flatMap((row) => (row === undefined ? [] : [row.quantity.label]));
    return `Bars of what each input does to ${outcomeLabels[this.output].toLowerCase()} when it alone moves to its low and its high; most matter ${most.join(' and ')}. The table below holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    const outcome = this.#outcome;
    if (outcome === undefined || this.#rows.length === 0) return undefined;
    const { drawTornado } = await import('./draw-tornado.ts');
    return drawTornado(outcome, this.#rows, context);
  }

  override render() {
    const { footprint } = this;
    const outcome = this.#outcome;
    if (footprint === undefined || outcome === undefined) return nothing;
    const rows = this.#rows;
    return html`
      <fieldset class="choice">
        <legend class="visually-hidden">Show what moves</legend>
        ${(Object.keys(footprint.outcomes) as OutputName[]).map(
          (name) =>
            html`<label>
              <input
                type="radio"
                name="output"
                value=${name}
                data-testid="tornado-${name}"
                .checked=${name === this.output}
                @change=${() => {
                  this.output = name;
                }}
              />
              ${outcomeLabels[name]}
            </label>`,
        )}
      </fieldset>
      ${rows.length === 0 ? html`<p class="muted">Nothing here is uncertain.</p>` : this.#chart(outcome, rows)}
    `;
  }

  #chart(outcome: Outcome, rows: readonly TornadoRow[]) {
    return html`
      <ul class="legend" aria-label="Legend">
        <li>${swatch(false)} input at its low</li>
        <li>${swatch(true)} input at its high</li>
        <li>line: ${formatOutcome(outcome).value}, all at their values</li>
      </ul>
      <figure class=${rows.length <= 4 ? 'few' : ''}>${this.canvas()}</figure>
      <div
        class="table-frame"
        role="region"
        aria-label="What each input does to ${outcomeLabels[outcome.name].toLowerCase()}"
        tabindex="0"
        data-testid="tornado-table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Input</th>
              <th scope="col" class="number ends">Low–high</th>
              <th scope="col" class="number">At its low</th>
              <th scope="col" class="number">At its high</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ quantity, atLow, atHigh }) =>
                html`<tr>
                  <th scope="row">${quantity.label}</th>
                  <td class="number muted ends">
                    ${twoDigits(quantity.low)}–${twoDigits(quantity.high)} ${quantity.unit}
                  </td>
                  <td class="number">${formatOutcomeValue(atLow, outcome.unit)}</td>
                  <td class="number">${formatOutcomeValue(atHigh, outcome.unit)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}

function swatch(hatched: boolean) {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">
    <rect
      x="1"
      y="3"
      width="14"
      height="10"
      fill="none"
      stroke="var(--series-f32)"
      stroke-width="1.5"
    />
    ${
      hatched
        ? html`<svg>
            <path
              d="M1 9 L7 3 M4 13 L14 3 M10 13 L15 8"
              stroke="var(--series-f32)"
              stroke-width="1.5"
            />
          </svg>`
        : nothing
    }
  </svg>`;
}

customElements.define('fs-tornado', TornadoChart);
