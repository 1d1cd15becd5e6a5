// Trends: where efficiency comes from, and what was claimed of it, recomputed. Each instrument is a view of its own.
import { html } from 'lit';
import { type ScreenView, ViewShell } from '../views/view-shell.ts';

export class TrendsPage extends ViewShell {
  protected override readonly screen = 'trends';
  protected override readonly label = 'Instruments of Trends';
  // A card is opened by the link that names it, not by coming back.
  protected override readonly left = ['claim'];
  protected override readonly views: readonly [ScreenView, ...ScreenView[]] = [
    {
      id: 'efficiency',
      title: 'Efficiency',
      load: () => import('./efficiency/efficiency-view.ts'),
      element: (session, parameters) =>
        html`<fs-efficiency-view
          .session=${session}
          .parameters=${parameters}
        ></fs-efficiency-view>`,
    },
    {
      id: 'growth',
      title: 'Growth',
      load: () => import('./growth/growth-view.ts'),
      element: (session, parameters) =>
        html`<fs-growth-view .session=${session} .parameters=${parameters}></fs-growth-view>`,
    },
    {
      id: 'limits',
      title: 'Limits',
      load: () => import('./limits/limits-view.ts'),
      element: (session, parameters) =>
        html`<fs-limits-view .session=${session} .parameters=${parameters}></fs-limits-view>`,
    },
    {
      id: 'flexibility',
      title: 'Flexibility',
      load: () => import('./flexibility/flexibility-view.ts'),
      element: (session, parameters) =>
        html`<fs-flexibility-view
          .session=${session}
          .parameters=${parameters}
        ></fs-flexibility-view>`,
    },
    {
      id: 'claims',
      title: 'Claims of cost',
      load: () => import('./claims/claims-view.ts'),
      element: (session, parameters) =>
        html`<fs-claims-view .session=${session} .parameters=${parameters}></fs-claims-view>`,
    },
    {
      id: 'stories',
      title: 'Stories',
      load: () => import('./stories/stories-view.ts'),
      element: (session) => html`<fs-stories-view .session=${session}></fs-stories-view>`,
    },
  ];
}

customElements.define('fs-trends-page', TrendsPage);
