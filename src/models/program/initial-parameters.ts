// Weights to begin a training with, by the layer that owns them: as PyTorch initialises its layers, from a seed.
import { createRandom } from '../../shared/random.ts';
import { elementCount, type Layer, type ModelGraph, type TensorShape } from '../graph.ts';

/** GPT-2's and BERT's deviation of embeddings, which PyTorch's own (1) would make far too large for a loss. */
const EMBEDDING_DEVIATION = 0.02;

/** Of Swin V2, the logarithm of what torchvision begins with. */
const FIRST_LOGIT_SCALE = Math.log(10);

const NORMALISATIONS = new Set([
  'batch-norm',
  'layer-norm',
  'rms-norm',
  'normalise',
  'scale-shift',
]);
const EMBEDDINGS = new Set([
  'embedding',
  'add-parameter',
  'prepend-parameter',
  'parameter',
  'relative-bias',
  'window-position-bias',
]);

/**
 * Linear layers and convolutions uniform within ±1/√fan-in, weights and biases; scales 1, shifts 0; embeddings
 * with a deviation of 0.02.
 * @returns by parameter id, in the graph's order, whatever its precision.
 */
export function initialParameters(
  graph: ModelGraph,
  seed: number,
): Map<string, Float32Array<ArrayBuffer>> {
  const random = createRandom(seed);
  const initial = new Map<string, Float32Array<ArrayBuffer>>();
  for (const layer of graph.layers) {
    const { parameters } = layer;
    const shapes = parameters.map((id) => graph.parameters.get(id)?.shape ?? []);
    for (const [index, id] of parameters.entries()) {
      if (initial.has(id)) continue;
      const length = elementCount(shapes[index] ?? []);
      initial.set(id, fill(new Float32Array(length), layer, index, shapes, random));
    }
  }
  return initial;
}

function fill(
  values: Float32Array<ArrayBuffer>,
  { operator, attributes }: Layer,
  index: number,
  shapes: readonly TensorShape[],
  random: () => number,
): Float32Array<ArrayBuffer> {
  if (NORMALISATIONS.has(operator)) return values.fill(index === 0 ? 1 : 0);
  if (operator === 'scale-parameter') {
    return values.fill(attributes['exponential'] === true ? FIRST_LOGIT_SCALE : 1);
  }
  const [weight = []] = shapes;
  // A uniform distribution within ±a has the deviation a/√3.
  const bound = EMBEDDINGS.has(operator)
    ? EMBEDDING_DEVIATION * Math.sqrt(3)
    : 1 / Math.sqrt(Math.max(1, elementCount(weight.slice(1))));
  for (let place = 0; place < values.length; place++) values[place] = (2 * random() - 1) * bound;
  return values;
}
