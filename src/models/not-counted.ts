// What a forward count leaves out, each with its reason and how much it could add: a count is complete or
// says what is missing.
import type { CostedGraph } from './cost.ts';
import type { ModelGraph } from './graph.ts';
import { LayerKinds } from './layer-kind.ts';
import type { NotCounted } from './not-counted-item.ts';
import { listUnknownLayers } from './unknown-layers.ts';

/** exp, erf, tanh, √ and ÷ take about 10 to 20 instructions where hardware has no unit for them. */
const SPECIAL_FUNCTION_STEPS = 20;

/** Operators whose forward pass does more in training than at inference. */
const TRAINING_OPERATORS = new Set(['cross-entropy', 'dropout', 'stochastic-depth', 'batch-norm']);

export function listNotCounted(graph: ModelGraph, costed: CostedGraph): readonly NotCounted[] {
  const training = new LayerKinds(graph, 'f32', true);
  const more = new Map<string, number>();
  const auxiliary = { flops: 0, params: 0 };
  for (const { layer, params, cost } of costed.layers) {
    const inTraining = () => training.of(layer).forward.flops * (layer.repeats ?? 1);
    if (layer.trainingOnly && layer.role === 'auxiliary-head') {
      auxiliary.flops += inTraining();
      auxiliary.params += params;
      continue;
    }
    if (!TRAINING_OPERATORS.has(layer.operator)) continue;
    const extra = inTraining() - cost.forward.flops;
    more.set(layer.operator, (more.get(layer.operator) ?? 0) + extra);
  }
  const onlyInTraining = (operator: string) => more.get(operator) ?? 0;
  const specials = costed.layers.reduce((sum, each) => sum + each.cost.forward.specialFunctions, 0);
  const items: NotCounted[] = [
    {
      what: 'Backward passes and optimizer',
      reason: 'This is one forward pass; the training estimate counts them.',
      flopsAtMost: null,
    },
    {
      what: 'Loss',
      reason: 'Computed only in training.',
      flopsAtMost: onlyInTraining('cross-entropy'),
    },
    {
      what: 'Auxiliary head',
      reason: 'It runs only in training; its parameters stand in the total all the same.',
      flopsAtMost: auxiliary.flops,
      ...(auxiliary.params === 0 ? {} : { params: auxiliary.params }),
    },
    {
      what: 'Dropout',
      reason: 'Does nothing at inference; drawing random numbers is never counted.',
      flopsAtMost: onlyInTraining('dropout'),
    },
    {
      what: 'Stochastic depth',
      reason: 'Drops residual branches in training only; at inference every branch stays as it is.',
      flopsAtMost: onlyInTraining('stochastic-depth'),
    },
    {
      what: 'Batch statistics',
      reason: 'At inference batch normalisation is one scale and shift with stored statistics.',
      flopsAtMost: onlyInTraining('batch-norm'),
    },
    {
      what: 'Inner steps of exp, erf, tanh, square root and division',
      reason: `Each counts as one FLOP; hardware may need up to about ${SPECIAL_FUNCTION_STEPS}.`,
      flopsAtMost: specials * (SPECIAL_FUNCTION_STEPS - 1),
    },
    {
      what: 'Embedding look-ups and address arithmetic',
      reason: 'They move data and compute indices in integers, not floating-point numbers.',
      flopsAtMost: 0,
    },
  ];
  if (graph.head === 'none') {
    items.push({
      what: 'Task head',
      reason: 'The model was built without one, as its published parameters are counted.',
      flopsAtMost: null,
    });
  }
  const present = items.filter(
    (item) => item.flopsAtMost !== 0 || item.what.startsWith('Embedding'),
  );
  return [...listUnknownLayers(graph, costed), ...present];
}
