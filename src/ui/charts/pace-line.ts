// The rate over time of a sustained run: a line that should be level, and is not when the device gets hot.
// Plain SVG, drawn again with every sample while the run goes on.
import { css, html, LitElement, nothing, svg } from 'lit';
import type { Sustained } from '../../shared/result/schema.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { formatDuration } from '../../shared/format-duration.ts';
import { baseStyles } from '../styles/base.styles.ts';

/** More points than pixels show nothing more. */
const DRAWN_POINTS = 600;

export class PaceLine extends LitElement {
  static override styles = [
    baseStyles,
    css`
      svg {
        display: block;
        width: 100%;
        height: 9rem;
        border-bottom: 1px solid var(--line-strong);
        overflow: visible;
      }

      polyline {
        fill: none;
        stroke: var(--series-f32);
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }

      line {
        stroke: var(--line);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }

      p {
        display: flex;
        justify-content: space-between;
        max-width: none;
        margin-top: var(--gap-1);
        color: var(--ink-muted);
        font-size: var(--text-small);
      }
    `,
  ];
  static override properties = { samples: { attribute: false } };

  declare samples: readonly Sustained['samples'][number][];

  constructor() {
    super();
    this.samples = [];
  }

  override render() {
    const { samples } = this;
    const last = samples.at(-1);
    const first = samples[0];
    if (last === undefined || first === undefined || samples.length < 2) return nothing;
    const top = Math.max(...samples.map(({ flopsPerSecond }) => flopsPerSecond)) * 1.05;
    const span = Math.max(last.atMs - first.atMs, 1);
    const stride = Math.ceil(samples.length / DRAWN_POINTS);
    const points = samples
      .filter((_, index) => index % stride === 0)
      .map(({ atMs, flopsPerSecond }) => {
        const x = ((atMs - first.atMs) / span) * 100;
        return `${x.toFixed(2)},${(100 - (flopsPerSecond / top) * 100).toFixed(2)}`;
      })
      .join(' ');
    const description = `Rate over ${formatDuration(span / 1000)}: from ${formatAmount(first.flopsPerSecond, 'FLOPS')} to ${formatAmount(last.flopsPerSecond, 'FLOPS')}, ${formatShare(last.flopsPerSecond / first.flopsPerSecond)} of where it started.`;
    return html`
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label=${description}
        data-testid="pace-line"
      >
        ${[25, 50, 75].map((y) => svg`<line x1="0" x2="100" y1=${y} y2=${y} />`)}
        <polyline points=${points} />
      </svg>
      <p aria-hidden="true">
        <span>start: ${formatAmount(first.flopsPerSecond, 'FLOPS')}</span>
        <span>${formatDuration(span / 1000)}: ${formatAmount(last.flopsPerSecond, 'FLOPS')}</span>
      </p>
    `;
  }
}

customElements.define('fs-pace-line', PaceLine);
