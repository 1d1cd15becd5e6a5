// Redraws an element whenever the session that it shows has changed.
import type { ReactiveControllerHost } from 'lit';
import { EventController } from './event-controller.ts';
import type { LabSession } from './lab-session.ts';

export interface SessionHost extends ReactiveControllerHost {
  readonly session: LabSession;
}

export class SessionController extends EventController {
  constructor(host: SessionHost) {
    super(host, () => host.session);
  }
}
