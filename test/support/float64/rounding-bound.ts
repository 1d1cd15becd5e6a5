// How far gradients that are computed in f32 may lie from the exact ones.
import { elementCount, type Layer, type ModelGraph } from '../../../src/models/graph.ts';
import { item, size } from './operation64.ts';
import { known } from './gradient-case.ts';

/** Largest relative error of rounding once to f32. */
const UNIT_ROUNDOFF = 2 ** -24;

/** exp, tanh and ÷ of WGSL may err by several units in the last place: 8 of them weigh as much as 64 roundings. */
const FUNCTION_ROUNDINGS = 64;

/**
 * Forward values enter the backward pass, which doubles the error; and the worst of hundreds of entries lies further
 * out than the typical one, though it is held against the largest gradient of its tensor: twice as far.
 */
const SAFETY = 2 * 2;

/**
 * A sum of K products in f32 is off by about √K roundings, as they are independent and of either sign; so are the
 * errors of the layers that follow each other: u · √(Σ over layers (K + 64)) · 4, relative to the largest gradient
 * of a tensor. A wrong index, factor or sign is off by a good part of 1.
 */
export function roundingBound(graph: ModelGraph): number {
  const roundings = graph.layers.reduce(
    (sum, layer) => sum + longestSum(graph, layer) + FUNCTION_ROUNDINGS,
    0,
  );
  return SAFETY * UNIT_ROUNDOFF * Math.sqrt(roundings);
}

/** The most terms that one number of the layer's outputs or gradients is the sum of. */
function longestSum(graph: ModelGraph, layer: Layer): number {
  const tensors = [...layer.inputs, ...layer.outputs].map((id) =>
    elementCount(known(graph, id).shape),
  );
  const parameters = layer.parameters.map((id) =>
    elementCount(graph.parameters.get(id)?.shape ?? []),
  );
  const fewest = Math.min(...tensors, ...parameters);
  const output = elementCount(known(graph, item(layer.outputs, 0)).shape);
  const products = output * productsPerOutput(graph, layer);
  return Math.max(products, ...tensors) / fewest;
}

function productsPerOutput(graph: ModelGraph, { operator, inputs, parameters }: Layer): number {
  const weight = graph.parameters.get(parameters[0] ?? '')?.shape ?? [];
  if (operator === 'linear' || operator === 'conv2d') return elementCount(weight.slice(1));
  return operator === 'matmul' ? size(known(graph, item(inputs, 0)).shape, -1) : 1;
}
