// From the passes of one micro-batch to those of a whole step: forward and backward once for each part of the batch,
// forward once more where it is recomputed, one update. Nothing here knows how a pass is timed.
import type { CostedLayer } from '../../models/cost.ts';
import { type LayerCost, NO_WORK, type PassWork, repeatWork } from '../../models/work.ts';
import type { TrainingPrecision } from '../recipe.ts';
import type { TunedGraph } from './tuned-graph.ts';

/** Times that each kind of pass runs in a step. */
export interface PassCounts {
  readonly forward: number;
  readonly backward: number;
}

/** The layer's cost without what is frozen, and with the update in the precision of the state. */
export function tunedLayer(
  costed: CostedLayer,
  tuned: TunedGraph,
  precision: TrainingPrecision,
): CostedLayer {
  const { cost, layer } = costed;
  if (layer.parameters.length === 0) return costed;
  if (!tuned.trains(layer)) {
    return { ...costed, cost: { ...cost, backwardWeights: NO_WORK, optimizer: NO_WORK } };
  }
  if (precision !== 'f16' || cost.optimizer === NO_WORK) return costed;
  return { ...costed, cost: { ...cost, optimizer: halfBytes(cost.optimizer) } };
}

/** Weight, gradient and state in f16 are half of what the f32 update moves. */
function halfBytes(update: PassWork): PassWork {
  return { ...update, bytesRead: update.bytesRead / 2, bytesWritten: update.bytesWritten / 2 };
}

/** The passes of one kind alone, so that they can be timed as they run: one micro-batch at a time. */
export function onlyPasses(costed: CostedLayer, names: readonly (keyof LayerCost)[]): CostedLayer {
  const pick = (name: keyof LayerCost) => (names.includes(name) ? costed.cost[name] : NO_WORK);
  return {
    ...costed,
    cost: {
      forward: pick('forward'),
      backwardData: pick('backwardData'),
      backwardWeights: pick('backwardWeights'),
      optimizer: pick('optimizer'),
    },
  };
}

/** The cost of a whole step on one device. */
export function stepCost(cost: LayerCost, { forward, backward }: PassCounts): LayerCost {
  if (forward === 1 && backward === 1) return cost;
  return {
    forward: repeatWork(cost.forward, forward),
    backwardData: repeatWork(cost.backwardData, backward),
    backwardWeights: repeatWork(cost.backwardWeights, backward),
    optimizer: cost.optimizer,
  };
}
