// Sending one of one's own results to a space: what leaves the browser, and where to, is said before the click.
import { html, LitElement, nothing } from 'lit';
import type { Submission } from '../../../results/board/space-client.ts';
import { deviceName } from '../../../results/device-name.ts';
import { asFlopscopeError, type FlopscopeError } from '../../../shared/errors.ts';
import { formatCount } from '../../../shared/format.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { printMoment } from '../../answer/print-date.ts';
import { suiteName } from '../../measure/suites.ts';
import { routeHash } from '../../route/route.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { compareStyles } from '../compare.styles.ts';
import type { BoardSession } from './board-session.ts';
import { boardStyles } from './board.styles.ts';
import './modal-dialog.ts';
import { closeDialog } from './modal-dialog.ts';
import type { OpenSpace } from './open-space.ts';
import { sendResultStyles } from './send-result.styles.ts';

type Sending =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'sending'; readonly abort: AbortController; readonly bytes: number }
  | { readonly kind: 'done'; readonly submission: Submission }
  | { readonly kind: 'failed'; readonly error: FlopscopeError };

export class SendResult extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    compareStyles,
    boardStyles,
    sendResultStyles,
  ];
  static override properties = {
    session: { attribute: false },
    board: { attribute: false },
    space: { attribute: false },
    chosen: { state: true },
    sending: { state: true },
  };

  declare session: LabSession;
  declare board: BoardSession;
  declare space: OpenSpace;
  /** Id of a result; the newest that is not there yet where nobody chose. */
  declare chosen: string | undefined;
  declare sending: Sending;

  constructor() {
    super();
    this.sending = { kind: 'choosing' };
  }

  override render() {
    return html`<fs-modal-dialog
      .heading=${`Send a result to “${this.space.name}”`}
      @closed=${this.#closed}
    >
      <div class="dialog" data-testid="send-dialog">${this.#content()}</div>
    </fs-modal-dialog>`;
  }

  #content() {
    const { sending } = this;
    const profile = this.#profile;
    if (profile === undefined) {
      return html`<p>
          This browser keeps no result of its own yet.
          <a href=${routeHash('measure')}>Measure this GPU</a>, or bring in a
          <a href=${routeHash('compare', { view: 'history' })}>saved history</a>.
        </p>
        ${this.#buttons(nothing)}`;
    }
    switch (sending.kind) {
      case 'choosing':
      case 'failed':
        return this.#choice(profile, sending.kind === 'failed' ? sending.error : undefined);
      case 'sending':
        return html`<p role="status">
            Sending ${formatCount(Math.ceil(sending.bytes / 1000))} kB to ${this.#where} …
          </p>
          ${this.#buttons(nothing, 'Cancel')}`;
      case 'done':
        return html`<p role="status" data-testid="send-done">
            ${
              sending.submission.kind === 'stored'
                ? 'It is on the board. This browser keeps what deletes it again: “Delete” stands beside it.'
                : 'It is on the board already; nothing was sent twice.'
            }
          </p>
          ${this.#buttons(nothing, 'Close')}`;
    }
  }

  #choice(profile: DeviceProfile, error: FlopscopeError | undefined) {
    const { identity } = profile;
    return html`<fieldset>
        <legend class="small">Which of your results</legend>
        <div class="own" data-testid="send-results">
          ${this.session.history.map((each) => this.#option(each, each === profile))}
        </div>
      </fieldset>
      <p class="small muted">
        The whole result is sent: device, versions, every sample, and what you wrote:
        ${
          identity.label === '' && identity.note === ''
            ? 'neither a name nor a note.'
            : html`${identity.label === '' ? 'no name' : html`the name “<bdi>${identity.label}</bdi>”`},
              ${identity.note === '' ? 'no note' : html`the note “<bdi>${identity.note}</bdi>”`}.`
        }
        Nothing tells who you are beyond the network address that any server sees. Whoever has a
        link to the space reads it.
      </p>
      ${
        error === undefined
          ? nothing
          : html`<p class="error" role="alert" data-testid="send-failure">${error.message}</p>`
      }
      ${this.#buttons(
        html`<button
          type="button"
          class="primary"
          data-testid="send-now"
          @click=${() => {
            void this.#send(profile);
          }}
        >
          ${error === undefined ? 'Send to' : 'Try again:'} ${this.#where}
        </button>`,
      )}`;
  }

  #option(profile: DeviceProfile, isChosen: boolean) {
    const { id, identity, suite, suiteVersion, createdAt, environment } = profile;
    const when = printMoment(createdAt);
    return html`<label>
      <input
        type="radio"
        name="result"
        .checked=${isChosen}
        @change=${() => {
          this.chosen = id;
        }}
      />
      <span>
        <b><bdi>${deviceName(identity)}</bdi></b>
        ${this.#sent.has(id) ? html`<span class="tag">sent</span>` : nothing}
        <small>${when}, ${suiteName(suite)} ${suiteVersion}, ${environment.runtime}</small>
      </span>
    </label>`;
  }

  #buttons(first: unknown, close = 'Cancel') {
    return html`<div class="actions">
      <button type="button" data-testid="send-close" @click=${this.#close}>${close}</button>
      ${first}
    </div>`;
  }

  /** "“Team A” at board.example.org" */
  get #where(): string {
    return `“${this.space.name}” at ${new URL(this.board.base).host}`;
  }

  get #sent(): ReadonlySet<string> {
    const { submissions = [] } = this.board.known.find(this.space.id) ?? {};
    return new Set(submissions.map(({ result }) => result));
  }

  get #profile(): DeviceProfile | undefined {
    const { history } = this.session;
    const sent = this.#sent;
    return (
      history.find(({ id }) => id === this.chosen) ??
      history.find(({ id }) => !sent.has(id)) ??
      history[0]
    );
  }

  async #send(profile: DeviceProfile): Promise<void> {
    const abort = new AbortController();
    this.chosen = profile.id;
    this.sending = { kind: 'sending', abort, bytes: JSON.stringify(profile).length };
    try {
      const submission = await this.board.submit(this.space, profile, abort.signal);
      this.sending = { kind: 'done', submission };
    } catch (thrown) {
      if (!abort.signal.aborted) this.sending = { kind: 'failed', error: asFlopscopeError(thrown) };
    }
    await this.updateComplete;
    // The button that was pressed is gone.
    this.renderRoot.querySelector<HTMLElement>('.actions button')?.focus();
  }

  readonly #close = (): void => {
    closeDialog(this.renderRoot);
  };

  readonly #closed = (): void => {
    if (this.sending.kind === 'sending') this.sending.abort.abort();
    this.dispatchEvent(new Event('closed'));
  };
}

customElements.define('fs-send-result', SendResult);
