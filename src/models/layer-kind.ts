// What the layers of one kind have in common: the work of each pass and what it keeps, computed when first
// asked for and then shared by all of them.
import { FlopscopeError } from '../shared/errors.ts';
import { bytesPerElement, type Precision } from '../shared/problem.ts';
import type { Attributes, Layer, ModelGraph, Tensor, TensorShape } from './graph.ts';
import { kindKey } from './kind-key.ts';
import type { CostCall, Kept, Operator } from './operator.ts';
import { findOperator } from './operators.ts';
import type { StoredTensor } from './stored-tensor.ts';
import { type LayerCost, NO_WORK, type PassWork } from './work.ts';

export class LayerKind {
  readonly call: CostCall<Attributes>;
  readonly #operator: Operator;
  #forward: PassWork | undefined;
  #backwardData: PassWork | undefined;
  #backwardWeights: PassWork | undefined;
  #kept: Kept | undefined;
  #activeShare: number | undefined;
  #inference: LayerCost | undefined;
  #storage: readonly (StoredTensor | undefined)[] | undefined;

  constructor(operator: Operator, call: CostCall<Attributes>) {
    this.#operator = operator;
    this.call = call;
  }

  get forward(): PassWork {
    return (this.#forward ??= this.#operator.forward(this.call));
  }

  get backwardData(): PassWork {
    return (this.#backwardData ??= this.#operator.backwardData(this.call));
  }

  get backwardWeights(): PassWork {
    return (this.#backwardWeights ??= this.#operator.backwardWeights(this.call));
  }

  get kept(): Kept {
    return (this.#kept ??= this.#operator.keeps(this.call));
  }

  get activeShare(): number {
    return (this.#activeShare ??= this.#operator.activeShare(this.call));
  }

  /** Of each parameter at inference; undefined for plain floats. */
  get storage(): readonly (StoredTensor | undefined)[] {
    return (this.#storage ??= this.#operator.storage(this.call));
  }

  /** Forward alone. */
  get inference(): LayerCost {
    return (this.#inference ??= {
      forward: this.forward,
      backwardData: NO_WORK,
      backwardWeights: NO_WORK,
      optimizer: NO_WORK,
    });
  }
}

/** The kinds of the layers of one graph, at inference or in training. */
export class LayerKinds {
  readonly #graph: ModelGraph;
  readonly #precision: Precision;
  readonly #training: boolean;
  /** Of one float. */
  readonly elementBytes: number;
  readonly #kinds = new Map<string, LayerKind>();

  constructor(graph: ModelGraph, precision: Precision, training: boolean) {
    this.#graph = graph;
    this.#precision = precision;
    this.elementBytes = bytesPerElement(precision);
    this.#training = training;
  }

  /** @throws FlopscopeError `internal` for a layer that names tensors or parameters the graph does not hold. */
  of(layer: Layer): LayerKind {
    const inputs = layer.inputs.map((id) => tensorOf(this.#graph, id).shape);
    const outputs = layer.outputs.map((id) => tensorOf(this.#graph, id).shape);
    const parameters = layer.parameters.map((id) => parameterOf(this.#graph, id));
    const { operator, attributes } = layer;
    const key = kindKey(operator, attributes, inputs, outputs, parameters);
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const kind = new LayerKind(findOperator(operator), {
      attributes,
      inputs,
      outputs,
      parameters,
      precision: this.#precision,
      elementBytes: this.elementBytes,
      training: this.#training,
    });
    this.#kinds.set(key, kind);
    return kind;
  }
}

export function tensorOf(graph: ModelGraph, id: string): Tensor {
  const tensor = graph.tensors.get(id);
  if (tensor) return tensor;
  throw new FlopscopeError('internal', `The graph of ${graph.name} lacks the tensor "${id}".`);
}

function parameterOf(graph: ModelGraph, id: string): TensorShape {
  const parameter = graph.parameters.get(id);
  if (parameter) return parameter.shape;
  throw new FlopscopeError('internal', `The graph of ${graph.name} lacks the parameter "${id}".`);
}
