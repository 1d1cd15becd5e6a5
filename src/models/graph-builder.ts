// Builds a ModelGraph layer by layer: infers shapes, creates parameters, and says which layer does not fit.
import { asFlopscopeError, FlopscopeError } from '../shared/errors.ts';
import type {
  Attributes,
  Bindings,
  ElementKind,
  Layer,
  LayerRole,
  ModelGraph,
  Parameter,
  Tensor,
  TensorShape,
} from './graph.ts';
import { kindKey, SharedObjects } from './kind-key.ts';
import type { Operator, ParameterSpec } from './operator.ts';
import { findOperator } from './operators.ts';

export interface LayerOptions {
  /** What the layer is grouped under; absent: all of the name but its last part. */
  readonly block?: string;
  /** Uses an existing parameter instead of a new one: { weight: "wte.weight" }. */
  readonly tied?: Readonly<Record<string, string>>;
  /** Parameter id in place of "layer name.parameter name". */
  readonly parameterIds?: Readonly<Record<string, string>>;
  readonly trainingOnly?: boolean;
  readonly repeats?: number;
  readonly role?: LayerRole;
}

export interface Finished {
  readonly id: string;
  readonly name: string;
  readonly head: string;
  readonly bindings: Bindings;
  readonly outputs: readonly Tensor[];
  readonly notes?: readonly string[];
}

interface Inferred {
  readonly shapes: readonly TensorShape[];
  readonly specs: readonly ParameterSpec[];
}

export class GraphBuilder {
  readonly #tensors = new Map<string, Tensor>();
  readonly #parameters = new Map<string, Parameter>();
  readonly #layers: Layer[] = [];
  readonly #inputs: string[] = [];
  /** Of layers whose only output does not carry their id already. */
  readonly #layerIds = new Set<string>();
  /** The number that the next repetition of a name takes. */
  readonly #nextNumbers = new Map<string, number>();
  readonly #shared = new SharedObjects();
  readonly #inferred = new Map<string, Inferred>();

  /** A tensor that is fed from outside; no gradient flows into it. */
  input(name: string, shape: TensorShape, elements: ElementKind = 'float'): Tensor {
    const tensor = {
      id: name,
      shape: this.#shared.shape(shape),
      elements,
      storage: name,
      requiresGradient: false,
    };
    this.#tensors.set(name, tensor);
    this.#inputs.push(name);
    return tensor;
  }

  /** A layer with one output. @throws FlopscopeError `invalid-input` naming the layer that does not fit. */
  apply(
    operator: string,
    name: string,
    inputs: readonly Tensor[],
    attributes: Attributes = {},
    options: LayerOptions = {},
  ): Tensor {
    const [first] = this.applyMany(operator, name, inputs, attributes, options);
    if (first) return first;
    throw new FlopscopeError('internal', `Layer "${name}" (${operator}) has no output.`);
  }

  /** As `apply`, for operators with several outputs. */
  applyMany(
    operatorName: string,
    name: string,
    inputs: readonly Tensor[],
    attributes: Attributes = {},
    options: LayerOptions = {},
  ): readonly Tensor[] {
    const operator = findOperator(operatorName);
    const shared = this.#shared.attributes(attributes);
    const { shapes, specs } = this.#infer(operator, name, shared, inputs);
    const parameters = specs.map((spec) => this.#parameter(name, spec.name, spec.shape, options));
    const id = this.#freshId(name);
    if (shapes.length !== 1) this.#layerIds.add(id);
    const requiresGradient = parameters.length > 0 || inputs.some((each) => each.requiresGradient);
    const storage = operator.view ? inputs[0]?.storage : undefined;
    const outputs = shapes.map((shape, index): Tensor => {
      const tensorId = shapes.length === 1 ? id : this.#freshId(`${id}:${index}`);
      return {
        id: tensorId,
        shape,
        elements: operator.produces,
        storage: storage ?? tensorId,
        requiresGradient,
      };
    });
    for (const tensor of outputs) this.#tensors.set(tensor.id, tensor);
    this.#layers.push({
      id,
      name,
      block: options.block ?? name.slice(0, Math.max(0, name.lastIndexOf('.'))),
      operator: operatorName,
      attributes: shared,
      inputs: inputs.map((each) => each.id),
      outputs: outputs.map((each) => each.id),
      parameters,
      trainingOnly: options.trainingOnly ?? false,
      ...(options.repeats === undefined ? {} : { repeats: options.repeats }),
      ...(options.role === undefined ? {} : { role: options.role }),
    });
    return outputs;
  }

  finish(finished: Finished): ModelGraph {
    return {
      ...finished,
      notes: finished.notes ?? [],
      tensors: this.#tensors,
      parameters: this.#parameters,
      layers: this.#layers,
      inputs: this.#inputs,
      outputs: finished.outputs.map((each) => each.id),
    };
  }

  #parameter(layer: string, name: string, shape: TensorShape, options: LayerOptions): string {
    const tied = options.tied?.[name];
    if (tied !== undefined) {
      if (this.#parameters.has(tied)) return tied;
      throw new FlopscopeError(
        'internal',
        `Layer "${layer}" is tied to the parameter "${tied}", which does not exist.`,
      );
    }
    const id = options.parameterIds?.[name] ?? (name === '' ? layer : `${layer}.${name}`);
    if (this.#parameters.has(id)) {
      throw new FlopscopeError('internal', `The parameter "${id}" is made twice; tie it instead.`);
    }
    this.#parameters.set(id, { id, shape });
    return id;
  }

  /** The name itself, or with a number behind it where it is taken. */
  #freshId(name: string): string {
    if (!this.#isTaken(name)) return name;
    let n = this.#nextNumbers.get(name) ?? 2;
    while (this.#isTaken(`${name}#${n}`)) n += 1;
    this.#nextNumbers.set(name, n + 1);
    return `${name}#${n}`;
  }

  #isTaken(id: string): boolean {
    return this.#tensors.has(id) || this.#layerIds.has(id);
  }

  /** Shapes and parameters, inferred once for each kind of layer. */
  #infer(
    operator: Operator,
    name: string,
    attributes: Attributes,
    inputs: readonly Tensor[],
  ): Inferred {
    const call = { attributes, inputs: inputs.map((each) => each.shape) };
    const key = kindKey(operator.name, attributes, call.inputs);
    const known = this.#inferred.get(key);
    if (known !== undefined) return known;
    const inferred = explain(name, operator.name, () => ({
      shapes: operator.inferShapes(call).map((shape) => this.#shared.shape(shape)),
      specs: operator
        .parameters(call)
        .map((spec) => ({ ...spec, shape: this.#shared.shape(spec.shape) })),
    }));
    this.#inferred.set(key, inferred);
    return inferred;
  }
}

function explain<T>(layer: string, operator: string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    const error = asFlopscopeError(thrown);
    throw new FlopscopeError(error.code, `Layer "${layer}" (${operator}): ${error.message}`, {
      cause: thrown,
    });
  }
}
