// Shrink: three questions about smaller models. Which one is enough, what making one smaller buys on this device, and
// what it costs in accuracy. Each is a view of its own, fetched when it is asked.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { shrinkPageStyles } from './shrink-page.styles.ts';
import { SHRINK_VIEWS, type ShrinkView, viewOf } from './shrink-views.ts';

const titles: Readonly<Record<ShrinkView, string>> = {
  enough: 'Which is enough?',
  variants: 'What does shrinking buy?',
  accuracy: 'What does it cost in accuracy?',
};

const loaders: Readonly<Record<ShrinkView, () => Promise<unknown>>> = {
  enough: () => import('./enough-view.ts'),
  variants: () => import('./variants/variants-view.ts'),
  accuracy: () => import('./accuracy/accuracy-view.ts'),
};

type Loading = 'loading' | 'ready' | 'failed';

export class ShrinkPage extends LitElement {
  static override styles = [baseStyles, shrinkPageStyles];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    loading: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare loading: Readonly<Partial<Record<ShrinkView, Loading>>>;

  constructor() {
    super();
    this.parameters = {};
    this.loading = {};
  }

  override willUpdate(): void {
    const view = viewOf(this.parameters);
    if (this.loading[view] === undefined) void this.#load(view);
  }

  override render() {
    const view = viewOf(this.parameters);
    return html`
      <nav class="screen-only" aria-label="Questions of Shrink">
        ${SHRINK_VIEWS.map(
          (each) =>
            html`<a
              href=${hashOf(each, this.parameters)}
              data-testid="shrink-${each}"
              aria-current=${each === view ? 'page' : nothing}
              @click=${(event: Event) => {
                this.#follow(event, each);
              }}
              >${titles[each]}</a
            >`,
        )}
      </nav>
      ${this.#view(view)}
    `;
  }

  /** What was typed since the address was read last is in the address, and goes along. */
  #follow(event: Event, view: ShrinkView): void {
    if (!(event.currentTarget instanceof HTMLAnchorElement)) return;
    event.currentTarget.href = hashOf(view, parseRoute(location.hash).parameters);
  }

  #view(view: ShrinkView): TemplateResult {
    const state: Loading = this.loading[view] ?? 'loading';
    switch (state) {
      case 'loading':
        return html`<p role="status">Loading the models …</p>`;
      case 'failed':
        return html`<p role="alert">
          This view could not be loaded. Check the connection and reload the page.
        </p>`;
      case 'ready':
        return this.#elementOf(view);
    }
  }

  #elementOf(view: ShrinkView): TemplateResult {
    const { session, parameters } = this;
    switch (view) {
      case 'enough':
        return html`<fs-enough-view
          .session=${session}
          .parameters=${parameters}
        ></fs-enough-view>`;
      case 'variants':
        return html`<fs-variants-view
          .session=${session}
          .parameters=${parameters}
        ></fs-variants-view>`;
      case 'accuracy':
        return html`<fs-accuracy-view
          .session=${session}
          .parameters=${parameters}
        ></fs-accuracy-view>`;
    }
  }

  async #load(view: ShrinkView): Promise<void> {
    const become = (state: Loading): void => {
      this.loading = { ...this.loading, [view]: state };
    };
    become('loading');
    try {
      await loaders[view]();
      become('ready');
    } catch {
      become('failed');
    }
  }
}

function hashOf(view: ShrinkView, parameters: Parameters): string {
  return routeHash('shrink', { ...parameters, view: view === 'enough' ? '' : view });
}

customElements.define('fs-shrink-page', ShrinkPage);
