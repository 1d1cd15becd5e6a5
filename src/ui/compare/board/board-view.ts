// Team: how do the devices of a team compare? What the board behind this page knows, or what a board is where there is none.
import { html, LitElement, nothing } from 'lit';
import { type Parameters, routeHash } from '../../route/route.ts';
import { EventController } from '../../session/event-controller.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { compareStyles } from '../compare.styles.ts';
import './board-home.ts';
import { type BoardSession, boardOf } from './board-session.ts';
import { boardStyles } from './board.styles.ts';
import './copy-field.ts';
import './space-view.ts';

export class BoardView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    compareStyles,
    boardStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
  };

  declare session: LabSession;
  declare parameters: Parameters;

  constructor() {
    super();
    this.parameters = {};
    new EventController(this, () => this.#board);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#board.find();
  }

  override render() {
    const { linkFailure, presence, space } = this.#board;
    return html`${
      linkFailure === undefined
        ? nothing
        : html`<p class="notices bad" role="alert" data-testid="board-link-failure">
            ${linkFailure}
          </p>`
    }${
      space === undefined || presence.kind === 'absent'
        ? this.#lobby()
        : html`<fs-space-view
            .session=${this.session}
            .board=${this.#board}
            .space=${space}
            .parameters=${this.parameters}
          ></fs-space-view>`
    }`;
  }

  get #board(): BoardSession {
    return boardOf(this.session);
  }

  #lobby() {
    const { presence } = this.#board;
    switch (presence.kind) {
      case 'looking':
        return html`<p role="status">Looking for a board …</p>`;
      case 'absent':
        return absent();
      case 'failed':
        return html`<section class="opening">
          <h1 data-testid="board-answer">The board does not answer</h1>
          <p class="lead" role="alert">${presence.error.message}</p>
          <p class="actions">
            <button type="button" data-testid="board-again" @click=${this.#again}>Try again</button>
          </p>
        </section>`;
      case 'there':
        return html`<fs-board-home
          .board=${this.#board}
          .parameters=${this.parameters}
        ></fs-board-home>`;
    }
  }

  readonly #again = (): void => {
    void this.#board.find();
  };
}

function absent() {
  return html`<section class="opening">
    <h1 data-testid="board-answer">There is no board behind this page</h1>
    <p class="lead">
      A board is a small server on a machine of yours where a team lays its results side by side: no
      accounts, one link to read and one to send. One command starts it, with this lab:
    </p>
    <div class="stack actions">
      <fs-copy-field .label=${'In a terminal'} .value=${'npx flopscope board'}></fs-copy-field>
      <p class="muted">
        It prints the address to open. Without one, results travel as links and files:
        <a href=${routeHash('compare')}>Devices</a> compares them.
      </p>
    </div>
  </section>`;
}

customElements.define('fs-board-view', BoardView);
