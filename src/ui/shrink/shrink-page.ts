// Shrink: three questions about smaller models. Which one is enough, what making one smaller buys on this device, and
// what it costs in accuracy.
import { html } from 'lit';
import { type ScreenView, ViewShell } from '../views/view-shell.ts';

export class ShrinkPage extends ViewShell {
  protected override readonly screen = 'shrink';
  protected override readonly label = 'Questions of Shrink';
  protected override readonly views: readonly [ScreenView, ...ScreenView[]] = [
    {
      id: 'enough',
      title: 'Which is enough?',
      load: () => import('./enough-view.ts'),
      element: (session, parameters) =>
        html`<fs-enough-view .session=${session} .parameters=${parameters}></fs-enough-view>`,
    },
    {
      id: 'variants',
      title: 'What does shrinking buy?',
      load: () => import('./variants/variants-view.ts'),
      element: (session, parameters) =>
        html`<fs-variants-view .session=${session} .parameters=${parameters}></fs-variants-view>`,
    },
    {
      id: 'accuracy',
      title: 'What does it cost in accuracy?',
      load: () => import('./accuracy/accuracy-view.ts'),
      element: (session, parameters) =>
        html`<fs-accuracy-view .session=${session} .parameters=${parameters}></fs-accuracy-view>`,
    },
  ];
}

customElements.define('fs-shrink-page', ShrinkPage);
