// What the shown device gets through in training, of images and of text: found once for each result that is shown.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { RateKind, TrainingRate } from '../../trends/efficiency/training-rate.ts';
import type { ShownResult } from '../session/lab-session.ts';
import { modelsSession } from '../session/models-session.ts';

type Rates = Readonly<Record<RateKind, TrainingRate>>;

export class DeviceRates implements ReactiveController {
  /** Why there are none: a result of few measurements carries no prediction. */
  failure: string | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #shown: () => ShownResult | null | undefined;
  #rates: Rates | undefined;
  #foundFor: ShownResult | undefined;

  /** @param shown the result that is shown now. */
  constructor(host: ReactiveControllerHost, shown: () => ShownResult | null | undefined) {
    this.#host = host;
    this.#shown = shown;
    host.addController(this);
  }

  /** Undefined until it is found, and without a device. */
  of(kind: RateKind): TrainingRate | undefined {
    return this.#rates?.[kind];
  }

  hostUpdate(): void {
    const shown = this.#shown();
    if (shown && shown !== this.#foundFor) void this.#find(shown);
  }

  async #find(shown: ShownResult): Promise<void> {
    this.#foundFor = shown;
    this.#rates = undefined;
    this.failure = undefined;
    let found: Rates | string;
    try {
      const [text, images] = await Promise.all([
        modelsSession.trainingRate(shown.profile, 'text'),
        modelsSession.trainingRate(shown.profile, 'images'),
      ]);
      found = { text, images };
    } catch (thrown) {
      found = asFlopscopeError(thrown).message;
    }
    if (this.#foundFor !== shown) return;
    if (typeof found === 'string') this.failure = found;
    else this.#rates = found;
    this.#host.requestUpdate();
  }
}
