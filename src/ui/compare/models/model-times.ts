// Asks the models worker what a training run takes on each of several devices, one after the other. What is no longer
// wanted is not asked any more, and what was answered once stays answered.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrainingRecipe } from '../../../estimate/recipes.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { modelsSession } from '../../session/models-session.ts';
import type { TrainingTimes } from './asked-part.ts';
import { shortfalls } from './shortfalls.ts';

export interface TrainingPrediction extends TrainingTimes {
  /** Of one device. */
  readonly neededBytes: number;
  readonly shortfalls: readonly string[];
}

export type Foretold =
  | ({ readonly kind: 'predicted' } & TrainingPrediction)
  | { readonly kind: 'failed'; readonly sentence: string };

export class ModelTimes implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #known = new WeakMap<DeviceProfile, Map<string, Foretold>>();
  #wanted: readonly DeviceProfile[] = [];
  #model = '';
  #recipe: TrainingRecipe | undefined;
  #asking = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What was wanted before is told again. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#wanted = [];
  }

  /** @param model id in the zoo. @param profiles in the order in which they are asked. */
  want(model: string, recipe: TrainingRecipe, profiles: readonly DeviceProfile[]): void {
    this.#model = model;
    this.#recipe = recipe;
    this.#wanted = profiles;
    if (!this.#asking) void this.#ask();
  }

  /** Undefined until it is known. */
  of(profile: DeviceProfile): Foretold | undefined {
    return this.#known.get(profile)?.get(this.#key);
  }

  /** Asks again where the answer was that there is none. */
  retry(): void {
    for (const profile of this.#wanted) {
      if (this.of(profile)?.kind === 'failed') this.#known.get(profile)?.delete(this.#key);
    }
    this.#host.requestUpdate();
  }

  get #key(): string {
    return `${this.#model} ${this.#recipe?.id ?? ''}`;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    for (;;) {
      const profile = this.#wanted.find((each) => this.of(each) === undefined);
      const [recipe, key] = [this.#recipe, this.#key];
      if (profile === undefined || recipe === undefined) break;
      const foretold = await foretell(profile, this.#model, recipe);
      const answers = this.#known.get(profile) ?? new Map<string, Foretold>();
      this.#known.set(profile, answers.set(key, foretold));
      this.#host.requestUpdate();
    }
    this.#asking = false;
  }
}

async function foretell(
  profile: DeviceProfile,
  model: string,
  recipe: TrainingRecipe,
): Promise<Foretold> {
  try {
    const estimate = await modelsSession.estimate(profile, { model, recipe });
    const { seconds, stepSeconds, memoryBytes } = estimate;
    return {
      kind: 'predicted',
      seconds,
      stepSeconds,
      neededBytes: memoryBytes.total,
      shortfalls: shortfalls(estimate, profile),
    };
  } catch (thrown) {
    return { kind: 'failed', sentence: asFlopscopeError(thrown).message };
  }
}
