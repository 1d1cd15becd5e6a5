// The large figures: what the best verified kernel reached per precision, against its measured ceiling, and
// the memory's bandwidth. Also drawn while a run goes on, from what has arrived so far.
import { html, LitElement, nothing } from 'lit';
import { type ComputeFigure, type Figures, headline, rateUnit } from '../../results/headline.ts';
import { kernelName } from '../../results/kernel-label.ts';
import { formatInterval, formatRate, formatShare } from '../../shared/format.ts';
import { problemLabel } from '../../shared/problem.ts';
import type { Interval } from '../../shared/statistics.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { seriesStyles } from '../styles/series.styles.ts';
import { headlineFiguresStyles } from './headline-figures.styles.ts';

export class HeadlineFigures extends LitElement {
  static override styles = [baseStyles, seriesStyles, headlineFiguresStyles];
  static override properties = {
    figures: { attribute: false },
    software: { type: Boolean },
    running: { type: Boolean },
  };

  declare figures: Figures | undefined;
  declare software: boolean;
  /** Whether what is missing may still arrive. */
  declare running: boolean;

  constructor() {
    super();
    this.software = false;
    this.running = false;
  }

  override render() {
    const { compute, bandwidth, bandwidthKind, launchMs } = headline(
      this.figures ?? { ceilings: [], measurements: [] },
    );
    const waiting = this.running && compute.length === 0;
    return html`<dl class="figures" data-testid="headline">
      ${compute.map((figure) => this.#compute(figure))}
      ${waiting ? this.#pending('f32', 'Matrix product, f32') : nothing}
      ${
        bandwidth === undefined
          ? this.running
            ? this.#pending('memory', 'Memory')
            : nothing
          : this.#figure(
              'memory',
              `Memory, ${bandwidthKind ?? 'copy'}`,
              bandwidth,
              'B/s',
              html`Read and written bytes together.`,
            )
      }
      ${
        launchMs === undefined
          ? nothing
          : this.#figure(
              'launch',
              'Launch of a kernel',
              scaled(launchMs, 1e-3),
              's',
              html`From one dependent kernel to the next.`,
            )
      }
    </dl>`;
  }

  #compute({ precision, rate, best, ceiling }: ComputeFigure) {
    const share =
      best.shareOfCeiling?.median ??
      (ceiling === undefined ? undefined : rate.median / ceiling.median);
    const detail = html`${kernelName(best.kernel)}, ${problemLabel(best.problem)}
    ${
      share === undefined || ceiling === undefined
        ? nothing
        : html`${gauge(share)} ${formatShare(share)} of the measured ceiling,
          ${formatRate(ceiling, rateUnit(precision))}.`
    }`;
    return this.#figure(
      precision,
      `Matrix product, ${precision}`,
      rate,
      rateUnit(precision),
      detail,
    );
  }

  #figure(kind: string, name: string, value: Interval, unit: string, detail: unknown) {
    const parts = formatInterval(value, unit);
    return html`<div class="figure ${kind}" data-testid="headline-${kind}">
      <dt>${name}</dt>
      <dd class="value">${parts.value} <small>${parts.unit}</small></dd>
      <dd class="range">
        ${parts.range === '' ? 'one sample' : `${parts.range} ${parts.unit}`}${
          this.software ? html`<span class="muted">, software adapter</span>` : nothing
        }
      </dd>
      <dd class="detail">${detail}</dd>
    </div>`;
  }

  #pending(kind: string, name: string) {
    return html`<div class="figure pending ${kind}">
      <dt>${name}</dt>
      <dd class="value" aria-label="not measured yet">–</dd>
    </div>`;
  }
}

/** A linear scale from zero to the ceiling: solid up to the rate. */
function gauge(share: number) {
  return html`<svg class="gauge" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="10" />
    <rect class="reached" width=${Math.min(share, 1) * 100} height="10" />
  </svg>`;
}

function scaled(interval: Interval, factor: number): Interval {
  const { median, low, high } = interval;
  return { median: median * factor, low: low * factor, high: high * factor };
}

customElements.define('fs-headline-figures', HeadlineFigures);
