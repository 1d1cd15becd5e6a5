// Trends: where efficiency comes from, and what was claimed of it, recomputed. Each instrument is a view of its own,
// fetched when it is asked.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { shrinkPageStyles } from '../shrink/shrink-page.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { TREND_VIEWS, type TrendView, viewOf } from './trend-views.ts';

const titles: Readonly<Record<TrendView, string>> = {
  efficiency: 'Efficiency',
  claims: 'Claims of cost',
  stories: 'Stories',
};

const loaders: Readonly<Record<TrendView, () => Promise<unknown>>> = {
  efficiency: () => import('./efficiency/efficiency-view.ts'),
  claims: () => import('./claims/claims-view.ts'),
  stories: () => import('./stories/stories-view.ts'),
};

type Loading = 'loading' | 'ready' | 'failed';

export class TrendsPage extends LitElement {
  static override styles = [baseStyles, shrinkPageStyles];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    loading: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare loading: Readonly<Partial<Record<TrendView, Loading>>>;

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
      <nav class="screen-only" aria-label="Instruments of Trends">
        ${TREND_VIEWS.map(
          (each) =>
            html`<a
              href=${hashOf(each, this.parameters)}
              data-testid="trends-${each}"
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
  #follow(event: Event, view: TrendView): void {
    if (!(event.currentTarget instanceof HTMLAnchorElement)) return;
    event.currentTarget.href = hashOf(view, parseRoute(location.hash).parameters);
  }

  #view(view: TrendView): TemplateResult {
    const state: Loading = this.loading[view] ?? 'loading';
    switch (state) {
      case 'loading':
        return html`<p role="status">Loading the instrument …</p>`;
      case 'failed':
        return html`<p role="alert">
          This view could not be loaded. Check the connection and reload the page.
        </p>`;
      case 'ready':
        return this.#elementOf(view);
    }
  }

  #elementOf(view: TrendView): TemplateResult {
    const { session, parameters } = this;
    switch (view) {
      case 'efficiency':
        return html`<fs-efficiency-view
          .session=${session}
          .parameters=${parameters}
        ></fs-efficiency-view>`;
      case 'claims':
        return html`<fs-claims-view
          .session=${session}
          .parameters=${parameters}
        ></fs-claims-view>`;
      case 'stories':
        return html`<fs-stories-view></fs-stories-view>`;
    }
  }

  async #load(view: TrendView): Promise<void> {
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

function hashOf(view: TrendView, parameters: Parameters): string {
  return routeHash('trends', {
    ...parameters,
    view: view === 'efficiency' ? '' : view,
    // A card is opened by the link that names it, not by coming back.
    claim: '',
  });
}

customElements.define('fs-trends-page', TrendsPage);
