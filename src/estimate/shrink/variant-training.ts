// The usual training of a network and of its variants: what making a variant, and training it anew, is reckoned from.
import { PASS_NAMES } from '../../models/work.ts';
import type { NamedVariant } from '../../models/variants/parse-variants.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { estimateTraining } from '../estimate-training.ts';
import type { TrainingRecipe } from '../recipe.ts';
import { recipesFor } from '../recipes.ts';
import { regimeOf } from '../regimes/regime.ts';
import type { Range, TrainingEstimate } from '../training-estimate.ts';
import type { TrainingSubject } from '../training-subject.ts';

export interface WholeTraining {
  /** Name of the recipe. */
  readonly recipe: string;
  readonly seconds: Range;
  /** Of `seconds`: the forward passes, without backward and update. */
  readonly forwardShare: number;
  /** Images or sequences that it reads, each time anew. */
  readonly examples: number;
}

/** By the model's most usual recipe, each estimated once, whatever the batch of the comparison. */
export class VariantTrainings {
  readonly #subject: TrainingSubject;
  readonly #profile: DeviceProfile;
  readonly #known = new Map<string, WholeTraining | null>();

  constructor(subject: TrainingSubject, profile: DeviceProfile) {
    this.#subject = subject;
    this.#profile = profile;
  }

  /**
   * Sparse and quantized weights are trained dense.
   * @returns null where no recipe trains it.
   */
  of(variant: NamedVariant): WholeTraining | null {
    // What is made without training is trained as the dense network.
    const key = variant.makings.every((making) => making === 'none') ? '' : variant.id;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const training = this.#estimate(variant);
    this.#known.set(key, training);
    return training;
  }

  #estimate(variant: NamedVariant): WholeTraining | null {
    const { info, build } = this.#subject;
    const [recipe] = recipesFor(info);
    if (recipe === undefined) return null;
    const model = {
      info,
      build: (...sizes: Parameters<typeof build>) => variant.applyForTraining(build(...sizes)),
    };
    try {
      const regimen = withAdapters(recipe, variant);
      return wholeTraining(estimateTraining({ model, recipe: regimen, profile: this.#profile }));
    } catch (thrown) {
      // What fits at the sizes of an inference need not fit at those of the recipe.
      if (thrown instanceof FlopscopeError && thrown.code === 'invalid-input') return null;
      throw thrown;
    }
  }
}

/** What is frozen needs no gradient: the regime says so, and puts the adapters in. */
function withAdapters(recipe: TrainingRecipe, { adapters }: NamedVariant): TrainingRecipe {
  if (adapters === undefined) return recipe;
  return { ...recipe, regime: { ...regimeOf(recipe), tuning: { kind: 'lora', ...adapters } } };
}

function wholeTraining({ recipe, seconds, layers, phases }: TrainingEstimate): WholeTraining {
  let [forward, all] = [0, 0];
  for (const { passes } of layers) {
    forward += passes.forward;
    for (const name of PASS_NAMES) all += passes[name];
  }
  return {
    recipe: recipe.name,
    seconds,
    forwardShare: forward / all,
    examples: phases.reduce((sum, { steps, batch }) => sum + steps * batch, 0),
  };
}
