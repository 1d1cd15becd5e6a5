// Costs every layer of a graph, pass by pass, and the memory that training it needs.
import { FlopscopeError } from '../shared/errors.ts';
import { bytesPerElement, type Precision } from '../shared/problem.ts';
import {
  type Attributes,
  elementCount,
  type Layer,
  type ModelGraph,
  type Tensor,
  type TensorShape,
} from './graph.ts';
import type { CostCall } from './operator.ts';
import { findOperator } from './operators.ts';
import { type OptimizerName, optimizerWork } from './optimizer.ts';
import { addWork, type LayerCost, NO_WORK, type PassWork, work } from './work.ts';

/** Token ids and labels are u32 whatever the precision of the floats. */
const INTEGER_BYTES = 4;

export interface CostOptions {
  readonly precision: Precision;
  /** Forward alone, as at inference, or a training step with this optimizer. */
  readonly mode: 'inference' | OptimizerName;
}

export interface CostedLayer {
  readonly layer: Layer;
  /** Elements of the parameters that this layer is the first to name. */
  readonly params: number;
  /** Those of `params` that one token or example uses: fewer where experts or tasks share a layer. */
  readonly activeParams: number;
  readonly cost: LayerCost;
}

export interface CostedGraph {
  readonly layers: readonly CostedLayer[];
  readonly params: number;
  /** Tensors, masks and indices that stay in memory from forward to backward; 0 for inference. */
  readonly activationBytes: number;
}

/** Graphs never change, and a form that is edited asks for the same one again and again. */
const cache = new WeakMap<ModelGraph, Map<string, CostedGraph>>();

/** @throws FlopscopeError `internal` for a graph that names tensors or parameters it does not hold. */
export function costGraph(graph: ModelGraph, options: CostOptions): CostedGraph {
  const key = `${options.precision} ${options.mode}`;
  const ofGraph = cache.get(graph) ?? new Map<string, CostedGraph>();
  const known = ofGraph.get(key);
  if (known) return known;
  const costed = costEveryLayer(graph, options);
  cache.set(graph, ofGraph.set(key, costed));
  return costed;
}

function costEveryLayer(graph: ModelGraph, options: CostOptions): CostedGraph {
  const training = options.mode !== 'inference';
  const elementBytes = bytesPerElement(options.precision);
  const gradientUses = training ? countGradientUses(graph) : new Map<string, number>();
  const owned = new Set<string>();
  const keptStorage = new Set<string>();
  let keptExtra = 0;
  let params = 0;

  const layers = graph.layers.map((layer): CostedLayer => {
    const operator = findOperator(layer.operator);
    const inputs = layer.inputs.map((id) => tensorOf(graph, id));
    const outputs = layer.outputs.map((id) => tensorOf(graph, id));
    const call: CostCall<Attributes> = {
      attributes: layer.attributes,
      inputs: inputs.map((each) => each.shape),
      outputs: outputs.map((each) => each.shape),
      parameters: layer.parameters.map((id) => parameterOf(graph, id)),
      precision: options.precision,
      elementBytes,
      training,
    };
    let newParams = 0;
    let newTensors = 0;
    for (const [index, id] of layer.parameters.entries()) {
      if (owned.has(id)) continue;
      owned.add(id);
      newParams += elementCount(call.parameters[index] ?? []);
      newTensors += 1;
    }
    params += newParams;
    const activeParams = Math.round(newParams * operator.activeShare(call));
    if (!training) {
      const forward = layer.trainingOnly ? NO_WORK : operator.forward(call);
      const cost = { forward, backwardData: NO_WORK, backwardWeights: NO_WORK, optimizer: NO_WORK };
      return { layer, params: newParams, activeParams, cost };
    }
    const needsData = inputs.some((each) => each.requiresGradient);
    if (outputs.some((each) => each.requiresGradient)) {
      const kept = operator.keeps(call);
      for (const index of kept.inputs ?? []) keep(keptStorage, inputs[index]);
      for (const index of kept.outputs ?? []) keep(keptStorage, outputs[index]);
      keptExtra += kept.extraBytes ?? 0;
    }
    const backwardData = needsData ? operator.backwardData(call) : NO_WORK;
    const cost: LayerCost = {
      forward: operator.forward(call),
      backwardData: addWork(backwardData, accumulation(outputs, gradientUses, elementBytes)),
      backwardWeights: layer.parameters.length > 0 ? operator.backwardWeights(call) : NO_WORK,
      optimizer: optimizerWork(options.mode, newParams, newTensors),
    };
    return { layer, params: newParams, activeParams, cost };
  });

  let activationBytes = keptExtra;
  for (const id of keptStorage) activationBytes += tensorBytes(tensorOf(graph, id), elementBytes);
  return { layers, params, activationBytes };
}

function keep(storage: Set<string>, tensor: Tensor | undefined): void {
  if (tensor) storage.add(tensor.storage);
}

function tensorBytes(tensor: Tensor, elementBytes: number): number {
  return (
    elementCount(tensor.shape) * (tensor.elements === 'integer' ? INTEGER_BYTES : elementBytes)
  );
}

/** How many layers send a gradient back into each tensor. */
function countGradientUses(graph: ModelGraph): Map<string, number> {
  const uses = new Map<string, number>();
  for (const layer of graph.layers) {
    for (const id of layer.inputs) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}

/** A tensor that k layers read receives k gradients: k − 1 sums of two tensors into one. */
function accumulation(
  outputs: readonly Tensor[],
  uses: ReadonlyMap<string, number>,
  elementBytes: number,
): PassWork {
  let total = NO_WORK;
  for (const output of outputs) {
    const sums = Math.max(0, (uses.get(output.id) ?? 0) - 1);
    if (sums === 0 || !output.requiresGradient) continue;
    const elements = elementCount(output.shape);
    total = addWork(
      total,
      work({
        otherFlops: sums * elements,
        bytesRead: 2 * sums * elements * elementBytes,
        bytesWritten: sums * elements * elementBytes,
        launches: sums,
      }),
    );
  }
  return total;
}

function tensorOf(graph: ModelGraph, id: string): Tensor {
  const tensor = graph.tensors.get(id);
  if (tensor) return tensor;
  throw new FlopscopeError('internal', `The graph of ${graph.name} lacks the tensor "${id}".`);
}

function parameterOf(graph: ModelGraph, id: string): TensorShape {
  const parameter = graph.parameters.get(id);
  if (parameter) return parameter.shape;
  throw new FlopscopeError('internal', `The graph of ${graph.name} lacks the parameter "${id}".`);
}
