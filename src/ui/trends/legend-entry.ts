// One line of a legend: what a point or a line of a chart over the years means.
import { html, svg } from 'lit';

export interface LegendMark {
  readonly colour: 'f32' | 'f16' | 'i8' | 'memory' | 'text' | 'ink';
  readonly shape?: 'circle' | 'rect' | 'rectRot' | 'triangle';
  readonly filled?: boolean;
  readonly small?: boolean;
}

const outlines = {
  rect: 'M3 3 H13 V13 H3 Z',
  rectRot: 'M8 2 L14 8 L8 14 L2 8 Z',
  triangle: 'M8 2.5 L14 13 H2 Z',
} as const;

/** @param mark a point, the fitted line with its band, or a thin dashed line. */
export function legendEntry(text: string, mark: LegendMark | 'fit' | 'compared') {
  return html`<li>
    <svg viewBox="0 0 16 16" aria-hidden="true">${pictureOf(mark)}</svg> ${text}
  </li>`;
}

function pictureOf(mark: LegendMark | 'fit' | 'compared') {
  if (mark === 'fit') {
    return svg`<rect y="3" width="16" height="10" fill="var(--series-f32)" opacity="0.2"/><path d="M0 8 H16" stroke="var(--series-f32)" stroke-width="2"/>`;
  }
  if (mark === 'compared') {
    return svg`<path d="M0 8 H16" stroke="var(--chart-text)" stroke-dasharray="4 3" opacity="0.6"/>`;
  }
  const { shape = 'circle', filled = false, small = false } = mark;
  const colour = colourOf(mark);
  const fill = filled ? colour : 'none';
  return shape === 'circle'
    ? svg`<circle cx="8" cy="8" r=${small ? 3 : 5} fill=${fill} stroke=${colour} stroke-width=${small ? 1.25 : 2}/>`
    : svg`<path d=${outlines[shape]} fill=${fill} stroke=${colour} stroke-width="1.75"/>`;
}

function colourOf({ colour }: LegendMark): string {
  if (colour === 'text') return 'var(--chart-text)';
  return colour === 'ink' ? 'var(--ink)' : `var(--series-${colour})`;
}
