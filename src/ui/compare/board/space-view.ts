// A space that is open: its devices, its results, and what its link allows; or why it does not open.
import { html, LitElement, nothing } from 'lit';
import { boardLink } from '../../../results/board/board-link.ts';
import type { Right, SpaceDocument } from '../../../results/board/board-documents.ts';
import { ofDevices, type SpaceContents } from '../../../results/board/space-contents.ts';
import { formatCount } from '../../../shared/format.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { EventController } from '../../session/event-controller.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { compareStyles } from '../compare.styles.ts';
import type { BoardSession } from './board-session.ts';
import { boardStyles } from './board.styles.ts';
import { chosenDevices } from './device-choice.ts';
import { insecureNote } from './insecure-note.ts';
import './open-link.ts';
import type { Live, OpenSpace } from './open-space.ts';
import './send-result.ts';
import './space-devices.ts';
import './space-links.ts';
import './space-results.ts';

const liveWords: Readonly<Record<Live, string>> = {
  connecting: 'Connecting …',
  live: 'Live: what members send appears here by itself.',
  lost: 'The board does not answer; trying again. What stands here may be old.',
  resting: 'Not watching while nobody looks.',
};

export class SpaceView extends LitElement {
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
    session: { attribute: false },
    board: { attribute: false },
    space: { attribute: false },
    parameters: { attribute: false },
    sending: { state: true },
  };

  declare session: LabSession;
  declare board: BoardSession;
  declare space: OpenSpace;
  declare parameters: Parameters;
  declare sending: boolean;

  constructor() {
    super();
    this.sending = false;
    new EventController(this, () => this.board);
  }

  override render() {
    const { state, name } = this.space;
    switch (state.kind) {
      case 'opening':
        return html`<p role="status">Opening ${name === '' ? 'the space' : `“${name}”`} …</p>`;
      case 'failed':
        return html`${back()}
          <section class="opening">
            <h1 data-testid="board-answer">The board does not answer</h1>
            <p class="lead" role="alert">${state.error.message}</p>
            <p class="lead">It is tried again by itself.</p>
          </section>`;
      case 'refused':
        return this.#refused(name);
      case 'open':
        return this.#open(state.space, state.contents);
    }
  }

  #refused(name: string) {
    const known = this.board.known.find(this.space.id);
    return html`${back()}
      <section class="opening">
        <h1 data-testid="board-answer">
          ${
            known === undefined
              ? 'This browser has no link to this space'
              : html`The link to “<bdi>${name === '' ? 'this space' : name}</bdi>” opens it no
                longer`
          }
        </h1>
        <p class="lead" role="alert">
          ${
            known === undefined
              ? 'An address without its token opens nothing. Ask whoever gave it to you for the read or the write link.'
              : 'Its creator has replaced the links or deleted the space, or this board has other data. Ask the creator for the new link and open it here; your results are still in your history.'
          }
        </p>
        <div class="stack actions">
          <fs-open-link .board=${this.board}></fs-open-link>
          ${
            known === undefined
              ? nothing
              : html`<button
                  type="button"
                  data-testid="space-forget"
                  @click=${() => {
                    this.board.forget(known);
                    location.hash = routeHash('compare', { view: 'board' });
                  }}
                >
                  Forget this space
                </button>`
          }
        </div>
      </section>`;
  }

  #open(space: SpaceDocument, contents: SpaceContents) {
    const { live, news, failure } = this.space;
    const { name, right, results } = space;
    const devices = contents.devices.length;
    const isMade = this.board.made === space.id;
    const isFiltered = Object.values(ofDevices(this.space.filter)).some(
      (value) => value !== undefined,
    );
    return html`${back()}
      <section class="opening">
        <h1 data-testid="board-answer" tabindex="-1">
          ${
            results === 0
              ? html`“<bdi>${name}</bdi>” has no result yet`
              : html`<strong
                    >${formatCount(devices)}${contents.moreDevices === null ? '' : '+'}
                    ${devices === 1 ? 'device' : 'devices'}</strong
                  >
                  of
                  “<bdi>${name}</bdi>”${isFiltered ? (devices === 1 ? ' passes the filter' : ' pass the filter') : ''}`
          }
        </h1>
        <p class="lead live ${live}" role="status" data-testid="board-live">${liveWords[live]}</p>
        <p class="lead" role="status" data-testid="board-news">${news}</p>
        ${
          failure === undefined || live === 'lost'
            ? nothing
            : html`<p class="error" role="alert">${failure.message}</p>`
        }
        ${this.#replaced()}
        <div class="actions">${this.#compare(contents)} ${this.#send(right, isMade)}</div>
        ${isSecureContext ? nothing : insecureNote(this.#writeLink())}
      </section>
      ${isMade ? this.#links(space) : nothing}
      ${
        results === 0
          ? nothing
          : html`<fs-space-devices
                .space=${this.space}
                .devices=${contents.devices}
                .more=${contents.moreDevices !== null}
                .fresh=${this.space.fresh}
                .parameters=${this.parameters}
              ></fs-space-devices>
              <fs-space-results
                .session=${this.session}
                .board=${this.board}
                .space=${this.space}
                .contents=${contents}
                .right=${right}
                .submissions=${this.board.known.find(space.id)?.submissions ?? []}
                .fresh=${this.space.fresh}
                .parameters=${this.parameters}
              ></fs-space-results>`
      }
      ${isMade ? nothing : this.#links(space)}
      ${
        this.sending
          ? html`<fs-send-result
              .session=${this.session}
              .board=${this.board}
              .space=${this.space}
              @closed=${() => {
                this.sending = false;
              }}
            ></fs-send-result>`
          : nothing
      }`;
  }

  #compare({ devices }: SpaceContents) {
    const { parameters } = this;
    const { size } = chosenDevices(devices, parameters['chosen']);
    if (size === 0) return nothing;
    return html`<a
      class="button ${size === 1 ? '' : 'primary'}"
      href=${routeHash('compare', { ...parameters, view: '', device: '' })}
      data-testid="board-compare"
    >
      ${size === 1 ? 'Lay it beside other results' : `Compare these ${size} devices`}
    </a>`;
  }

  /** The next step of a space with one device or none; the links are that of one just made. */
  #send(right: Right, isMade: boolean) {
    if (right === 'read') {
      return html`<span class="muted">
        This link reads. To send results of your own, ask for the write link.
      </span>`;
    }
    const { state } = this.space;
    const devices = state.kind === 'open' ? state.contents.devices.length : 0;
    const isNext = devices === 1 || (devices === 0 && !isMade);
    return html`<button
      type="button"
      class=${isNext ? 'primary' : ''}
      data-testid="board-send"
      @click=${() => {
        this.sending = true;
      }}
    >
      Send a result
    </button>`;
  }

  #replaced() {
    const { replaced } = this.space;
    return replaced === undefined
      ? nothing
      : html`<p class="notices" role="status" data-testid="board-replaced">
          The ${replaced} link that this browser knew was replaced. Another one still opens the
          space; ask the creator for the new ${replaced} link.
        </p>`;
  }

  #links(space: SpaceDocument) {
    return html`<fs-space-links
      .board=${this.board}
      .space=${this.space}
      .document=${space}
      .known=${this.board.known.find(space.id)}
    ></fs-space-links>`;
  }

  #writeLink(): string | undefined {
    const { base, known } = this.board;
    const token = known.find(this.space.id)?.tokens.write;
    return token === undefined ? undefined : boardLink({ base, space: this.space.id, token });
  }
}

function back() {
  return html`<p class="back screen-only">
    <a href=${routeHash('compare', { view: 'board' })} data-testid="board-home">All spaces</a>
  </p>`;
}

customElements.define('fs-space-view', SpaceView);
