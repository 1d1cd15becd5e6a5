// The layers that a file's nodes become, before they are built: a branch can be planned, costed and dropped.
import { asFlopscopeError, FlopscopeError } from '../../../../shared/errors.ts';
import type {
  Attributes,
  ElementKind,
  LayerRole,
  ModelGraph,
  Tensor,
  TensorShape,
} from '../../../graph.ts';
import type { Finished, GraphBuilder } from '../../../graph-builder.ts';
import { findOperator } from '../../../operators.ts';
import type { PlannedTensor } from './value.ts';

export interface PlannedLayer {
  readonly operator: string;
  readonly name: string;
  readonly block: string;
  readonly inputs: readonly PlannedTensor[];
  readonly outputs: readonly PlannedTensor[];
  readonly attributes: Attributes;
  /** Initializer by the operator's own parameter name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Times that it runs: the trips of the loop around it. */
  readonly repeats: number;
  role?: LayerRole;
}

export interface PlanRequest extends Pick<PlannedLayer, 'operator' | 'name' | 'block'> {
  readonly inputs?: readonly PlannedTensor[];
  readonly attributes?: Attributes;
  readonly parameters?: Readonly<Record<string, string>>;
}

interface PlannedInput {
  readonly name: string;
  readonly tensor: PlannedTensor;
  readonly elements: ElementKind;
}

export class Plan {
  readonly layers: PlannedLayer[] = [];
  readonly #inputs: PlannedInput[] = [];
  readonly #names = new Set<string>();
  /** Tensors of initializers that an operator read like any other tensor. */
  readonly #stored = new Map<string, PlannedTensor>();
  readonly #parent: Plan | undefined;
  #repeats: number;

  constructor(parent?: Plan) {
    this.#parent = parent;
    this.#repeats = parent === undefined ? 1 : parent.#repeats;
  }

  input(name: string, shape: TensorShape, elements: ElementKind): PlannedTensor {
    const tensor = { shape };
    // Names may be equal once they are cut to a readable length.
    const unique = this.#names.has(name) ? `${name}#${this.#inputs.length}` : name;
    this.#names.add(unique);
    this.#inputs.push({ name: unique, tensor, elements });
    return tensor;
  }

  /** @throws FlopscopeError of the operator, which does not name the layer. */
  apply(request: PlanRequest): readonly PlannedTensor[] {
    const { inputs = [], attributes = {}, parameters = {} } = request;
    const call = { attributes, inputs: inputs.map((each) => each.shape) };
    const outputs = findOperator(request.operator)
      .inferShapes(call)
      .map((shape) => ({ shape }));
    const repeats = this.#repeats;
    this.layers.push({ ...request, inputs, attributes, parameters, outputs, repeats });
    return outputs;
  }

  /** Everything planned in `action` runs so many times. */
  repeat<T>(times: number, action: () => T): T {
    const before = this.#repeats;
    if (before * times > Number.MAX_SAFE_INTEGER) {
      throw new FlopscopeError(
        'invalid-document',
        'its loops run more often than a number can count exactly (2^53). Give fewer trips.',
      );
    }
    this.#repeats = before * times;
    try {
      return action();
    } finally {
      this.#repeats = before;
    }
  }

  /** Forgets the layers from this number on, except those that own stored tensors. */
  dropLayers(from: number): void {
    const kept = this.layers.splice(from).filter((layer) => layer.operator === 'parameter');
    this.layers.push(...kept);
  }

  storedTensor(id: string): PlannedTensor | undefined {
    return this.#stored.get(id) ?? this.#parent?.storedTensor(id);
  }

  rememberStored(id: string, tensor: PlannedTensor): void {
    this.#stored.set(id, tensor);
  }

  /** Takes over what was planned in a branch of this plan. */
  adopt(branch: Plan): void {
    for (const layer of branch.layers) this.layers.push(layer);
    for (const [id, tensor] of branch.#stored) this.#stored.set(id, tensor);
  }

  /** Owns the parameters of a branch that is not counted, so that all weights of the file are. */
  adoptParameters(branch: Plan): void {
    const known = new Set(this.layers.flatMap((layer) => Object.values(layer.parameters)));
    for (const layer of branch.layers) {
      const { inputs, attributes } = layer;
      const call = { attributes, inputs: inputs.map((each) => each.shape) };
      for (const spec of findOperator(layer.operator).parameters(call)) {
        const id = layer.parameters[spec.name];
        if (id === undefined || known.has(id)) continue;
        known.add(id);
        const [tensor] = this.apply({
          operator: 'parameter',
          name: id,
          block: layer.block,
          attributes: { sizes: spec.shape.map((axis) => axis.size) },
          parameters: { '': id },
        });
        if (tensor) this.#stored.set(id, tensor);
      }
    }
  }

  /** @throws FlopscopeError naming the layer that does not fit. */
  build(
    builder: GraphBuilder,
    outputs: readonly PlannedTensor[],
    finished: FinishedRest,
  ): ModelGraph {
    const built = new Map<PlannedTensor, Tensor>();
    const made = new Set<string>();
    for (const { name, tensor, elements } of this.#inputs) {
      built.set(tensor, builder.input(name, tensor.shape, elements));
    }
    const find = (tensor: PlannedTensor): Tensor => {
      const found = built.get(tensor);
      if (found) return found;
      throw new FlopscopeError('internal', 'The plan of an ONNX graph lost a tensor.');
    };
    for (const layer of this.layers) {
      const parameterIds: Record<string, string> = {};
      const tied: Record<string, string> = {};
      for (const [name, id] of Object.entries(layer.parameters)) {
        (made.has(id) ? tied : parameterIds)[name] = id;
        made.add(id);
      }
      const tensors = builder.applyMany(
        layer.operator,
        layer.name,
        layer.inputs.map(find),
        layer.attributes,
        {
          block: layer.block,
          parameterIds,
          tied,
          ...(layer.repeats === 1 ? {} : { repeats: layer.repeats }),
          ...(layer.role === undefined ? {} : { role: layer.role }),
        },
      );
      for (const [index, tensor] of tensors.entries()) {
        const planned = layer.outputs[index];
        if (planned) built.set(planned, tensor);
      }
    }
    return builder.finish({ ...finished, outputs: outputs.map(find) });
  }
}

type FinishedRest = Omit<Finished, 'outputs'>;

/** The forward FLOPs of a plan, by which the branches of a condition are compared. */
export function planFlops(plan: Plan): number {
  return plan.layers.reduce((sum, layer) => {
    const operator = findOperator(layer.operator);
    const call = { attributes: layer.attributes, inputs: layer.inputs.map((each) => each.shape) };
    const { flops } = operator.forward({
      ...call,
      outputs: layer.outputs.map((each) => each.shape),
      parameters: operator.parameters(call).map((each) => each.shape),
      precision: 'f32',
      elementBytes: 4,
      training: false,
    });
    return sum + flops * layer.repeats;
  }, 0);
}

/** Runs `action`; what it throws is told of the node. */
export function explainNode<T>(label: () => string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    if (!(thrown instanceof FlopscopeError) || thrown.message.startsWith('The node ')) throw thrown;
    const error = asFlopscopeError(thrown);
    throw new FlopscopeError(error.code, `${label()}: ${error.message}`, { cause: thrown });
  }
}
