// What every chart does alike: Chart.js comes when the first chart is about to be drawn, the canvas has a
// text alternative, and a change of data or theme draws it anew. Nothing moves: a chart shows no progress.
import { html, LitElement } from 'lit';
import { baseStyles, controlStyles, tableStyles } from '../styles/base.styles.ts';
import { THEME_CHANGED } from '../theme/theme.ts';
import { chartElementStyles } from './chart-element.styles.ts';
import { type Palette, readPalette } from './palette.ts';

/** A chart on a canvas, until it is taken off again. */
export interface Drawn {
  destroy(): void;
}

export interface DrawContext {
  readonly canvas: HTMLCanvasElement;
  readonly palette: Palette;
  readonly narrow: boolean;
}

/** Below this width of the chart labels get shorter. */
const NARROW = 520;

export abstract class ChartElement extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, chartElementStyles];

  #chart: Drawn | undefined;
  #generation = 0;
  readonly #redraw = (): void => {
    void this.#draw();
  };

  /** What the picture shows, in words. */
  protected abstract get description(): string;

  /** Draws on the canvas; undefined when there is nothing to draw. */
  protected abstract draw(context: DrawContext): Promise<Drawn | undefined>;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(THEME_CHANGED, this.#redraw);
    if (this.hasUpdated) this.#redraw();
  }

  override disconnectedCallback(): void {
    document.removeEventListener(THEME_CHANGED, this.#redraw);
    this.#generation += 1;
    this.#chart?.destroy();
    this.#chart = undefined;
    super.disconnectedCallback();
  }

  protected override updated(): void {
    this.#redraw();
  }

  protected canvas() {
    return html`<div class="frame">
      <canvas role="img" aria-label=${this.description}></canvas>
    </div>`;
  }

  async #draw(): Promise<void> {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas === null) return;
    const generation = ++this.#generation;
    // A chart cannot be made on a canvas that still has one, and drawing waits for Chart.js to arrive.
    await Promise.resolve();
    if (generation !== this.#generation) return;
    this.#chart?.destroy();
    this.#chart = undefined;
    const chart = await this.draw({
      canvas,
      palette: readPalette(this),
      narrow: this.offsetWidth < NARROW,
    });
    if (generation === this.#generation) this.#chart = chart;
    else chart?.destroy();
  }
}
