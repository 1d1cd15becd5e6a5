// What a forward count leaves out, each with its reason and how much it could add: a count is complete or
// says what is missing.
import { type CostedGraph, costGraph } from './cost.ts';
import type { ModelGraph } from './graph.ts';

/** exp, erf, tanh, √ and ÷ take about 10 to 20 instructions where hardware has no unit for them. */
const SPECIAL_FUNCTION_STEPS = 20;

export interface NotCounted {
  /** "Dropout". */
  readonly what: string;
  readonly reason: string;
  /** FLOPs that it could add to this forward pass; null where that cannot be said. */
  readonly flopsAtMost: number | null;
}

export function listNotCounted(graph: ModelGraph, costed: CostedGraph): readonly NotCounted[] {
  const training = costGraph(graph, { precision: 'f32', mode: 'sgd-momentum' });
  const onlyInTraining = (operator: string) =>
    training.layers.reduce((sum, { layer, cost }, index) => {
      if (layer.operator !== operator) return sum;
      return sum + cost.forward.flops - (costed.layers[index]?.cost.forward.flops ?? 0);
    }, 0);
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
      what: 'Dropout',
      reason: 'Does nothing at inference; drawing random numbers is never counted.',
      flopsAtMost: onlyInTraining('dropout'),
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
  return items.filter((item) => item.flopsAtMost !== 0 || item.what.startsWith('Embedding'));
}
