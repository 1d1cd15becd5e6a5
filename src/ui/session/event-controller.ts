// Redraws an element whenever what it shows says that it has changed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class EventController implements ReactiveController {
  readonly #source: () => EventTarget;
  readonly #update: () => void;

  /** @param source asked when the host is connected; fires "change". */
  constructor(host: ReactiveControllerHost, source: () => EventTarget) {
    this.#source = source;
    this.#update = () => {
      host.requestUpdate();
    };
    host.addController(this);
  }

  hostConnected(): void {
    this.#source().addEventListener('change', this.#update);
  }

  hostDisconnected(): void {
    this.#source().removeEventListener('change', this.#update);
  }
}
