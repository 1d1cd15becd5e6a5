// What a model takes on each device, as hatched bars from zero: predicted, not measured. The table holds the figures.
import { html, nothing, svg } from 'lit';
import { printRatio } from '../../../results/compare/print-ratio.ts';
import type { Ratio } from '../../../results/compare/comparison.ts';
import { formatDurationEstimate } from '../../../shared/format-duration.ts';
import { deviceColour } from '../device-colour.ts';
import type { ModelComparison, ModelOnDevice } from './model-comparison.ts';
import { absence, restsOn } from './model-words.ts';

/** Room at the right end, so that no end of an interval is cut. */
const WIDTH_PERCENT = 98;

export function modelBars({ devices, reference }: ModelComparison) {
  const longest = Math.max(
    ...devices.map(({ answer }) => (answer.kind === 'predicted' ? answer.seconds.high : 0)),
  );
  const place = (seconds: number): number => (WIDTH_PERCENT * seconds) / longest;
  return html`<ul class="legend" aria-label="Legend">
      <li>
        <svg viewBox="0 0 24 12" aria-hidden="true">
          ${hatching('legend-hatch')}
          <rect class="bar" x="1" y="1" width="22" height="10" fill="url(#legend-hatch)" />
        </svg>
        predicted, not measured; shorter is faster
      </li>
      <li>
        <svg viewBox="0 0 24 12" aria-hidden="true">
          <path class="interval" d="M2 6 H22 M2 2 V10 M22 2 V10" />
        </svg>
        its interval
      </li>
      ${
        devices.length < 2
          ? nothing
          : html`<li>× times as fast as “${devices[reference]?.name ?? ''}”</li>`
      }
    </ul>
    <ul class="bars" data-testid="model-bars">
      ${devices.map((device, index) => bar(device, index, index === reference, place))}
    </ul>`;
}

function bar(
  { name, softwareAdapter, answer }: ModelOnDevice,
  index: number,
  isReference: boolean,
  place: (seconds: number) => number,
) {
  const label = html`<p class="name">
    ${name} ${isReference ? html`<small>reference</small>` : nothing}
    ${softwareAdapter ? html`<small class="software">software adapter</small>` : nothing}
    ${answer.kind === 'predicted' ? html`<small>${restsOn(answer)}</small>` : nothing}
  </p>`;
  if (answer.kind !== 'predicted') {
    return html`<li class="absent">
      ${label}
      <p class=${answer.kind === 'failed' ? 'error' : 'muted small'}>${absence(answer)}</p>
    </li>`;
  }
  const { value, range } = formatDurationEstimate(answer.seconds);
  const [end, from, to] = [answer.seconds.value, answer.seconds.low, answer.seconds.high].map(
    place,
  );
  const hatch = `hatch-${index}`;
  return html`<li class=${deviceColour(index)}>
    ${label}
    <svg class="scale" aria-hidden="true">
      ${hatching(hatch)}
      ${svg`<rect class="bar" x="0" y="5" width="${end}%" height="18" fill="url(#${hatch})" />
      <line class="interval" x1="${from}%" x2="${to}%" y1="14" y2="14" />
      <line class="interval" x1="${from}%" x2="${from}%" y1="9" y2="19" />
      <line class="interval" x1="${to}%" x2="${to}%" y1="9" y2="19" />`}
    </svg>
    <p class="figures">
      <b>${value}</b> <small>${range}</small>
      ${ratioPart(answer.ratio)}
    </p>
    ${answer.misfit === undefined ? nothing : html`<p class="misfit">${answer.misfit}</p>`}
  </li>`;
}

function hatching(id: string) {
  return svg`<defs>
    <pattern id=${id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="stroke" width="1.6" height="5" />
    </pattern>
  </defs>`;
}

function ratioPart(ratio: Ratio) {
  switch (ratio.kind) {
    case 'reference':
      return nothing;
    case 'none':
      return html`<small class="ratio">the reference has no prediction</small>`;
    case 'withheld':
      return html`<small class="ratio refused">ratio withheld: not comparable</small>`;
    case 'ratio': {
      const { value, range } = printRatio(ratio.ratio);
      return html`<span class="ratio"
        >${value}
        <small>${range}</small>
        ${ratio.flagged ? html`<small class="refused">not comparable</small>` : nothing}</span
      >`;
    }
  }
}
