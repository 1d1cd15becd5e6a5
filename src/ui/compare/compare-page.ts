// Compare: devices across a team, and one device across time.
import { html, nothing } from 'lit';
import type { ResultFilter } from '../../results/board/space-client.ts';
import { type Parameters, routeHash } from '../route/route.ts';
import { EventController } from '../session/event-controller.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { boardOf } from './board/board-session.ts';
import { changeAddress } from './board/change-address.ts';
import { type ScreenView, ViewShell } from '../views/view-shell.ts';

export class ComparePage extends ViewShell {
  protected override readonly screen = 'compare';
  protected override readonly label = 'Across devices, across time';
  protected override readonly views: readonly [ScreenView, ...ScreenView[]] = [
    {
      id: 'compare',
      title: 'Devices',
      load: () => import('./compare-view.ts'),
      element: (session, parameters) =>
        html`<fs-compare-view .session=${session} .parameters=${parameters}></fs-compare-view>`,
    },
    {
      id: 'history',
      title: 'History',
      load: () => import('./history/history-view.ts'),
      element: (session) => html`<fs-history-view .session=${session}></fs-history-view>`,
    },
    {
      id: 'board',
      title: 'Team',
      load: () => import('./board/board-view.ts'),
      element: (session, parameters) =>
        html`<fs-board-view .session=${session} .parameters=${parameters}></fs-board-view>`,
    },
  ];
  static override styles = [...ViewShell.styles, deskStyles];

  protected override readonly left = ['token', 'device'];

  constructor() {
    super();
    new EventController(this, () => boardOf(this.session));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    boardOf(this.session).rest();
  }

  override willUpdate(): void {
    super.willUpdate();
    const { token, space } = this.parameters;
    if (token === undefined) boardOf(this.session).attend(space, filterOf(this.parameters));
    else this.#take(space ?? '', token);
  }

  override render() {
    return html`${this.parameters['view'] === 'board' ? nothing : this.#missing()}${super.render()}`;
  }

  /** Why results of the space in the address are not among those that can be compared. */
  #missing() {
    const { space } = boardOf(this.session);
    const team = routeHash('compare', { ...this.parameters, view: 'board' });
    if (space?.state.kind === 'refused') {
      return html`<p class="notices" role="status" data-testid="space-missing">
        The space in this address does not open in this browser; <a href=${team}>Team</a> says why.
      </p>`;
    }
    return space?.live === 'lost'
      ? html`<p class="notices" role="status" data-testid="space-missing">
          The board does not answer; it is tried again. What stands here of its space may be old.
        </p>`
      : nothing;
  }

  /** The address loses the token at once: screenshots, shared addresses and what the browser remembers do not carry it. */
  #take(space: string, token: string): void {
    boardOf(this.session).take(space, token);
    changeAddress(this.parameters, { token: '' });
  }
}

function filterOf({ suite, device, software, host }: Parameters): ResultFilter {
  return {
    suite,
    device,
    software: software === 'true' || software === 'false' ? software : undefined,
    host: host === 'browser' || host === 'node' ? host : undefined,
  };
}

customElements.define('fs-compare-page', ComparePage);
