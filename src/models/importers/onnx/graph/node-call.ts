// What the file of an operator is handed: one node with what is known of its inputs, and the means to turn it
// into layers of the plan.
import type { Attributes } from '../../../graph.ts';
import { brokenFile } from '../../broken-file.ts';
import { quoted } from '../../plain-text.ts';
import type { ElementType } from '../wire/element-types.ts';
import type { OnnxAttribute, OnnxGraph, OnnxTensor } from '../wire/onnx-file.ts';
import type { Plan } from './plan.ts';
import { countOf, type OnnxValue, type PlannedTensor, tensorValue } from './value.ts';

/** Thrown where a shape or content is not known; the node then becomes an `unknown` layer. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown';
}

/** What a node with subgraphs asks of the walk around it. */
export interface Surroundings {
  readonly plan: Plan;
  /** Sentences for the reader of the count. */
  readonly notes: Set<string>;
  /** A size that only a person can give; its default at first. */
  ask(key: string, label: string, unit: string, fallback: number): number;
  /**
   * Runs a subgraph with values for its inputs, in order.
   * @param label stands in the names of its layers: "then".
   */
  run(
    graph: OnnxGraph,
    inputs: readonly OnnxValue[],
    plan: Plan,
    label: string,
  ): readonly OnnxValue[];
  /** Whether so many more elements of constants may be computed; large ones become tensors. */
  mayFold(elements: number): boolean;
  /** A value of the graph that the node stands in, or of those around it. */
  lookUp(name: string): OnnxValue | undefined;
  /** The stored tensor as a value; its id is the wanted one, or a numbered one where another has it. */
  stored(tensor: OnnxTensor, wanted: string): OnnxValue;
}

export interface NodeParts {
  readonly type: string;
  readonly name: string;
  readonly block: string;
  readonly opset: number;
  readonly inputs: readonly (OnnxValue | undefined)[];
  /** How many outputs are named; unnamed ones at the end are not needed. */
  readonly outputCount: number;
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
  readonly surroundings: Surroundings;
}

/** One step of an operator's conversion: inputs are tensors, parameters are numbers of inputs that are stored. */
export interface LayerRequest {
  readonly inputs: readonly PlannedTensor[];
  readonly attributes?: Attributes;
  /** Parameter name of the operator → number of the node's input. */
  readonly parameters?: Readonly<Record<string, number | undefined>>;
  /** Behind the node's name, where it becomes several layers. */
  readonly part?: string;
}

export class NodeCall {
  readonly #parts: NodeParts;

  constructor(parts: NodeParts) {
    this.#parts = parts;
  }

  get type(): string {
    return this.#parts.type;
  }

  get name(): string {
    return this.#parts.name;
  }

  get opset(): number {
    return this.#parts.opset;
  }

  get inputs(): readonly (OnnxValue | undefined)[] {
    return this.#parts.inputs;
  }

  get outputCount(): number {
    return this.#parts.outputCount;
  }

  get around(): Surroundings {
    return this.#parts.surroundings;
  }

  has(index: number): boolean {
    return this.#parts.inputs[index] !== undefined;
  }

  /** @throws FlopscopeError `invalid-document` when the node lacks the input. */
  value(index: number): OnnxValue {
    return (
      this.#parts.inputs[index] ??
      brokenFile(`it lacks its input ${index + 1}. The file is damaged; export the model anew.`)
    );
  }

  /** @throws NotKnown */
  sizes(index: number): readonly number[] {
    const { sizes } = this.value(index);
    if (sizes === null) throw new NotKnown();
    return sizes;
  }

  /** The content, if it is known. */
  constant(index: number): readonly number[] | undefined {
    return this.#parts.inputs[index]?.constant;
  }

  /** Content that a shape depends on. @throws NotKnown */
  content(index: number): readonly number[] {
    const content = this.value(index).constant;
    if (!content) throw new NotKnown();
    return content;
  }

  /** The input as a tensor of the graph; stored ones get a layer that owns them. @throws NotKnown */
  tensor(index: number): PlannedTensor {
    return this.materialise(this.value(index));
  }

  /** @throws NotKnown */
  materialise(value: OnnxValue): PlannedTensor {
    if (value.tensor) return value.tensor;
    if (value.sizes === null) throw new NotKnown();
    const { plan } = this.around;
    const { stored } = value;
    const known = stored ? plan.storedTensor(stored.id) : undefined;
    const learned = stored?.learned ?? false;
    const sizes = stored?.sizes ?? value.sizes;
    let tensor = known;
    if (!tensor) {
      const name = stored?.id ?? `${this.name}.constant`;
      const parameters = learned && stored ? { '': stored.id } : {};
      [tensor] = plan.apply({
        operator: 'parameter',
        name,
        block: this.#parts.block,
        attributes: { sizes: [...sizes], learned },
        parameters,
      });
      if (tensor && stored) plan.rememberStored(stored.id, tensor);
    }
    if (!tensor) throw new NotKnown();
    const same =
      sizes.length === value.sizes.length && sizes.every((s, i) => s === value.sizes?.[i]);
    // Renamed since: transposed, reshaped.
    return same
      ? tensor
      : this.layer('reshape', { inputs: [tensor], attributes: { sizes: [...value.sizes] } });
  }

  /** A layer with one output. */
  layer(operator: string, request: LayerRequest): PlannedTensor {
    const [first] = this.layers(operator, request);
    if (!first) throw new NotKnown();
    return first;
  }

  layers(operator: string, request: LayerRequest): readonly PlannedTensor[] {
    const parameters: Record<string, string> = {};
    for (const [name, index] of Object.entries(request.parameters ?? {})) {
      const stored = index === undefined ? undefined : this.#parts.inputs[index]?.stored;
      if (stored) parameters[name] = stored.id;
    }
    return this.around.plan.apply({
      operator,
      name: request.part === undefined ? this.name : `${this.name}.${request.part}`,
      block: this.#parts.block,
      inputs: request.inputs,
      parameters,
      ...(request.attributes ? { attributes: request.attributes } : {}),
    });
  }

  /** As `layer`, as a value of the type of the first input or the given one. */
  output(operator: string, request: LayerRequest, type?: ElementType): OnnxValue {
    return tensorValue(this.layer(operator, request), type ?? this.value(0).type);
  }

  /** Whether the input is a stored tensor with this many elements or more: a weight, where weights are read. */
  isStored(index: number): boolean {
    return this.#parts.inputs[index]?.stored !== undefined;
  }

  integer(name: string, fallback: number): number {
    return this.#parts.attributes.get(name)?.integer ?? fallback;
  }

  flag(name: string): boolean {
    return this.integer(name, 0) !== 0;
  }

  float(name: string, fallback: number): number {
    return this.#parts.attributes.get(name)?.float ?? fallback;
  }

  text(name: string, fallback: string): string {
    return this.#parts.attributes.get(name)?.text ?? fallback;
  }

  /** Undefined when the attribute is not there. */
  integers(name: string): readonly number[] | undefined {
    return this.#parts.attributes.get(name)?.integers;
  }

  floats(name: string): readonly number[] | undefined {
    return this.#parts.attributes.get(name)?.floats;
  }

  attribute(name: string): OnnxAttribute | undefined {
    return this.#parts.attributes.get(name);
  }

  /** @throws FlopscopeError `invalid-document` */
  graph(name: string): OnnxGraph {
    return (
      this.#parts.attributes.get(name)?.graph ??
      brokenFile(`it lacks its graph ${quoted(name)}. Export the model anew.`)
    );
  }

  /** An axis that may count from the end. @throws FlopscopeError `invalid-document` */
  axis(axis: number, rank: number): number {
    const index = axis < 0 ? axis + rank : axis;
    if (Number.isInteger(index) && index >= 0 && index < rank) return index;
    return brokenFile(`it names the axis ${axis} of a tensor with ${rank} axes.`);
  }

  /** Elements of an input. @throws NotKnown */
  count(index: number): number {
    return countOf(this.sizes(index));
  }
}

/** Turns a node into layers and says what is known of its outputs. @throws NotKnown, FlopscopeError */
export type Convert = (call: NodeCall) => OnnxValue | readonly OnnxValue[];

/** Operators of a file: by type, with the domain in front where it is not ai.onnx: "com.microsoft:Attention". */
export type OperatorTable = Readonly<Record<string, Convert>>;
