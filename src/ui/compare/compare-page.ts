// Compare: devices across a team, and one device across time.
import { html } from 'lit';
import type { ResultFilter } from '../../results/board/space-client.ts';
import type { Parameters } from '../route/route.ts';
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
  protected override readonly left = ['token', 'device'];

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
