// The answer: how long, in words and one number, for which model and recipe, by which clock.
import { html, LitElement, nothing } from 'lit';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import { staleMark } from '../answer/stale-mark.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { runName } from './run-name.ts';
import { trainingAnswerStyles } from './training-answer.styles.ts';

export class TrainingAnswer extends LitElement {
  static override styles = [baseStyles, answerStyles, trainingAnswerStyles];
  static override properties = {
    estimate: { attribute: false },
    device: { attribute: false },
    own: { type: Boolean },
    software: { type: Boolean },
    stale: { type: Boolean },
  };

  declare estimate: TrainingEstimate | undefined;
  declare device: string;
  /** Whether the device is the one in front of the person. */
  declare own: boolean;
  /** Whether it is a software adapter, which nobody should take for a GPU. */
  declare software: boolean;
  /** Whether the form holds something else than what this answers. */
  declare stale: boolean;

  constructor() {
    super();
    this.device = '';
    this.own = false;
    this.software = false;
    this.stale = false;
  }

  override render() {
    const { estimate } = this;
    if (estimate === undefined)
      return html`<h1 id="question">How long would a training run take?</h1>`;
    const { value, range } = formatDurationEstimate(estimate.seconds);
    return html`
      ${staleMark(this.stale)}
      <h1
        id="question"
        class=${this.stale ? 'stale' : ''}
        data-testid="training-answer"
        data-seconds=${estimate.seconds.value}
      >
        <span class="name">${estimate.model.name}</span>, ${runName(estimate.recipe)}:
        <strong>${value}</strong> on
        ${this.#where()}${range === '' ? nothing : html`<span class="range">, ${range}</span>`}
      </h1>
      <p class="clock">
        Predicted. Clock:
        <b>${this.own ? 'this browser' : 'the browser of that device'}, measured</b>. Native
        software with matrix units can be several times faster.
      </p>
    `;
  }

  #where(): string {
    if (this.software) return `${this.device}, a software adapter`;
    return this.own ? 'this GPU' : this.device;
  }
}

customElements.define('fs-training-answer', TrainingAnswer);
