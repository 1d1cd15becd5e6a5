// One size of an experiment, with what it comes to.
import { html } from 'lit';

export interface SizeChoice {
  readonly size: string;
  readonly isChosen: boolean;
  readonly sentence: string;
  readonly choose: () => void;
}

export function sizeChoice({ size, isChosen, sentence, choose }: SizeChoice) {
  return html`<label>
    <input
      type="radio"
      name="size"
      value=${size}
      data-testid="size-${size}"
      .checked=${isChosen}
      @change=${choose}
    />
    <span>
      <b>${size}</b>
      <small>${sentence}</small>
    </span>
  </label>`;
}
