// The time of one layer over a whole step, put together from the times of its passes on one micro-batch.
import type { CostedLayer } from '../../models/cost.ts';
import { PASS_NAMES, type PassName } from '../../models/work.ts';
import type { LayerTime } from '../layer-time.ts';
import { add, scale } from '../range.ts';
import { onlyPasses, type PassCounts, stepCost } from './step-layers.ts';

/** @param time of the named passes of one layer on one micro-batch. */
export function timeStepLayer(
  costed: CostedLayer,
  counts: PassCounts,
  time: (costed: CostedLayer, passes: readonly PassName[]) => LayerTime,
): LayerTime {
  const { forward, backward } = counts;
  if (forward === 1 && backward === 1) return time(costed, PASS_NAMES);
  const only = (names: readonly PassName[]) => time(onlyPasses(costed, names), names);
  const parts = [
    times(only(['forward']), forward),
    times(only(['backwardData', 'backwardWeights']), backward),
    only(['optimizer']),
  ];
  // What is recomputed takes time, but is no work that the model asks for.
  const cost = stepCost(costed.cost, { forward: backward, backward });
  return parts.reduce((sum, part) => ({ ...together(sum, part), costed: { ...costed, cost } }));
}

function times(layer: LayerTime, count: number): LayerTime {
  const { passes, boundSeconds } = layer;
  return {
    ...layer,
    seconds: scale(layer.seconds, count),
    passes: {
      forward: passes.forward * count,
      backwardData: passes.backwardData * count,
      backwardWeights: passes.backwardWeights * count,
      optimizer: passes.optimizer * count,
    },
    boundSeconds: {
      compute: boundSeconds.compute * count,
      memory: boundSeconds.memory * count,
      launch: boundSeconds.launch * count,
    },
  };
}

function together(a: LayerTime, b: LayerTime): LayerTime {
  return {
    ...a,
    seconds: add(a.seconds, b.seconds),
    passes: {
      forward: a.passes.forward + b.passes.forward,
      backwardData: a.passes.backwardData + b.passes.backwardData,
      backwardWeights: a.passes.backwardWeights + b.passes.backwardWeights,
      optimizer: a.passes.optimizer + b.passes.optimizer,
    },
    boundSeconds: {
      compute: a.boundSeconds.compute + b.boundSeconds.compute,
      memory: a.boundSeconds.memory + b.boundSeconds.memory,
      launch: a.boundSeconds.launch + b.boundSeconds.launch,
    },
    rates: [...a.rates, ...b.rates],
  };
}
