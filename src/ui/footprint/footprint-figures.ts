// Energy, electricity, rent and carbon in four figures, and what they are comparable with.
import { html, nothing } from 'lit';
import type { EverydayThing } from '../../facts/equivalents.ts';
import { citedDate } from '../../estimate/footprint/cited-date.ts';
import { equivalentsOf } from '../../estimate/footprint/equivalents.ts';
import type { Footprint, OutputName } from '../../estimate/footprint/footprint.ts';
import { formatOutcome, twoDigits } from '../../estimate/footprint/format-outcome.ts';
import { provenanceMark } from '../train/assumptions.ts';

export const outcomeLabels: Readonly<Record<OutputName, string>> = {
  energy: 'Energy',
  electricity: 'Electricity bill',
  cloud: 'Rented instead',
  carbon: 'Emissions',
};

export function footprintFigures(footprint: Footprint) {
  const { inputs } = footprint;
  const { tariff, cloudPrice, intensity } = inputs;
  const at = (word: string, value: number | undefined, unit: string | undefined): string =>
    value === undefined ? '' : `${word} ${twoDigits(value)}\u00a0${unit ?? ''}`;
  return html`<dl class="figures" data-testid="footprint-figures">
    ${figure(footprint, 'energy', 'at the plug, building included')}
    ${figure(footprint, 'electricity', at('at', tariff?.value, tariff?.unit))}
    ${figure(footprint, 'cloud', at('at', cloudPrice?.value, cloudPrice?.unit))}
    ${figure(footprint, 'carbon', at('on a grid of', intensity?.value, 'g/kWh'))}
  </dl>`;
}

function figure({ outcomes }: Footprint, name: OutputName, detail: string) {
  const { value, range } = formatOutcome(outcomes[name]);
  return html`<div data-output=${name} data-value=${outcomes[name].value}>
    <dt>${outcomeLabels[name]}</dt>
    <dd>
      ${value} ${range === '' ? nothing : html`<span class="range">${range}</span>`}
      <small>${detail}</small>
    </dd>
  </div>`;
}

export function pricePerPoint({ perPoint }: Footprint) {
  if (perPoint === undefined) return nothing;
  const { accuracy, points, electricity, cloud } = perPoint;
  return html`<p class="point" data-testid="per-point">
    For each of the ${points.toFixed(1)} points of top-1 accuracy above chance:
    <b>${formatOutcome(electricity).value}</b> of electricity, or
    <b>${formatOutcome(cloud).value}</b> rented.
    <span class="source"
      >${provenanceMark(accuracy.provenance)} ${accuracy.top1.toFixed(1)} %:
      ${accuracy.source}${accuracy.date === undefined ? '' : `, ${accuracy.date}`}</span
    >
  </p>`;
}

export function everydayThings(footprint: Footprint, things: readonly EverydayThing[]) {
  const equivalents = equivalentsOf(footprint, things);
  if (equivalents.length === 0) return nothing;
  return html`<div>
    <h3>About as much as</h3>
    <ul class="things" data-testid="equivalents">
      ${equivalents.map(
        ({ thing, value, low, high }) =>
          html`<li>
            <b>${twoDigits(value)}</b> ${twoDigits(value) === '1.0' ? thing.one : thing.other}
            <span class="range">${twoDigits(low)}–${twoDigits(high)}</span>
          </li>`,
      )}
    </ul>
    <details class="sources">
      <summary class="small">What one of each takes, and who says so</summary>
      <ul>
        ${equivalents.map(
          ({ thing }) =>
            html`<li>
              ${provenanceMark(thing.provenance)} ${thing.sentence}
              <span class="source">${thing.source}, ${citedDate(thing)}</span>
            </li>`,
        )}
      </ul>
    </details>
  </div>`;
}
