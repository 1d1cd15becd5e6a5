// Redraws an element whenever a session says that it has changed. The sessions are looked up at the first drawing: an
// element whose code arrives after it was put on the page has no properties before that.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class SessionFollower implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #sources: () => readonly EventTarget[];
  readonly #update: () => void;
  readonly #followed = new Set<EventTarget>();

  constructor(host: ReactiveControllerHost, sources: () => readonly EventTarget[]) {
    this.#host = host;
    this.#sources = sources;
    this.#update = () => {
      host.requestUpdate();
    };
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    for (const source of this.#sources()) {
      if (this.#followed.has(source)) continue;
      this.#followed.add(source);
      source.addEventListener('change', this.#update);
    }
  }

  hostDisconnected(): void {
    for (const source of this.#followed) source.removeEventListener('change', this.#update);
    this.#followed.clear();
  }
}
