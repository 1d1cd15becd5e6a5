// Redraws an element whenever the session that it shows has changed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LabSession } from './lab-session.ts';

export interface SessionHost extends ReactiveControllerHost {
  readonly session: LabSession;
}

export class SessionController implements ReactiveController {
  readonly #host: SessionHost;
  readonly #update = (): void => {
    this.#host.requestUpdate();
  };

  constructor(host: SessionHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.session.addEventListener('change', this.#update);
  }

  hostDisconnected(): void {
    this.#host.session.removeEventListener('change', this.#update);
  }
}
