// What an operator is: the file in operators/ that knows an operation's shapes, parameters and cost.
import * as v from 'valibot';
import { FlopscopeError } from '../shared/errors.ts';
import type { Precision } from '../shared/problem.ts';
import type { Attributes, ElementKind, TensorShape } from './graph.ts';
import type { StoredTensor } from './stored-tensor.ts';
import { NO_WORK, type PassWork } from './work.ts';

export interface ParameterSpec {
  /** "weight", "bias": appended to the layer's name. */
  readonly name: string;
  readonly shape: TensorShape;
}

export interface ShapeCall<A> {
  readonly attributes: A;
  readonly inputs: readonly TensorShape[];
}

export interface CostCall<A> extends ShapeCall<A> {
  readonly outputs: readonly TensorShape[];
  readonly parameters: readonly TensorShape[];
  readonly precision: Precision;
  /** Of one float element. */
  readonly elementBytes: number;
  /** In training, dropout is active and batch norm computes its statistics. */
  readonly training: boolean;
}

/** Which tensors backward needs, so that they stay in memory from forward on. */
export interface Kept {
  readonly inputs?: readonly number[];
  readonly outputs?: readonly number[];
  /** Kept beside the tensors: masks, statistics. */
  readonly extraBytes?: number;
}

/**
 * What an operator's arithmetic is, matrix products apart: other tools count some kinds and leave out others
 * (`reconcile/`). `embedding` is a look-up that could be a product with one-hot rows.
 */
export type ArithmeticKind =
  | 'bias'
  | 'normalisation'
  | 'activation'
  | 'softmax'
  | 'pooling'
  | 'embedding'
  | 'elementwise';

export interface OperatorSpec<A> {
  /** The file's name: "conv2d". */
  readonly name: string;
  /** For people: "convolution". */
  readonly label: string;
  readonly attributes: v.GenericSchema<unknown, A>;
  /** When absent: `bias` beside matrix products, `elementwise` otherwise. */
  readonly arithmetic?: ArithmeticKind;
  /** The output only renames the input's memory: nothing runs. */
  readonly view?: boolean;
  /** Kind of each output's elements; float when absent. */
  readonly produces?: ElementKind;
  parameters?(call: ShapeCall<A>): readonly ParameterSpec[];
  /** @throws FlopscopeError `invalid-input` when the inputs do not fit; see `refuse`. */
  inferShapes(call: ShapeCall<A>): readonly TensorShape[];
  forward(call: CostCall<A>): PassWork;
  /** Gradient of the inputs. */
  backwardData?(call: CostCall<A>): PassWork;
  /** Gradient of the parameters. */
  backwardWeights?(call: CostCall<A>): PassWork;
  keeps?(call: CostCall<A>): Kept;
  /**
   * Share of the layer's parameters that one token or example uses, 0 to 1; all of them when absent. A mixture
   * of experts uses `expertsPerToken / experts`.
   */
  activeShare?(call: ShapeCall<A>): number;
  /**
   * How inference stores each parameter, in the order of `parameters`; undefined, or no entry, for plain floats.
   * Training stores plain floats whatever this says.
   */
  storage?(call: ShapeCall<A>): readonly (StoredTensor | undefined)[];
}

/** An operator whose attributes are checked on every call: they may come from a file. */
export interface Operator {
  readonly name: string;
  readonly label: string;
  readonly arithmetic: ArithmeticKind | undefined;
  readonly view: boolean;
  readonly produces: ElementKind;
  parameters(call: ShapeCall<Attributes>): readonly ParameterSpec[];
  inferShapes(call: ShapeCall<Attributes>): readonly TensorShape[];
  forward(call: CostCall<Attributes>): PassWork;
  backwardData(call: CostCall<Attributes>): PassWork;
  backwardWeights(call: CostCall<Attributes>): PassWork;
  keeps(call: CostCall<Attributes>): Kept;
  activeShare(call: ShapeCall<Attributes>): number;
  storage(call: ShapeCall<Attributes>): readonly (StoredTensor | undefined)[];
}

export function defineOperator<A>(spec: OperatorSpec<A>): Operator {
  // A graph is costed many times; its attributes never change, so each object is checked once.
  const checked = new WeakMap<Attributes, A>();
  const attributesOf = (attributes: Attributes): A => {
    const known = checked.get(attributes);
    if (known !== undefined) return known;
    const parsed = parseAttributes(spec, attributes);
    checked.set(attributes, parsed);
    return parsed;
  };
  const shaped = (call: ShapeCall<Attributes>): ShapeCall<A> => ({
    inputs: call.inputs,
    attributes: attributesOf(call.attributes),
  });
  const costed = (call: CostCall<Attributes>): CostCall<A> => ({
    ...call,
    attributes: attributesOf(call.attributes),
  });
  return {
    name: spec.name,
    label: spec.label,
    arithmetic: spec.arithmetic,
    view: spec.view ?? false,
    produces: spec.produces ?? 'float',
    parameters: (call) => spec.parameters?.(shaped(call)) ?? [],
    inferShapes: (call) => spec.inferShapes(shaped(call)),
    forward: (call) => spec.forward(costed(call)),
    backwardData: (call) => spec.backwardData?.(costed(call)) ?? NO_WORK,
    backwardWeights: (call) => spec.backwardWeights?.(costed(call)) ?? NO_WORK,
    keeps: (call) => spec.keeps?.(costed(call)) ?? {},
    activeShare: (call) => spec.activeShare?.(shaped(call)) ?? 1,
    storage: (call) => spec.storage?.(shaped(call)) ?? [],
  };
}

function parseAttributes<A>(spec: OperatorSpec<A>, attributes: Attributes): A {
  const parsed = v.safeParse(spec.attributes, attributes);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return refuse(`its attribute "${v.getDotPath(issue) ?? ''}" is wrong: ${issue.message}.`);
}

/**
 * For shape inference: a sentence that completes "Layer x: …".
 * @throws FlopscopeError `invalid-input`, always.
 */
export function refuse(sentence: string): never {
  throw new FlopscopeError('invalid-input', sentence);
}

/** A size of at least one. */
export const sizeAttribute = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const countAttribute = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Height and width, or one number for both. */
export const pairOf = (size: typeof sizeAttribute | typeof countAttribute) =>
  v.union([
    v.pipe(
      size,
      v.transform((each): readonly [number, number] => [each, each]),
    ),
    v.pipe(v.tuple([size, size]), v.readonly()),
  ]);
