// A field for the link of a space, as it was given in a mail or a chat.
import { html, LitElement } from 'lit';
import { routeHash } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import type { BoardSession } from './board-session.ts';
import { boardStyles } from './board.styles.ts';

export class OpenLink extends LitElement {
  static override styles = [baseStyles, controlStyles, boardStyles];
  static override properties = { board: { attribute: false } };

  declare board: BoardSession;

  override render() {
    return html`<form @submit=${this.#open}>
      <label for="link">Link of a space</label>
      <div class="line">
        <input id="link" type="url" required autocomplete="off" data-testid="space-link" />
        <button data-testid="space-open">Open</button>
      </div>
    </form>`;
  }

  #open(event: Event): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    const space = field === null ? undefined : this.board.open(field.value);
    if (field === null || space === undefined) return;
    field.value = '';
    location.hash = routeHash('compare', { view: 'board', space });
  }
}

customElements.define('fs-open-link', OpenLink);
