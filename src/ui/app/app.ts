// The shell: header, the screen that the address names, footer. Only Measure is loaded at once.
import { html, LitElement, nothing } from 'lit';
import { LabSession } from '../session/lab-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { parseRoute, type Route, routeHash, type Screen } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import '../measure/measure-page.ts';
import '../theme/theme-switch.ts';
import { appStyles } from './app.styles.ts';

const titles: Readonly<Record<Screen, string>> = { measure: 'Measure', train: 'Train' };

export class FlopscopeApp extends LitElement {
  static override styles = [baseStyles, controlStyles, appStyles];
  static override properties = { route: { state: true }, train: { state: true } };

  declare route: Route;
  /** Train, with the models and the estimate behind it, is fetched when it is first asked for. */
  declare train: 'absent' | 'loading' | 'ready' | 'failed';
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
    this.train = 'absent';
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
    if (this.route.screen === 'train' && this.train === 'absent') void this.#loadTrain();
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
        <nav aria-label="Screens">${this.#link('measure')} ${this.#link('train')}</nav>
        <fs-theme-switch></fs-theme-switch>
      </header>
      <main id="content" class="page" tabindex="-1">${this.#warnings()} ${this.#screen()}</main>
      <footer class="page">
        <p>
          Everything runs in this browser; nothing is uploaded. 1 multiply-accumulate = 2 FLOP, 1
          TFLOPS = 10¹² FLOP a second, 1 GB = 10⁹ bytes. Figures are medians with 95 % intervals.
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
      case 'train':
        return this.#train();
    }
  }

  #train() {
    switch (this.train) {
      case 'absent':
      case 'loading':
        return html`<p role="status">Loading the models …</p>`;
      case 'failed':
        return html`<p role="alert">
          The models could not be loaded. Check the connection and reload the page.
        </p>`;
      case 'ready':
        return html`<fs-train-page
          .session=${this.session}
          .parameters=${this.route.parameters}
        ></fs-train-page>`;
    }
  }

  async #loadTrain(): Promise<void> {
    this.train = 'loading';
    try {
      await import('../train/train-page.ts');
      this.train = 'ready';
    } catch {
      this.train = 'failed';
    }
  }

  #warnings() {
    const { warnings } = this.route;
    if (warnings.length === 0) return nothing;
    return html`<ul class="link-warnings" role="status" data-testid="link-warnings">
      ${warnings.map((warning) => html`<li>${warning}</li>`)}
    </ul>`;
  }

  /** Not a link: the address belongs to the screens. */
  #skip(): void {
    this.renderRoot.querySelector('main')?.focus();
  }
}

customElements.define('flopscope-app', FlopscopeApp);
