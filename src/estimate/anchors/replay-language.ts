// Anchors about the training of language models: 6ND, the Megatron formula, and what reported GPU-hours imply.
import type { Accelerator } from '../../facts/accelerators.ts';
import type { AnchorOf, AnchorQuantity } from '../../facts/validation-anchors.ts';
import { countModel } from '../../models/count.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { footprintOutputs } from '../footprint/footprint-formula.ts';
import type { Computed } from './anchor-result.ts';
import { type Replay, unexpected } from './replay.ts';
import {
  byConvention,
  countedStepFlops,
  embeddingParameters,
  megatronFlops,
  PASSES_WITH_RECOMPUTE,
  sixNd,
} from './training-flops.ts';

const SECONDS_PER_HOUR = 3600;

export function replayIterationTime({ inputs }: AnchorOf<'iteration-time'>): Replay {
  const { model, batch, sequenceLength, clusters } = inputs;
  const flops = megatronFlops(inputs);
  // One sequence is counted and multiplied: nothing in a transformer couples the sequences of a batch.
  const counted =
    countedStepFlops(buildModel(model, { batch: 1, sequenceLength }), PASSES_WITH_RECOMPUTE) *
    batch;
  return ({ quantity, cluster = 0 }): Computed => {
    const at = clusters[cluster];
    if (quantity !== 'iteration-seconds' || at === undefined) return unexpected(quantity);
    const rate = at.gpus * at.flopsPerGpu;
    return {
      value: flops / rate,
      explanation: `Megatron’s formula with recomputation, 96·B·s·l·h²·(1 + s/6h + V/16lh), over ${at.gpus} GPUs at ${at.flopsPerGpu / 1e12} TFLOPS.`,
      conventions: [
        { name: 'our count of the layers, four forward passes', value: counted / rate },
        {
          name: 'the formula without recomputation (72 instead of 96)',
          value: (flops * 0.75) / rate,
        },
      ],
    };
  };
}

export function replayTrainingCompute({ inputs }: AnchorOf<'training-compute'>): Replay {
  const { model, tokens, gpus, hours, peakFlopsPerSecond } = inputs;
  const graph = buildModel(model);
  const flops = sixNd(countModel(graph).params, tokens);
  const withAttention = byConvention(graph, 'palm-token') * tokens;
  const peak = gpus * hours * SECONDS_PER_HOUR * peakFlopsPerSecond;
  return ({ quantity }): Computed => {
    switch (quantity) {
      case 'training-flops':
        return {
          value: flops,
          explanation:
            '6·N·D with every parameter of our graph; the products of attention are left out.',
          conventions: [{ name: 'with the products of attention (PaLM)', value: withAttention }],
        };
      case 'utilization':
        return {
          value: flops / peak,
          explanation: '6·N·D over what the GPUs could have done in that time at their peak.',
          conventions: [
            { name: 'with the products of attention (PaLM)', value: withAttention / peak },
          ],
        };
      default:
        return unexpected(quantity);
    }
  };
}

export function replayPublishedRun(
  { inputs, expected }: AnchorOf<'published-run'>,
  card: Accelerator,
): Replay {
  const { tokens, watts, gpuHours, tonnesCo2 } = inputs;
  const graph = buildModel(inputs.model);
  const ways = waysOfCounting(graph, tokens);
  const peak = peakOf(card) * SECONDS_PER_HOUR;
  // One GPU at the power that the model card charges: no machine around it, no building.
  const power = { devices: 1, tdp: watts, powerShare: 1, rest: 0, pue: 1 };
  const { energy } = footprintOutputs({ ...power, runTime: gpuHours });
  const gramsPerKwh = (tonnesCo2 * 1e6) / energy;
  /** As printed, rounded: what the other figures are reckoned back from. */
  const expectedOf = (wanted: AnchorQuantity) =>
    expected.find(({ quantity }) => quantity === wanted)?.value ?? Number.NaN;
  const printed = expectedOf('utilization');
  return ({ quantity }): Computed => {
    switch (quantity) {
      case 'utilization':
        return {
          value: ways.all / (gpuHours * peak),
          explanation: `6·N·D with every parameter, input embeddings included, over the reported GPU-hours at the dense f16 peak of ${card.name}.`,
          conventions: conventionsOf(ways, (flops) => flops / (gpuHours * peak)),
        };
      case 'gpu-hours':
        return {
          value: ways.all / (printed * peak),
          explanation: `6·N·D at the utilisation as it is printed, ${printed}.`,
          conventions: conventionsOf(ways, (flops) => flops / (printed * peak)),
        };
      case 'grid-intensity':
        return {
          value: gramsPerKwh,
          explanation: `Reported CO₂e over ${watts} W for each reported GPU-hour: the model card charges the full thermal design power (${card.tdpWatts ?? watts} W) and no building.`,
        };
      case 'carbon-tonnes': {
        const intensity = expectedOf('grid-intensity');
        const { carbon } = footprintOutputs({ ...power, runTime: gpuHours, intensity });
        return {
          value: carbon / 1000,
          explanation: `GPU-hours × ${watts} W × ${intensity} g CO₂e/kWh, by the formulas of the footprint.`,
          conventions: [
            {
              name: 'at 40 % of TDP, the middle of measured runs',
              value: (carbon / 1000) * 0.4,
            },
          ],
        };
      }
      default:
        return unexpected(quantity);
    }
  };
}

export function replayRunTime({ inputs }: AnchorOf<'run-time'>, card: Accelerator): Replay {
  const { tokens, gpuHours, assumedUtilization, sequenceLength } = inputs;
  const graph = buildModel(inputs.model, { batch: 1, sequenceLength });
  const ways = waysOfCounting(graph, tokens);
  const peak = peakOf(card) * SECONDS_PER_HOUR;
  const implied = ways.all / (gpuHours * peak);
  return ({ quantity, value }): Computed => {
    switch (quantity) {
      case 'utilization':
        return {
          value: implied,
          explanation: `6·N·D with every parameter over the reported GPU-hours at the dense f16 peak of ${card.name}.`,
          conventions: conventionsOf(ways, (flops) => flops / (gpuHours * peak)),
        };
      case 'gpu-hours':
        if (value === gpuHours) {
          return {
            value: ways.all / (assumedUtilization * peak),
            explanation: `6·N·D at ${assumedUtilization * 100} % of the peak. The run itself implies ${(implied * 100).toFixed(1)} %, which is the whole difference: what nobody can know beforehand.`,
          };
        }
        return {
          value: ways.all / (assumedUtilization * peak),
          explanation: `6·N·D at ${assumedUtilization * 100} % of the peak, which llm-analysis assumes; it counts the products of attention as well.`,
          conventions: conventionsOf(ways, (flops) => flops / (assumedUtilization * peak)),
        };
      default:
        return unexpected(quantity);
    }
  };
}

interface WaysOfCounting {
  readonly all: number;
  readonly withoutInputTable: number;
  readonly withAttention: number;
}

function waysOfCounting(graph: ModelGraph, tokens: number): WaysOfCounting {
  const count = countModel(graph);
  return {
    all: sixNd(count.params, tokens),
    withoutInputTable: sixNd(count.params - embeddingParameters(count), tokens),
    withAttention: byConvention(graph, 'palm-token') * tokens,
  };
}

function conventionsOf(
  { withoutInputTable, withAttention }: WaysOfCounting,
  of: (flops: number) => number,
) {
  return [
    { name: 'N without the table of input embeddings', value: of(withoutInputTable) },
    { name: 'with the products of attention (PaLM)', value: of(withAttention) },
  ];
}

/** Language models train on matrix units in 16 bits. */
function peakOf(card: Accelerator): number {
  return card.peakFlopsPerSecond['f16-matrix'] ?? Number.NaN;
}
