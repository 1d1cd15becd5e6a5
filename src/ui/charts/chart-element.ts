// What every chart does alike: Chart.js comes when the first chart is about to be seen, the canvas has a text
// alternative, and a change of data or theme, or the end of a lost GPU, draws it anew. Nothing moves: a chart shows no
// progress.
import { html, LitElement } from 'lit';
import { nextTask } from '../../shared/next-task.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
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

/** Drawn this far before it scrolls into view. */
const AHEAD = '300px';

export abstract class ChartElement extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, chartElementStyles];

  #chart: Drawn | undefined;
  #subject: unknown;
  #generation = 0;
  #queue: Promise<void> = Promise.resolve();
  #seen = false;
  readonly #redraw = (): void => {
    if (this.#seen && this.hasUpdated) this.#enqueue();
  };
  readonly #see = (): void => {
    if (this.#seen) return;
    this.#seen = true;
    this.#redraw();
  };
  readonly #watch = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#see();
    },
    { rootMargin: AHEAD },
  );

  /** What the picture shows, in words. */
  protected abstract get description(): string;

  /** What is drawn: as long as it stays the same object, an update of the element draws nothing anew. */
  protected get subject(): unknown {
    return undefined;
  }

  /** Draws on the canvas; undefined when there is nothing to draw. */
  protected abstract draw(context: DrawContext): Promise<Drawn | undefined>;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(THEME_CHANGED, this.#redraw);
    addEventListener('beforeprint', this.#see);
    this.#watch.observe(this);
    this.#redraw();
  }

  override disconnectedCallback(): void {
    document.removeEventListener(THEME_CHANGED, this.#redraw);
    removeEventListener('beforeprint', this.#see);
    this.#watch.disconnect();
    this.#generation += 1;
    this.#erase();
    super.disconnectedCallback();
  }

  protected override updated(): void {
    const { subject } = this;
    if (subject !== undefined && subject === this.#subject) return;
    this.#subject = subject;
    this.#redraw();
  }

  protected canvas() {
    return html`<div class="frame">
      <canvas role="img" aria-label=${this.description} @contextrestored=${this.#redraw}></canvas>
    </div>`;
  }

  /** One drawing after the other: they wait for Chart.js, and a canvas takes one chart at a time. */
  #enqueue(): void {
    const generation = ++this.#generation;
    this.#queue = this.#queue.then(async () => {
      // After the layout of what came with the data, which asking for the width would otherwise force at once.
      await nextTask();
      // Several reasons to draw may come at once; the last of them draws.
      if (generation !== this.#generation) return;
      try {
        await this.#draw(generation);
      } catch {
        // Offline, mostly. The table holds the same figures.
        this.renderRoot.querySelector('.frame')?.classList.add('failed');
      }
    });
  }

  async #draw(generation: number): Promise<void> {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas === null) return;
    this.#erase();
    const chart = await this.draw({
      canvas,
      palette: readPalette(this),
      narrow: this.offsetWidth < NARROW,
    });
    if (this.isConnected || generation === this.#generation) this.#chart = chart;
    else chart?.destroy();
  }

  /** A chart cannot be made on a canvas that still has one. */
  #erase(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
  }
}
