// The loss of the digits network over its steps, as it falls: a line, and a table beside it.
import { css, html, nothing } from 'lit';
import { ChartElement, type DrawContext } from '../charts/chart-element.ts';

/** More rows of a table say nothing more. */
const TABLE_ROWS = 30;

export class LossChart extends ChartElement {
  static override styles = [
    ...ChartElement.styles,
    css`
      figure {
        --chart-height: 15rem;
      }

      table {
        max-width: 20rem;
      }
    `,
  ];
  static override properties = {
    losses: { attribute: false },
    steps: { attribute: false },
    epochs: { attribute: false },
  };

  declare losses: readonly { readonly step: number; readonly loss: number }[];
  /** Of the whole run: the axis stays while the line grows. */
  declare steps: number;
  /** How many; each ends at its share of the steps. */
  declare epochs: number;

  constructor() {
    super();
    this.losses = [];
    this.steps = 1;
    this.epochs = 1;
  }

  protected get description(): string {
    const [first] = this.losses;
    const last = this.losses.at(-1);
    if (first === undefined || last === undefined) return 'No loss has been read yet.';
    return `Line of the training loss: ${first.loss.toFixed(3)} at step ${first.step}, ${last.loss.toFixed(3)} at step ${last.step}. The table below holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    if (this.losses.length === 0) return undefined;
    const { drawLoss } = await import('./draw-loss.ts');
    return drawLoss({ losses: this.losses, steps: this.steps, epochs: this.epochs }, context);
  }

  override render() {
    if (this.losses.length === 0) return nothing;
    const stride = Math.ceil(this.losses.length / TABLE_ROWS);
    return html`<figure data-testid="loss-chart" data-points=${this.losses.length}>
        ${this.canvas()}
      </figure>
      <details>
        <summary class="small">The same as a table</summary>
        <div class="table-frame" role="region" aria-label="Training loss by step" tabindex="0">
          <table data-testid="loss-table">
            <thead>
              <tr>
                <th scope="col" class="number">Step</th>
                <th scope="col" class="number">Loss</th>
              </tr>
            </thead>
            <tbody>
              ${this.losses
                .filter((_, index) => index % stride === 0)
                .map(
                  ({ step, loss }) =>
                    html`<tr>
                      <th scope="row" class="number">${step}</th>
                      <td class="number">${loss.toFixed(4)}</td>
                    </tr>`,
                )}
            </tbody>
          </table>
        </div>
      </details>`;
  }
}

customElements.define('fs-loss-chart', LossChart);
