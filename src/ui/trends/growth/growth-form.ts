// What the chart of growth shows: which figure, of which domain, since when; and the year in which its line is read.
import { html } from 'lit';
import type { Parameters } from '../../route/route.ts';
import { panelField } from '../../train/panel-field.ts';
import { type GrowthQuestion, USUAL_YEAR } from './growth-question.ts';
import { DEEP_LEARNING_FROM } from '../../../trends/growth/model-growth.ts';

/** @param domains of which models are held, with how many. */
export function growthForm(
  { quantity, domain, errors }: GrowthQuestion,
  { since = String(DEEP_LEARNING_FROM), year = String(USUAL_YEAR) }: Parameters,
  domains: readonly (readonly [name: string, count: number])[],
  tell: (changed: Parameters) => void,
) {
  return html`<form
    class="screen-only"
    aria-label="What the chart shows"
    @submit=${(event: Event) => {
      event.preventDefault();
    }}
  >
    ${panelField(
      {
        id: 'quantity',
        label: 'What grew',
        text: quantity === 'parameters' ? '' : 'compute',
        choices: [
          ['', 'Parameters'],
          ['compute', 'Training compute (1 MAC = 2 FLOP)'],
        ],
      },
      (value) => {
        tell({ quantity: value });
      },
    )}
    ${panelField(
      {
        id: 'domain',
        label: 'Domain',
        text: domain ?? '',
        choices: [
          ['', 'All'],
          ...domains.map(([name, count]) => [name, `${name} (${count})`] as const),
        ],
      },
      (value) => {
        tell({ domain: value });
      },
    )}
    <div class="fields">
      ${panelField(
        {
          id: 'since',
          label: 'Models since',
          text: since,
          placeholder: String(DEEP_LEARNING_FROM),
          error: errors.since,
        },
        (value) => {
          tell({ since: value });
        },
      )}
      ${panelField(
        {
          id: 'year',
          label: 'Read the line in',
          text: year,
          placeholder: String(USUAL_YEAR),
          error: errors.year,
        },
        (value) => {
          tell({ year: value });
        },
      )}
    </div>
  </form>`;
}
