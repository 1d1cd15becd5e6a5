// Which benchmark, which error, and whether algorithms go on getting better. What is wrong is said beside the field.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AlgorithmicProgress } from '../../../facts/computational-limits.ts';
import type { LimitCurves } from '../../../trends/limits/limit-curves.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import { tellTrend } from '../trend-change.ts';
import { limitsFormStyles } from './limits-form.styles.ts';
import { type LimitsQuestion, usualTarget } from './limits-question.ts';
import { printError } from './print-power.ts';

export class LimitsForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, limitsFormStyles];
  static override properties = {
    question: { attribute: false },
    all: { attribute: false },
    progress: { attribute: false },
  };

  declare question: LimitsQuestion | undefined;
  declare all: readonly LimitCurves[];
  declare progress: AlgorithmicProgress | undefined;

  constructor() {
    super();
    this.all = [];
  }

  override render() {
    const { question } = this;
    if (question === undefined) return nothing;
    const { curves, target } = question;
    return html`<form
      aria-label="Target"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      ${panelField(
        {
          id: 'benchmark',
          label: 'Benchmark',
          text: curves.id,
          choices: this.all.map(({ id, name }) => [id, name] as const),
          help: `Its error: ${curves.measure}.`,
        },
        (benchmark) => {
          // Another benchmark has another scale of errors.
          const chosen = this.all.find(({ id }) => id === benchmark);
          if (chosen !== undefined) {
            tellTrend(this, { benchmark, error: String(usualTarget(chosen)) });
          }
        },
      )}
      <div class="target">
        ${panelField(
          {
            id: 'error',
            label: 'Target error',
            unit: '%',
            text: target.text,
            ...(target.error === undefined ? {} : { error: target.error }),
          },
          (error) => {
            tellTrend(this, { error });
          },
        )}
        ${this.#slider(question)}
      </div>
      ${this.#progress(question)}
    </form>`;
  }

  #slider({ stops, stop }: LimitsQuestion) {
    const text = (place: number): string => printError(stops[place] ?? NaN);
    return html`<div>
      <input
        type="range"
        aria-label="Target error"
        data-testid="error-slider"
        min="0"
        max=${stops.length - 1}
        step="1"
        .value=${live(String(stop))}
        aria-valuetext=${text(stop)}
        @input=${({ currentTarget }: Event) => {
          if (!(currentTarget instanceof HTMLInputElement)) return;
          const error = stops[Number(currentTarget.value)];
          if (error !== undefined) tellTrend(this, { error: String(error) });
        }}
      />
      <p class="ends summary" aria-hidden="true">
        <span>${text(0)}</span><span>${text(stops.length - 1)}</span>
      </p>
    </div>`;
  }

  #progress({ progress: { on, text, error } }: LimitsQuestion) {
    const { progress } = this;
    if (progress === undefined) return nothing;
    const { factor, years } = progress;
    return html`<div>
      <label class="switch"
        ><input
          type="checkbox"
          data-testid="progress-switch"
          .checked=${on}
          @change=${({ currentTarget }: Event) => {
            if (currentTarget instanceof HTMLInputElement) {
              tellTrend(this, { progress: currentTarget.checked ? 'on' : '' });
            }
          }}
        />
        Algorithms go on getting better</label
      >
      <p class="summary">${factor} times less compute every ${years} years, the paper says.</p>
      ${
        on
          ? panelField(
              {
                id: 'progressYears',
                label: 'For so many years',
                text,
                placeholder: String(years),
                ...(error === undefined ? {} : { error }),
              },
              (progressYears) => {
                tellTrend(this, { progressYears });
              },
            )
          : nothing
      }
    </div>`;
  }
}

customElements.define('fs-limits-form', LimitsForm);
