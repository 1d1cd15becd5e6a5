// The weights of a network with fewer channels, taken from the whole one: of every convolution the filters with the
// largest sum of magnitudes stay (Li et al. 2017, arXiv:1608.08710, section 3.1), and what reads them loses the others.
import type { Layer, ModelGraph } from '../../models/graph.ts';
import { elementCount } from '../../models/graph.ts';
import { tensorOf } from '../../models/layer-kind.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { arrayOf, type NetworkWeights, parameterSizes, statisticsOf } from './network-weights.ts';

type Arrays = Map<string, Float32Array<ArrayBuffer>>;

/**
 * @param whole a chain of layers, as the digits network is.
 * @param smaller the same layers with fewer channels.
 * @throws FlopscopeError `unsupported-model` for a layer that it cannot narrow.
 */
export function keepChannels(
  whole: ModelGraph,
  smaller: ModelGraph,
  weights: NetworkWeights,
): NetworkWeights {
  const parameters: Arrays = new Map();
  const states: Arrays = new Map();
  /** Of the channels, or the features, that the next layer reads: which are left. */
  let kept: readonly number[] | undefined;
  for (const layer of whole.layers) {
    if (layer.trainingOnly) continue;
    const [weight = '', bias] = layer.parameters;
    switch (layer.operator) {
      case 'conv2d':
      case 'linear': {
        const [outputs = 0, inputs = 0, ...rest] = parameterSizes(whole, weight);
        const [left = 0] = parameterSizes(smaller, weight);
        const values = arrayOf(weights.parameters, weight);
        const block = elementCount(rest.map((size) => ({ name: '', size })));
        const strongest = largestRows(values, outputs, left);
        parameters.set(weight, submatrix(values, { inputs, block }, strongest, kept));
        if (bias !== undefined) {
          parameters.set(bias, picked(arrayOf(weights.parameters, bias), strongest));
        }
        kept = strongest;
        break;
      }
      case 'batch-norm': {
        for (const id of layer.parameters) {
          parameters.set(id, picked(arrayOf(weights.parameters, id), kept));
        }
        for (const name of Object.values(statisticsOf(layer.id))) {
          states.set(name, picked(arrayOf(weights.states, name), kept));
        }
        break;
      }
      case 'activation':
        break;
      case 'flatten':
        kept = kept && flattened(whole, layer, kept);
        break;
      default:
        throw new FlopscopeError(
          'unsupported-model',
          `The channels of the layer "${layer.id}" (${layer.operator}) cannot be taken apart. Prune a chain of convolutions, normalisations and fully connected layers.`,
        );
    }
  }
  return { parameters, states };
}

/** Places of the `count` rows with the largest sums of magnitudes, ascending. */
export function largestRows(values: Float32Array, rows: number, count: number): readonly number[] {
  const width = values.length / rows;
  const norms = Array.from({ length: rows }, (_, row) => ({
    row,
    norm: values
      .subarray(row * width, (row + 1) * width)
      .reduce((sum, value) => sum + Math.abs(value), 0),
  }));
  norms.sort((a, b) => b.norm - a.norm);
  return norms
    .slice(0, count)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}

/** Of a matrix whose entries are blocks of values. Every column where none are named. */
function submatrix(
  values: Float32Array,
  { inputs, block }: { readonly inputs: number; readonly block: number },
  rows: readonly number[],
  columns: readonly number[] = Array.from({ length: inputs }, (_, index) => index),
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(rows.length * columns.length * block);
  let place = 0;
  for (const row of rows) {
    for (const column of columns) {
      const start = (row * inputs + column) * block;
      result.set(values.subarray(start, start + block), place);
      place += block;
    }
  }
  return result;
}

function picked(
  values: Float32Array<ArrayBuffer>,
  kept: readonly number[] | undefined,
): Float32Array<ArrayBuffer> {
  return kept === undefined ? values : Float32Array.from(kept, (index) => values[index] ?? NaN);
}

/** Each channel becomes as many features as it has pixels. */
function flattened(
  graph: ModelGraph,
  { inputs: [input = ''] }: Layer,
  kept: readonly number[],
): readonly number[] {
  const pixels = elementCount(tensorOf(graph, input).shape.slice(2));
  return kept.flatMap((channel) =>
    Array.from({ length: pixels }, (_, pixel) => channel * pixels + pixel),
  );
}
