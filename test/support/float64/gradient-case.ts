// One graph whose gradients are checked, and the numbers it is fed, which are the same in every run.
import { elementCount, type ModelGraph, type Tensor } from '../../../src/models/graph.ts';
import { GraphBuilder } from '../../../src/models/graph-builder.ts';
import { dimension } from '../../../src/models/shapes.ts';
import { createRandom } from '../../../src/shared/random.ts';
import { lossIds } from './numeric-gradients.ts';
import { item } from './operation64.ts';

export interface GradientCase {
  readonly name: string;
  readonly graph: ModelGraph;
  readonly seed: number;
  /** Float inputs are uniform between −inputRange and inputRange. */
  readonly inputRange: number;
  /** Float inputs that no gradient flows into: the targets of a loss. */
  readonly constants: readonly string[];
}

/** Everything is representable in f32, so that both sides compute with the same numbers. */
export interface CaseData {
  readonly parameters: ReadonlyMap<string, Float32Array>;
  readonly inputs: ReadonlyMap<string, Float32Array | Uint32Array>;
  /** Empty where the graph has a loss. */
  readonly outputGradients: ReadonlyMap<string, Float32Array>;
}

/** Wide enough that activations reach their curved parts, narrow enough that nothing saturates. */
const INPUT_RANGE = 2;

export interface CaseOptions {
  readonly inputRange?: number;
  readonly seed?: number;
  readonly constants?: readonly string[];
}

/** @param build adds inputs and layers and returns the outputs. */
export function gradientCase(
  name: string,
  build: (graph: GraphBuilder) => readonly Tensor[] | Tensor,
  { inputRange = INPUT_RANGE, seed = 1, constants = [] }: CaseOptions = {},
): GradientCase {
  const builder = new GraphBuilder();
  const built = build(builder);
  const outputs = 'id' in built ? [built] : built;
  const graph = builder.finish({ id: 'case', name, head: 'none', bindings: { batch: 1 }, outputs });
  return { name, graph, seed, inputRange, constants };
}

/** batch × channels × height × width. */
export function image(graph: GraphBuilder, sizes: readonly number[], name = 'x'): Tensor {
  return named(graph, name, ['batch', 'channels', 'height', 'width'], sizes);
}

/** batch × tokens × features. */
export function tokens(graph: GraphBuilder, sizes: readonly number[], name = 'x'): Tensor {
  return named(graph, name, ['batch', 'tokens', 'features'], sizes);
}

/** batch × heads × tokens × head features. */
export function heads(graph: GraphBuilder, sizes: readonly number[], name = 'x'): Tensor {
  return named(graph, name, ['batch', 'heads', 'tokens', 'head features'], sizes);
}

/** batch × features. */
export function rows(graph: GraphBuilder, sizes: readonly number[], name = 'x'): Tensor {
  return named(graph, name, ['batch', 'features'], sizes);
}

/** Token ids or labels. */
export function integers(graph: GraphBuilder, sizes: readonly number[], name: string): Tensor {
  const shape = sizes.map((size, axis) => dimension(axis === 0 ? 'batch' : 'tokens', size));
  return graph.input(name, shape, 'integer');
}

function named(
  graph: GraphBuilder,
  name: string,
  axes: readonly string[],
  sizes: readonly number[],
): Tensor {
  const shape = axes.map((axis, index) => dimension(axis, item(sizes, index)));
  return graph.input(name, shape);
}

export function caseData({ graph, seed, inputRange }: GradientCase): CaseData {
  const random = createRandom(seed);
  const floats = (length: number, low: number, high: number) =>
    Float32Array.from({ length }, () => low + (high - low) * random());
  const parameters = new Map(
    [...graph.parameters.values()].map(({ id, shape }) => {
      const [low, high] = parameterRange(id, shape.length, elementCount(shape.slice(1)));
      return [id, floats(elementCount(shape), low, high)] as const;
    }),
  );
  const inputs = new Map<string, Float32Array | Uint32Array>(
    graph.inputs.map((id) => {
      const { shape, elements } = known(graph, id);
      const length = elementCount(shape);
      if (elements === 'float') return [id, floats(length, -inputRange, inputRange)] as const;
      const below = idsBelow(graph, id);
      const ids = Uint32Array.from({ length }, () => Math.floor(random() * below));
      return [id, ids] as const;
    }),
  );
  const outputs = lossIds(graph).length > 0 ? [] : graph.outputs;
  const outputGradients = new Map(
    outputs.map((id) => [id, floats(elementCount(known(graph, id).shape), -1, 1)] as const),
  );
  return { parameters, inputs, outputGradients };
}

/** Weights keep the variance of what passes through them (uniform, variance 1 / inputs); scales lie around 1. */
function parameterRange(id: string, rank: number, fanIn: number): readonly [number, number] {
  const bound = Math.sqrt(3 / fanIn);
  if (rank >= 2) return [-bound, bound];
  return id.endsWith('weight') ? [0.5, 1.5] : [-0.5, 0.5];
}

/** The integers that the layer reading them can look up. */
function idsBelow(graph: ModelGraph, id: string): number {
  const reader = graph.layers.find(({ inputs }) => inputs.includes(id));
  if (reader?.operator === 'embedding') return Number(reader.attributes['entries']);
  if (reader?.operator === 'cross-entropy' || reader?.operator === 'soft-cross-entropy')
    return known(graph, item(reader.inputs, 0)).shape.at(-1)?.size ?? 1;
  throw new Error(`Nothing says how large the integers of "${id}" may be.`);
}

export function known(graph: ModelGraph, id: string): Tensor {
  const tensor = graph.tensors.get(id);
  if (tensor === undefined) throw new Error(`The graph has no tensor "${id}".`);
  return tensor;
}
