// A screen of several views: links to them, and the one that the address names, fetched when it is asked for.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Parameters, parseRoute, routeHash, type Screen } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { viewShellStyles } from './view-shell.styles.ts';

export interface ScreenView {
  /** As the address names it. */
  readonly id: string;
  readonly title: string;
  readonly load: () => Promise<unknown>;
  readonly element: (session: LabSession, parameters: Parameters) => TemplateResult;
}

type Loading = 'loading' | 'ready' | 'failed';

export abstract class ViewShell extends LitElement {
  static override styles = [baseStyles, viewShellStyles];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    loading: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare loading: Readonly<Record<string, Loading>>;

  protected abstract readonly screen: Screen;
  /** Of the links, for people who do not see them. */
  protected abstract readonly label: string;
  /** The first is shown where the address names none. */
  protected abstract readonly views: readonly [ScreenView, ...ScreenView[]];
  /** Parameters that do not go along to another view. */
  protected readonly left: readonly string[] = [];

  constructor() {
    super();
    this.parameters = {};
    this.loading = {};
  }

  override willUpdate(): void {
    const view = this.#current;
    if (this.loading[view.id] === undefined) void this.#load(view);
  }

  override render() {
    const current = this.#current;
    return html`
      <nav class="screen-only" aria-label=${this.label}>
        ${this.views.map(
          (each) =>
            html`<a
              href=${this.#hashOf(each, this.parameters)}
              data-testid="${this.screen}-${each.id}"
              aria-current=${each === current ? 'page' : nothing}
              @click=${(event: Event) => {
                this.#follow(event, each);
              }}
              >${each.title}</a
            >`,
        )}
      </nav>
      ${this.#show(current)}
    `;
  }

  get #current(): ScreenView {
    return this.views.find(({ id }) => id === this.parameters['view']) ?? this.views[0];
  }

  #show(view: ScreenView): TemplateResult {
    const state: Loading = this.loading[view.id] ?? 'loading';
    switch (state) {
      case 'loading':
        return html`<p role="status">Loading “${view.title}” …</p>`;
      case 'failed':
        return html`<p role="alert">
          This view could not be loaded. Check the connection and reload the page.
        </p>`;
      case 'ready':
        return view.element(this.session, this.parameters);
    }
  }

  /** What was typed since the address was read last is in the address, and goes along. */
  #follow(event: Event, view: ScreenView): void {
    if (!(event.currentTarget instanceof HTMLAnchorElement)) return;
    event.currentTarget.href = this.#hashOf(view, parseRoute(location.hash).parameters);
  }

  #hashOf({ id }: ScreenView, parameters: Parameters): string {
    const kept = Object.entries(parameters).filter(([key]) => !this.left.includes(key));
    const view = id === this.views[0].id ? '' : id;
    return routeHash(this.screen, { ...Object.fromEntries(kept), view });
  }

  async #load({ id, load }: ScreenView): Promise<void> {
    const become = (state: Loading): void => {
      this.loading = { ...this.loading, [id]: state };
    };
    become('loading');
    try {
      await load();
      become('ready');
    } catch {
      become('failed');
    }
  }
}
