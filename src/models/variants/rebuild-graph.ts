// Makes a graph again, layer by layer, with some of its layers changed, left out or followed by new ones. Shapes and
// parameters are inferred anew; ids, names, blocks, roles and shared parameters stay.
import { FlopscopeError } from '../../shared/errors.ts';
import {
  type Attributes,
  elementCount,
  type Layer,
  type LayerRole,
  type ModelGraph,
  type Tensor,
} from '../graph.ts';
import { GraphBuilder, type LayerOptions } from '../graph-builder.ts';
import { findOperator } from '../operators.ts';

export interface LayerChange {
  readonly operator?: string;
  readonly attributes?: Attributes;
  readonly inputs?: readonly Tensor[];
  /** Ids of parameters by the operator's names for them; those of the old layer stay where they are not given. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface NewLayer {
  readonly id: string;
  readonly operator: string;
  readonly attributes?: Attributes;
  readonly inputs: readonly Tensor[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly role?: LayerRole | undefined;
}

/**
 * @returns the tensors that stand for the layer's outputs from here on (its input, where the layer is left out);
 *   undefined for the layer as it was.
 */
export type Rewrite = (layer: Layer, rebuilder: GraphRebuilder) => readonly Tensor[] | undefined;

/** Of a layer: what it is grouped under, and when it runs. */
type Place = Pick<Layer, 'block' | 'trainingOnly'> & {
  readonly repeats?: number | undefined;
  readonly role?: LayerRole | undefined;
};

export class GraphRebuilder {
  readonly #graph: ModelGraph;
  readonly #builder = new GraphBuilder();
  readonly #tensors = new Map<string, Tensor>();
  /** Elements of the parameters that exist already, by id. */
  readonly #parameters = new Map<string, number>();
  /** Of layers whose id is not their name. */
  readonly #names = new Map<string, string>();

  constructor(graph: ModelGraph) {
    this.#graph = graph;
    for (const id of graph.inputs) {
      const tensor = graph.tensors.get(id);
      if (tensor) this.#tensors.set(id, this.#builder.input(id, tensor.shape, tensor.elements));
    }
  }

  /** What stands for a tensor of the old graph. @throws FlopscopeError `internal` before it is made. */
  tensor(id: string): Tensor {
    const tensor = this.#tensors.get(id);
    if (tensor) return tensor;
    throw new FlopscopeError(
      'internal',
      `The tensor "${id}" of ${this.#graph.name} is read before it is made.`,
    );
  }

  /** The layer once more, with what is to change. */
  again(layer: Layer, change: LayerChange = {}): readonly Tensor[] {
    const inputs = change.inputs ?? layer.inputs.map((id) => this.tensor(id));
    const operator = change.operator ?? layer.operator;
    const attributes = change.attributes ?? layer.attributes;
    const ids = { ...this.#parameterIds(layer), ...change.parameters };
    if (layer.name !== layer.id) this.#names.set(layer.id, layer.name);
    return this.#apply(layer, { id: layer.id, operator, attributes, inputs, parameters: ids });
  }

  /** A layer with one output that belongs to the same block and pass as `beside`. */
  insert(beside: Layer, layer: NewLayer): Tensor {
    const { block, trainingOnly, repeats } = beside;
    const [output] = this.#apply({ block, trainingOnly, repeats, role: layer.role }, layer);
    if (output) return output;
    throw new FlopscopeError('internal', `Layer "${layer.id}" has no output.`);
  }

  run(rewrite: Rewrite): void {
    for (const layer of this.#graph.layers) {
      const outputs = rewrite(layer, this) ?? this.again(layer);
      for (const [index, id] of layer.outputs.entries()) {
        const tensor = outputs[index];
        if (tensor) this.#tensors.set(id, tensor);
      }
    }
  }

  finish(): ModelGraph {
    const { id, name, head, bindings, notes } = this.#graph;
    const outputs = this.#graph.outputs.map((output) => this.tensor(output));
    const built = this.#builder.finish({ id, name, head, bindings, outputs, notes });
    const layers = built.layers.map((layer) => {
      const kept = this.#names.get(layer.id);
      return kept === undefined ? layer : { ...layer, name: kept };
    });
    return { ...this.#graph, ...built, layers };
  }

  #apply(beside: Place, layer: NewLayer): readonly Tensor[] {
    const { attributes = {}, inputs, parameters = {} } = layer;
    const shapes = inputs.map((each) => each.shape);
    const parameterIds: Record<string, string> = {};
    const tied: Record<string, string> = {};
    const specs = findOperator(layer.operator).parameters({ attributes, inputs: shapes });
    for (const { name, shape } of specs) {
      const id = parameters[name] ?? (name === '' ? layer.id : `${layer.id}.${name}`);
      const elements = elementCount(shape);
      const known = this.#parameters.get(id);
      if (known !== undefined && known !== elements) {
        throw new FlopscopeError(
          'invalid-input',
          `Layer "${layer.id}" shares the parameter "${id}" with another layer, and now needs ${elements} elements where that has ${known}. Choose a variant that leaves shared layers as they are.`,
        );
      }
      (known === undefined ? parameterIds : tied)[name] = id;
      this.#parameters.set(id, elements);
    }
    const options: LayerOptions = {
      block: beside.block,
      trainingOnly: beside.trainingOnly,
      parameterIds,
      tied,
      ...(beside.repeats === undefined ? {} : { repeats: beside.repeats }),
      ...(beside.role === undefined ? {} : { role: beside.role }),
    };
    return this.#builder.applyMany(layer.operator, layer.id, inputs, attributes, options);
  }

  /** Of the old layer, by the operator's names. */
  #parameterIds(layer: Layer): Record<string, string> {
    const inputs = layer.inputs.map((id) => this.#graph.tensors.get(id)?.shape ?? []);
    const specs = findOperator(layer.operator).parameters({ attributes: layer.attributes, inputs });
    return Object.fromEntries(
      specs.flatMap(({ name }, index) => {
        const id = layer.parameters[index];
        return id === undefined ? [] : [[name, id]];
      }),
    );
  }
}

/** @throws FlopscopeError `invalid-input` naming a layer that does not fit any more. */
export function rebuildGraph(
  graph: ModelGraph,
  rewrite: Rewrite,
  told: { readonly name?: string; readonly notes?: readonly string[] } = {},
): ModelGraph {
  const rebuilder = new GraphRebuilder(graph);
  rebuilder.run(rewrite);
  const { name = graph.name, notes = [] } = told;
  return { ...rebuilder.finish(), name, notes: [...graph.notes, ...notes] };
}
