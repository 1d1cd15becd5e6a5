// Compare: devices across a team, and one device across time.
import { html } from 'lit';
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
  ];
}

customElements.define('fs-compare-page', ComparePage);
