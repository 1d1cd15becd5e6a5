// The shell: header, the screen that the address names, footer. Only Measure is loaded at once.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { LabSession } from '../session/lab-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { parseRoute, type Route, routeHash, type Screen } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import '../measure/measure-page.ts';
import '../theme/theme-switch.ts';
import { appStyles } from './app.styles.ts';

const titles: Readonly<Record<Screen, string>> = {
  measure: 'Measure',
  model: 'Model',
  train: 'Train',
  shrink: 'Shrink',
  trends: 'Trends',
  compare: 'Compare',
  embed: 'Embed',
  'self-test': 'Self-test',
};

/** What is fetched when it is first asked for: the models and the estimate behind it are large. */
const loaders = {
  model: () => import('../model/model-page.ts'),
  train: () => import('../train/train-page.ts'),
  shrink: () => import('../shrink/shrink-page.ts'),
  trends: () => import('../trends/trends-page.ts'),
  compare: () => import('../compare/compare-page.ts'),
  embed: () => import('../embed/embed-page.ts'),
  'self-test': () => import('../self-test/self-test-page.ts'),
} as const;

type LazyScreen = keyof typeof loaders;
type Loading = 'absent' | 'loading' | 'ready' | 'failed';

export class FlopscopeApp extends LitElement {
  static override styles = [baseStyles, controlStyles, appStyles];
  static override properties = { route: { state: true }, loading: { state: true } };

  declare route: Route;
  declare loading: Readonly<Record<LazyScreen, Loading>>;
  readonly session = new LabSession();

  readonly #follow = (): void => {
    const before = this.route.screen;
    this.route = parseRoute(location.hash);
    if (this.route.screen !== before) {
      scrollTo({ top: 0 });
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
    }
  };

  constructor() {
    super();
    this.route = parseRoute(location.hash);
    this.loading = {
      model: 'absent',
      train: 'absent',
      shrink: 'absent',
      trends: 'absent',
      compare: 'absent',
      embed: 'absent',
      'self-test': 'absent',
    };
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    void this.session.start();
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#follow);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    document.title = `${titles[this.route.screen]} · Flopscope`;
    const { screen } = this.route;
    if (screen !== 'measure' && this.loading[screen] === 'absent') void this.#load(screen);
  }

  override render() {
    return html`
      <header class="page top screen-only">
        <button class="skip" type="button" @click=${this.#skip}>Skip to the content</button>
        <a class="wordmark" href=${routeHash('measure')} aria-label="Flopscope, to the start">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M3 25 L14 9 H29" />
            <circle cx="21" cy="18" r="4.5" />
          </svg>
          Flopscope
        </a>
        <nav aria-label="Screens">
          ${this.#link('measure')} ${this.#link('model')} ${this.#link('train')}
          ${this.#link('shrink')} ${this.#link('trends')} ${this.#link('compare')}
          ${this.#link('embed')}
        </nav>
        <fs-theme-switch></fs-theme-switch>
      </header>
      <main id="content" class="page" tabindex="-1">${this.#warnings()} ${this.#screen()}</main>
      <footer class="page">
        <p>
          Everything runs in this browser; nothing leaves it unless you send it. 1
          multiply-accumulate = 2 FLOP, 1 TFLOPS = 10¹² FLOP a second, 1 GB = 10⁹ bytes. Figures are
          medians with 95 % intervals.
          <a
            class="screen-only"
            href=${routeHash('self-test')}
            data-testid="nav-self-test"
            aria-current=${this.route.screen === 'self-test' ? 'page' : nothing}
            >Self-test against published figures</a
          >
          <span class="screen-only">
            <a href="./docs/index.html">Documentation</a>
            <a href="./post/index.html">The number on the box: an article with the element</a>
          </span>
        </p>
      </footer>
    `;
  }

  #link(screen: Screen) {
    const current = this.route.screen === screen;
    return html`<a
      href=${routeHash(screen)}
      data-testid="nav-${screen}"
      aria-current=${current ? 'page' : nothing}
      >${titles[screen]}</a
    >`;
  }

  #screen() {
    switch (this.route.screen) {
      case 'measure':
        return html`<fs-measure-page
          .session=${this.session}
          .parameters=${this.route.parameters}
        ></fs-measure-page>`;
      case 'model':
        return this.#lazy(
          'model',
          html`<fs-model-page
            .session=${this.session}
            .parameters=${this.route.parameters}
          ></fs-model-page>`,
        );
      case 'train':
        return this.#lazy(
          'train',
          html`<fs-train-page
            .session=${this.session}
            .parameters=${this.route.parameters}
          ></fs-train-page>`,
        );
      case 'shrink':
        return this.#lazy(
          'shrink',
          html`<fs-shrink-page
            .session=${this.session}
            .parameters=${this.route.parameters}
          ></fs-shrink-page>`,
        );
      case 'trends':
        return this.#lazy(
          'trends',
          html`<fs-trends-page
            .session=${this.session}
            .parameters=${this.route.parameters}
          ></fs-trends-page>`,
        );
      case 'compare':
        return this.#lazy(
          'compare',
          html`<fs-compare-page
            .session=${this.session}
            .parameters=${this.route.parameters}
          ></fs-compare-page>`,
        );
      case 'embed':
        return this.#lazy(
          'embed',
          html`<fs-embed-page
            .session=${this.session}
            .parameters=${this.route.parameters}
          ></fs-embed-page>`,
        );
      case 'self-test':
        return this.#lazy('self-test', html`<fs-self-test-page></fs-self-test-page>`);
    }
  }

  #lazy(screen: LazyScreen, page: TemplateResult) {
    switch (this.loading[screen]) {
      case 'absent':
      case 'loading':
        return html`<p role="status">Loading the models …</p>`;
      case 'failed':
        return html`<p role="alert">
          The models could not be loaded. Check the connection and reload the page.
        </p>`;
      case 'ready':
        return page;
    }
  }

  async #load(screen: LazyScreen): Promise<void> {
    const become = (state: Loading): void => {
      this.loading = { ...this.loading, [screen]: state };
    };
    become('loading');
    try {
      await loaders[screen]();
      become('ready');
    } catch {
      become('failed');
    }
  }

  #warnings() {
    const { warnings } = this.route;
    if (warnings.length === 0) return nothing;
    return html`<div role="status">
      <ul class="link-warnings" data-testid="link-warnings">
        ${warnings.map((warning) => html`<li>${warning}</li>`)}
      </ul>
    </div>`;
  }

  /** Not a link: the address belongs to the screens. */
  #skip(): void {
    this.renderRoot.querySelector('main')?.focus();
  }
}

customElements.define('flopscope-app', FlopscopeApp);
