// The spaces that this browser knows, and two ways to one more: making it, or opening a link.
import { html, LitElement, nothing } from 'lit';
import type { KnownSpace } from '../../../results/board/known-spaces.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { EventController } from '../../session/event-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { compareStyles } from '../compare.styles.ts';
import type { BoardSession } from './board-session.ts';
import { boardStyles } from './board.styles.ts';
import { insecureNote } from './insecure-note.ts';
import './open-link.ts';

/** As the board's. */
const LONGEST_NAME = 120;

export class BoardHome extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    sheetStyles,
    compareStyles,
    boardStyles,
  ];
  static override properties = {
    board: { attribute: false },
    parameters: { attribute: false },
    making: { state: true },
    failure: { state: true },
  };

  declare board: BoardSession;
  declare parameters: Parameters;
  declare making: boolean;
  declare failure: string;

  constructor() {
    super();
    this.making = false;
    this.failure = '';
    new EventController(this, () => this.board);
  }

  override render() {
    const { board } = this;
    const spaces = board.known.list();
    return html`<section class="opening">
        <h1 data-testid="board-answer">
          ${
            spaces.length === 0
              ? 'How do your team’s devices compare?'
              : html`This browser knows
                  <strong>${spaces.length} ${spaces.length === 1 ? 'space' : 'spaces'}</strong>`
          }
        </h1>
        <p class="lead">
          A space of this board gathers the results of a team.
          ${
            spaces.length === 0
              ? 'Make one and pass its links on, or open a link that you were given.'
              : nothing
          }
        </p>
        <p class="lead" role="status" data-testid="board-said">${this.#said()}</p>
        ${isSecureContext ? nothing : insecureNote(undefined)}
      </section>
      ${spaces.length === 0 ? nothing : this.#spaces(spaces)}
      <section class="sheet" aria-labelledby="make">
        <header>
          <h2 id="make">Make a space</h2>
          <p>You get its links at once.</p>
        </header>
        <form class="stack" @submit=${this.#make}>
          <div>
            <label for="name">Name of the team or the project</label>
            <div class="line">
              <input
                id="name"
                required
                maxlength=${LONGEST_NAME}
                autocomplete="off"
                data-testid="space-name"
              />
              <button ?disabled=${this.making} data-testid="space-make">
                ${this.making ? 'Making it …' : 'Make a space'}
              </button>
            </div>
            <p class="error" role="alert" data-testid="space-failure">${this.failure}</p>
          </div>
        </form>
      </section>
      <section class="sheet" aria-labelledby="open">
        <header>
          <h2 id="open">Open a link</h2>
          <p>To read, to send, or as the creator.</p>
        </header>
        <div class="stack">
          <fs-open-link .board=${board}></fs-open-link>
          <p class="small muted">
            ${
              board.known.persistent
                ? 'What a link allows is kept in this browser and leaves its address at once: screenshots and shared addresses do not carry it.'
                : 'This browser does not let the page store anything: keep the links that you open, they are forgotten when the page is closed.'
            }
          </p>
        </div>
      </section>`;
  }

  #said() {
    const { forgotten, said } = this.board;
    if (forgotten === undefined) return said;
    return html`“<bdi>${forgotten.name}</bdi>” is forgotten here; the board still has it.
      <button
        type="button"
        class="plain"
        data-testid="space-undo"
        @click=${() => {
          this.board.undoForgetting();
        }}
      >
        Undo
      </button>`;
  }

  #spaces(spaces: readonly KnownSpace[]) {
    return html`<section class="sheet" aria-labelledby="spaces">
      <header>
        <h2 id="spaces">Spaces</h2>
        <p>The one opened last stands first.</p>
      </header>
      <ul class="spaces" data-testid="spaces">
        ${spaces.map((space) => {
          const name = space.name === '' ? 'Not opened yet' : space.name;
          return html`<li>
            <a href=${this.#address(space.id)} data-testid="space-${space.id}"
              ><bdi>${name}</bdi></a
            >
            <span class="small muted">${allowed(space)}</span>
            <button
              type="button"
              class="plain"
              aria-label="Forget ${name}"
              data-testid="space-forget"
              @click=${() => {
                this.board.forget(space);
              }}
            >
              Forget
            </button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #address(space: string): string {
    return routeHash('compare', { view: 'board', space });
  }

  async #make(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (name === '') return;
    this.making = true;
    this.failure = '';
    try {
      location.hash = this.#address(await this.board.create(name));
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
    this.making = false;
  }
}

function allowed({ tokens }: KnownSpace): string {
  if (tokens.creator !== undefined) return 'as its creator';
  return tokens.write === undefined ? 'read' : 'read and send';
}

customElements.define('fs-board-home', BoardHome);
