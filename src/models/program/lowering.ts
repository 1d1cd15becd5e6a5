// What a lowering is: the file in lowerings/ that turns a layer of one operator into kernels to run, forward
// and backward.
import * as v from 'valibot';
import type { Precision, Problem } from '../../shared/problem.ts';
import type { Attributes, TensorShape } from '../graph.ts';
import type { PassName } from '../work.ts';
import type { PackedProblem } from './packed-weights/pack-weights.ts';
import type { Operands, ProgramMode, Value } from './program.ts';

export interface Bound {
  readonly value: Value;
  readonly shape: TensorShape;
}

/** Takes down what a layer runs. */
export interface Emitter {
  /** A tensor of its own, in the precision of the program unless another format is named. */
  value(name: string, length: number, format?: Value['format']): Value;
  /** Memory that lives from step to step; the same name gives the same state. */
  state(name: string, length: number, initial: number | (() => Float32Array<ArrayBuffer>)): Value;
  /** As `state`, of integers that never change: which rows of a table are looked up. */
  indices(name: string, length: number, initial: () => Uint32Array<ArrayBuffer>): Value;
  /** The buffers of a parameter as the problem's kernels read its weights, by their names. */
  packed(parameter: Value, problem: PackedProblem): Operands;
  /** `operands` by the names of the kernel's buffers (see the problem's schema). */
  run(
    pass: Exclude<PassName, 'optimizer'>,
    problem: Problem,
    operands: {
      readonly reads: Readonly<Record<string, Value>>;
      readonly writes?: Readonly<Record<string, Value>>;
      readonly updates?: Readonly<Record<string, Value>>;
    },
  ): void;
}

export interface LoweringCall<A> {
  readonly attributes: A;
  readonly inputs: readonly Bound[];
  readonly outputShapes: readonly TensorShape[];
  readonly parameters: readonly Bound[];
  readonly mode: ProgramMode;
  readonly precision: Precision;
  readonly emit: Emitter;
  /** Id of the layer: names states. */
  readonly layer: string;
}

export interface BackwardCall {
  /** Of each output; undefined where nothing that is minimised depends on it. */
  readonly gradients: readonly (Value | undefined)[];
  /** Whether the gradient of each input is needed. */
  readonly wanted: readonly boolean[];
  /**
   * Lets `write` run the kernel that writes the gradient of parameter `index` into its target. A second gradient
   * of a tied parameter gets a target of its own, which is then added.
   */
  readonly parameterGradient: (index: number, write: (target: Value) => void) => void;
  /**
   * For kernels that can add by themselves: the gradient, and whether something stands there already.
   */
  readonly ownGradient: (index: number) => { readonly target: Value; readonly accumulate: boolean };
}

export interface Lowered {
  /** One for each output. An input's own value where the output only renames it. */
  readonly outputs: readonly Value[];
  /** Losses of a layer that computes them, one for each example; its gradient then comes from nowhere. */
  readonly losses?: Value;
  /**
   * Called in training, in reverse order of the layers.
   * @returns the gradient of each input; undefined where it is zero or not wanted. The same value may be
   *   returned twice, or the output's gradient itself: values never change once they are written.
   */
  backward(call: BackwardCall): readonly (Value | undefined)[];
}

export interface LoweringSpec<A> {
  /** The operator's name: "conv2d". */
  readonly operator: string;
  /** The operator's own schema. */
  readonly attributes: v.GenericSchema<unknown, A>;
  /** Why no kernel runs such a layer, as a sentence; undefined when one does. */
  unsupported?(call: Omit<LoweringCall<A>, 'emit'>): string | undefined;
  lower(call: LoweringCall<A>): Lowered;
}

export interface Lowering {
  readonly operator: string;
  unsupported(call: Omit<LoweringCall<Attributes>, 'emit'>): string | undefined;
  lower(call: LoweringCall<Attributes>): Lowered;
}

export function defineLowering<A>(spec: LoweringSpec<A>): Lowering {
  const parsed = <C extends { readonly attributes: Attributes }>(call: C) => ({
    ...call,
    attributes: v.parse(spec.attributes, call.attributes),
  });
  return {
    operator: spec.operator,
    unsupported: (call) => spec.unsupported?.(parsed(call)),
    lower: (call) => spec.lower(parsed(call)),
  };
}
