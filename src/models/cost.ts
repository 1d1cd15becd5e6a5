// Costs every layer of a graph, pass by pass, and the memory that training it needs.
import { FlopscopeError } from '../shared/errors.ts';
import type { Precision } from '../shared/problem.ts';
import { elementCount, type Layer, type ModelGraph, type Tensor } from './graph.ts';
import { type LayerKind, LayerKinds, tensorOf } from './layer-kind.ts';
import { type OptimizerName, optimizerWork } from './optimizer.ts';
import { addWork, type LayerCost, NO_WORK, type PassWork, repeatWork, work } from './work.ts';

/** Token ids and labels are u32 whatever the precision of the floats. */
const INTEGER_BYTES = 4;

const NO_COST: LayerCost = {
  forward: NO_WORK,
  backwardData: NO_WORK,
  backwardWeights: NO_WORK,
  optimizer: NO_WORK,
};

export interface CostOptions {
  readonly precision: Precision;
  /** Forward alone, as at inference, or a training step with this optimizer. */
  readonly mode: 'inference' | OptimizerName;
}

export interface CostedLayer {
  readonly layer: Layer;
  /** Elements of the parameters that this layer is the first to name; at inference those that are stored. */
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

/**
 * @throws FlopscopeError `internal` for a graph that names tensors or parameters it does not hold, `invalid-input` for
 *   a training step of one that can only be run.
 */
export function costGraph(graph: ModelGraph, options: CostOptions): CostedGraph {
  if (graph.inferenceOnly === true && options.mode !== 'inference') {
    throw new FlopscopeError(
      'invalid-input',
      `${graph.name} is for inference only: its normalisations were folded into the layers before them. Estimate the training of the model it was made from.`,
    );
  }
  const key = `${options.precision} ${options.mode}`;
  const ofGraph = cache.get(graph) ?? new Map<string, CostedGraph>();
  const known = ofGraph.get(key);
  if (known) return known;
  const costed = costEveryLayer(graph, options);
  cache.set(graph, ofGraph.set(key, costed));
  return costed;
}

function costEveryLayer(graph: ModelGraph, options: CostOptions): CostedGraph {
  const kinds = new LayerKinds(graph, options.precision, options.mode !== 'inference');
  const training =
    options.mode === 'inference' ? undefined : new TrainingCosts(graph, options.mode, kinds);
  const owned = new Set<string>();
  let params = 0;

  const layers = graph.layers.map((layer): CostedLayer => {
    const kind = kinds.of(layer);
    // Training keeps dense weights: magnitudes, masks and scales are made from them.
    const stored = training ? [] : kind.storage;
    let newParams = 0;
    let newTensors = 0;
    for (const [index, id] of layer.parameters.entries()) {
      if (owned.has(id)) continue;
      owned.add(id);
      newParams += stored[index]?.elements ?? elementCount(kind.call.parameters[index] ?? []);
      newTensors += 1;
    }
    params += newParams;
    const activeParams = newParams === 0 ? 0 : Math.round(newParams * kind.activeShare);
    const once =
      training?.of(layer, kind, newParams, newTensors) ??
      (layer.trainingOnly ? NO_COST : kind.inference);
    const cost = layer.repeats === undefined ? once : repeatCost(once, layer.repeats);
    return { layer, params: newParams, activeParams, cost };
  });
  return { layers, params, activationBytes: training?.activationBytes() ?? 0 };
}

/** The body of a loop; its weights are updated once all the same. */
function repeatCost(cost: LayerCost, times: number): LayerCost {
  return {
    forward: repeatWork(cost.forward, times),
    backwardData: repeatWork(cost.backwardData, times),
    backwardWeights: repeatWork(cost.backwardWeights, times),
    optimizer: cost.optimizer,
  };
}

/** Costs of training steps, and the memory that they keep from forward to backward. */
class TrainingCosts {
  readonly #graph: ModelGraph;
  readonly #optimizer: OptimizerName;
  readonly #elementBytes: number;
  readonly #gradientUses: ReadonlyMap<string, number>;
  readonly #keptStorage = new Set<string>();
  #keptExtra = 0;

  constructor(graph: ModelGraph, optimizer: OptimizerName, kinds: LayerKinds) {
    this.#graph = graph;
    this.#optimizer = optimizer;
    this.#elementBytes = kinds.elementBytes;
    this.#gradientUses = countGradientUses(graph);
  }

  of(layer: Layer, kind: LayerKind, newParams: number, newTensors: number): LayerCost {
    const inputs = layer.inputs.map((id) => tensorOf(this.#graph, id));
    const outputs = layer.outputs.map((id) => tensorOf(this.#graph, id));
    if (outputs.some((each) => each.requiresGradient)) {
      for (const index of kind.kept.inputs ?? []) keep(this.#keptStorage, inputs[index]);
      for (const index of kind.kept.outputs ?? []) keep(this.#keptStorage, outputs[index]);
      this.#keptExtra += kind.kept.extraBytes ?? 0;
    }
    const needsData = inputs.some((each) => each.requiresGradient);
    return {
      forward: kind.forward,
      backwardData: addWork(
        needsData ? kind.backwardData : NO_WORK,
        accumulation(outputs, this.#gradientUses, this.#elementBytes),
      ),
      backwardWeights: layer.parameters.length > 0 ? kind.backwardWeights : NO_WORK,
      // Parameters that no example of this run uses are stored, not trained.
      optimizer:
        kind.activeShare === 0 ? NO_WORK : optimizerWork(this.#optimizer, newParams, newTensors),
    };
  }

  activationBytes(): number {
    let bytes = this.#keptExtra;
    for (const id of this.#keptStorage) {
      bytes += tensorBytes(tensorOf(this.#graph, id), this.#elementBytes);
    }
    return bytes;
  }
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
