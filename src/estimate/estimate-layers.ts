// Joins the layers of all phases into one list: seconds are the mean over the run's steps.
import { PASS_NAMES } from '../models/work.ts';
import type { PhaseTime } from './estimate-phase.ts';
import type { LayerTime } from './layer-time.ts';
import { add, scale, ZERO } from './range.ts';
import type { Bound, LayerEstimate } from './training-estimate.ts';

/** @param slowdown of a long run against the burst rate, for value, low and high. */
export function joinLayers(
  phases: readonly PhaseTime[],
  slowdown: { readonly value: number; readonly high: number },
): readonly LayerEstimate[] {
  const steps = phases.reduce((sum, phase) => sum + phase.steps, 0);
  const stepSeconds = phases.reduce(
    (sum, phase) => sum + (phase.stepSeconds.value * phase.steps) / steps,
    0,
  );
  const [first] = phases;
  return (first?.layers ?? []).map((layer, index) => {
    const weighted = phases.map((phase) => ({
      layer: phase.layers[index] ?? layer,
      weight: phase.steps / steps,
    }));
    return joinLayer(weighted, stepSeconds, slowdown);
  });
}

interface Weighted {
  readonly layer: LayerTime;
  readonly weight: number;
}

function joinLayer(
  weighted: readonly Weighted[],
  stepSeconds: number,
  slowdown: { readonly value: number; readonly high: number },
): LayerEstimate {
  const mean = (pick: (layer: LayerTime) => number) =>
    weighted.reduce((sum, { layer, weight }) => sum + pick(layer) * weight, 0);
  const overPasses = (key: 'flops' | 'macs' | 'bytesRead' | 'bytesWritten' | 'launches') =>
    mean(({ costed }) => PASS_NAMES.reduce((sum, pass) => sum + costed.cost[pass][key], 0));
  const seconds = weighted.reduce(
    (sum, { layer, weight }) => add(sum, scale(layer.seconds, weight)),
    ZERO,
  );
  const [first] = weighted;
  const layer = first?.layer.costed.layer;
  const rates = new Set(weighted.flatMap((each) => each.layer.rates));
  return {
    id: layer?.id ?? '',
    name: layer?.name ?? '',
    block: layer?.block ?? '',
    operator: layer?.operator ?? '',
    seconds: slow(seconds, slowdown),
    share: stepSeconds > 0 ? seconds.value / stepSeconds : 0,
    bound: largestBound(mean),
    flops: overPasses('flops'),
    macs: overPasses('macs'),
    bytes: overPasses('bytesRead') + overPasses('bytesWritten'),
    launches: overPasses('launches'),
    passes: {
      forward: mean((each) => each.passes.forward) * slowdown.value,
      backwardData: mean((each) => each.passes.backwardData) * slowdown.value,
      backwardWeights: mean((each) => each.passes.backwardWeights) * slowdown.value,
      optimizer: mean((each) => each.passes.optimizer) * slowdown.value,
    },
    measurements: [...rates].map((rate) => `${rate.kernel}, ${rate.problem}`),
  };
}

/** A time at the burst rate as a time of the run. */
export function slow(
  range: { readonly value: number; readonly low: number; readonly high: number },
  slowdown: { readonly value: number; readonly high: number },
) {
  return {
    value: range.value * slowdown.value,
    low: range.low * slowdown.value,
    high: range.high * slowdown.high,
  };
}

function largestBound(mean: (pick: (layer: LayerTime) => number) => number): Bound {
  const compute = mean((each) => each.boundSeconds.compute);
  const memory = mean((each) => each.boundSeconds.memory);
  const launch = mean((each) => each.boundSeconds.launch);
  if (launch > compute && launch > memory) return 'launch';
  return memory > compute ? 'memory' : 'compute';
}
