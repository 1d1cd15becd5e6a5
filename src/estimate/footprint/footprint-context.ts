// What a footprint is about: a run of a certain length on a certain device, and the cited figures at hand.
import { torchvisionFacts, trainingFact } from '../../facts/facts.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { ownCardOf } from '../clocks/compare-clocks.ts';
import { regimeOf } from '../regimes/regime.ts';
import type { Range, TrainingEstimate } from '../training-estimate.ts';
import { measuredWatts } from './default-power.ts';
import type { PublishedAccuracy, Quantity } from './footprint.ts';
import type { FootprintFacts } from './load-footprint-facts.ts';

export interface FootprintContext {
  readonly facts: FootprintFacts;
  readonly run: {
    /** Of one run, by the clock on the wall. */
    readonly seconds: Range;
    readonly devices: number;
    readonly trials: number;
  };
  readonly device: {
    readonly software: boolean;
    /** Id of the card, where the adapter tells it. */
    readonly card: string | undefined;
    readonly watts: Quantity | undefined;
  };
  readonly accuracy: PublishedAccuracy | undefined;
}

export function footprintContext(
  estimate: Pick<TrainingEstimate, 'seconds' | 'recipe' | 'model'>,
  profile: Pick<DeviceProfile, 'identity' | 'power' | 'createdAt'>,
  facts: FootprintFacts,
): FootprintContext {
  const { devices, trials } = regimeOf(estimate.recipe);
  return {
    facts,
    run: { seconds: estimate.seconds, devices, trials },
    device: {
      software: profile.identity.softwareAdapter,
      card: ownCardOf(profile.identity, facts.cards)?.id,
      watts: measuredWatts(profile),
    },
    accuracy: publishedAccuracy(estimate),
  };
}

/** The one recipe that trains the published weights' task from scratch. */
const IMAGENET_RECIPE = 'imagenet-90-epochs';
/** One of a thousand classes, per cent. */
const IMAGENET_CHANCE = 0.1;

function publishedAccuracy({
  model,
  recipe,
}: Pick<TrainingEstimate, 'recipe' | 'model'>): PublishedAccuracy | undefined {
  if (!trainsInFull(recipe)) return undefined;
  // The first weights of a model come from the plainer recipe; later ones took several times the epochs.
  const fact = torchvisionFacts.find((each) => each.model === model.id && each.top1 !== undefined);
  if (fact?.top1 === undefined) return undefined;
  const { top1, source, date, provenance, weights } = fact;
  return {
    top1,
    chance: IMAGENET_CHANCE,
    source: `${weights}, ${source}`,
    ...(date === undefined ? {} : { date }),
    provenance,
  };
}

/** Fewer epochs, or only the last layers, reach another accuracy. */
function trainsInFull(recipe: TrainingEstimate['recipe']): boolean {
  const [{ length }] = recipe.phases;
  return (
    recipe.id === IMAGENET_RECIPE &&
    regimeOf(recipe).tuning.kind === 'all' &&
    length.kind === 'epochs' &&
    length.epochs === trainingFact('imagenet-epochs').value &&
    length.examples === trainingFact('imagenet-images').value
  );
}
