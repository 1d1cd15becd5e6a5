// Low-rank adapters as layers of the graph itself: y = x·W + (x·A)·B, so that counting, memory and timing treat
// them like any other layer.
import type { Layer, ModelGraph, Parameter, Tensor, TensorShape } from '../graph.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { headStart } from '../model-blocks.ts';

/** Which weight matrices get low-rank adapters. */
export type LoraMatrices = 'query-value' | 'attention' | 'all-linear';

export interface AdapterChoice {
  readonly rank: number;
  readonly matrices: LoraMatrices;
}

export interface AdaptedGraph {
  readonly graph: ModelGraph;
  /** Ids of the layers A and B of every adapter. */
  readonly adapters: ReadonlySet<string>;
}

/** @throws FlopscopeError `invalid-input` when the model has no such matrices or the rank exceeds them. */
export function withAdapters(
  graph: ModelGraph,
  rank: number,
  matrices: LoraMatrices,
): AdaptedGraph {
  const targets = adaptedLayers(graph, matrices);
  if (targets.size === 0) {
    throw new FlopscopeError(
      'invalid-input',
      `${graph.name} has no ${matrices === 'all-linear' ? 'fully connected layers below its head' : 'attention'} to put adapters beside. Train its last layers, or all of them.`,
    );
  }
  const tensors = new Map(graph.tensors);
  const parameters = new Map(graph.parameters);
  const layers: Layer[] = [];
  const adapters = new Set<string>();
  /** Which tensor stands in the place of another from here on. */
  const replaced = new Map<string, string>();
  for (const layer of graph.layers) {
    const inputs = layer.inputs.map((id) => replaced.get(id) ?? id);
    layers.push(
      inputs.some((id, index) => id !== layer.inputs[index]) ? { ...layer, inputs } : layer,
    );
    if (!targets.has(layer)) continue;
    const adapter = adapterOf(graph, { ...layer, inputs }, tensors, rank);
    for (const each of adapter.parameters) parameters.set(each.id, each);
    for (const each of adapter.tensors) tensors.set(each.id, each);
    layers.push(...adapter.layers);
    for (const each of adapter.layers.slice(0, 2)) adapters.add(each.id);
    replaced.set(layer.outputs[0] ?? '', adapter.output);
  }
  const outputs = graph.outputs.map((id) => replaced.get(id) ?? id);
  return { graph: { ...graph, tensors, parameters, layers, outputs }, adapters };
}

interface Adapter {
  readonly layers: readonly Layer[];
  readonly tensors: readonly Tensor[];
  readonly parameters: readonly Parameter[];
  readonly output: string;
}

function adapterOf(
  graph: ModelGraph,
  layer: Layer,
  tensors: ReadonlyMap<string, Tensor>,
  rank: number,
): Adapter {
  const input = tensors.get(layer.inputs[0] ?? '');
  const output = tensors.get(layer.outputs[0] ?? '');
  const inFeatures = input?.shape.at(-1)?.size;
  const outFeatures = output?.shape.at(-1)?.size;
  if (!input || !output || inFeatures === undefined || outFeatures === undefined) {
    throw new FlopscopeError('internal', `Layer "${layer.id}" of ${graph.name} has no features.`);
  }
  if (rank > Math.min(inFeatures, outFeatures)) {
    throw new FlopscopeError(
      'invalid-input',
      `Rank ${rank} is larger than the matrix ${layer.name} (${inFeatures} × ${outFeatures}). Choose at most ${Math.min(inFeatures, outFeatures)}.`,
    );
  }
  const [a, b, sum] = [`${layer.id}.lora_A`, `${layer.id}.lora_B`, `${layer.id}.lora_add`];
  const shape: TensorShape = [...output.shape.slice(0, -1), { name: 'rank', size: rank }];
  const common = {
    block: layer.block,
    trainingOnly: layer.trainingOnly,
    ...(layer.repeats === undefined ? {} : { repeats: layer.repeats }),
  };
  // Layers that share a weight share its adapter.
  const shared = layer.parameters[0] ?? layer.id;
  const [weightA, weightB] = [`${shared}.lora_A`, `${shared}.lora_B`];
  const product = (id: string, from: string, features: number, matrix: string): Layer => ({
    ...common,
    id,
    name: id,
    operator: 'linear',
    attributes: { outFeatures: features, bias: false },
    inputs: [from],
    outputs: [id],
    parameters: [matrix],
  });
  const tensor = (id: string, of: TensorShape): Tensor => ({
    id,
    shape: of,
    elements: 'float',
    storage: id,
    requiresGradient: true,
  });
  const weight = (id: string, out: number, into: number): Parameter => ({
    id,
    shape: [
      { name: 'features', size: out },
      { name: 'input features', size: into },
    ],
  });
  return {
    layers: [
      product(a, input.id, rank, weightA),
      product(b, a, outFeatures, weightB),
      {
        ...common,
        id: sum,
        name: sum,
        operator: 'elementwise',
        attributes: { kind: 'add' },
        inputs: [output.id, b],
        outputs: [sum],
        parameters: [],
      },
    ],
    tensors: [tensor(a, shape), tensor(b, output.shape), tensor(sum, output.shape)],
    parameters: [weight(weightA, rank, inFeatures), weight(weightB, outFeatures, rank)],
    output: sum,
  };
}

function adaptedLayers(graph: ModelGraph, matrices: LoraMatrices): ReadonlySet<Layer> {
  if (matrices === 'all-linear') {
    const body = graph.layers.slice(0, headStart(graph));
    return new Set(
      body.filter(
        ({ operator, role, trainingOnly }) =>
          operator === 'linear' && role !== 'language-model-head' && !trainingOnly,
      ),
    );
  }
  return projections(graph, matrices);
}

/** The fully connected layers that make queries, keys and values, and the one that reads the context. */
function projections(graph: ModelGraph, matrices: 'query-value' | 'attention'): ReadonlySet<Layer> {
  const makerOf = new Map(graph.layers.flatMap((layer) => layer.outputs.map((id) => [id, layer])));
  const found = new Set<Layer>();
  const add = (id: string | undefined) => {
    const maker = id === undefined ? undefined : nearestLinear(id, makerOf);
    if (maker) found.add(maker);
  };
  for (const layer of graph.layers) {
    if (layer.role === 'attention-scores') {
      add(layer.inputs[0]);
      if (matrices === 'attention') add(layer.inputs[1]);
    } else if (layer.role === 'attention-context') {
      add(layer.inputs[1]);
      if (matrices === 'attention') addReader(graph, layer, found);
    }
  }
  return found;
}

/** Upwards through views, rotary positions and norms of the heads, to the product that made a tensor. */
function nearestLinear(id: string, makerOf: ReadonlyMap<string, Layer>): Layer | undefined {
  let maker = makerOf.get(id);
  while (maker && maker.operator !== 'linear') {
    const place = Math.max(0, maker.outputs.indexOf(id));
    // Rotary positions turn queries and keys in one layer: each output is made of the input in its place.
    const next =
      maker.inputs.length === maker.outputs.length ? maker.inputs[place] : maker.inputs[0];
    if (next === undefined) return undefined;
    id = next;
    maker = makerOf.get(id);
  }
  return maker;
}

/** The output projection: the first fully connected layer behind the context. */
function addReader(graph: ModelGraph, context: Layer, found: Set<Layer>): void {
  const carried = new Set(context.outputs);
  for (const layer of graph.layers.slice(graph.layers.indexOf(context) + 1)) {
    if (!layer.inputs.some((id) => carried.has(id))) continue;
    if (layer.operator === 'linear') {
      found.add(layer);
      return;
    }
    if (layer.parameters.length > 0) return;
    for (const id of layer.outputs) carried.add(id);
  }
}
