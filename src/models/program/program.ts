// A model as a list of kernels to run: what the executor dispatches, what memory is planned for, and what is
// predicted. It names problems and the tensors that they read and write, never a kernel or a device.
import type { Problem } from '../../shared/problem.ts';
import type { PassName } from '../work.ts';
import type { PackedProblem } from './packed-weights/pack-weights.ts';

/**
 * - `input`: written by the host before a step (images, token ids, labels, a gradient from outside);
 * - `parameter`, `gradient`: learned weights and their gradients; stay for the whole run;
 * - `state`: kept from step to step beside them, such as running means;
 * - `activation`: made and used up within a step, so that its memory serves others afterwards.
 */
export type ValueKind = 'input' | 'parameter' | 'gradient' | 'state' | 'activation';

/** A piece of memory. Activations are written once before they are read, or by parts. */
export interface Value {
  /** Its place in `Program.values`. */
  readonly index: number;
  readonly name: string;
  readonly kind: ValueKind;
  readonly format: 'f32' | 'f16' | 'u32';
  /** Number of elements. */
  readonly length: number;
  /** What a state holds at first: one number everywhere, or a table that is made when it is needed. */
  readonly initial?: InitialState;
}

/** Of a state: `length` numbers of its format, or one for all floats. */
export type InitialState =
  | number
  | (() => Float32Array<ArrayBuffer>)
  | (() => Uint32Array<ArrayBuffer>);

/** By the names of the kernel's buffers. */
export type Operands = Readonly<Record<string, Value>>;

export interface Dispatch {
  /** Id of the layer that it belongs to. */
  readonly layer: string;
  readonly pass: PassName;
  /** The same object for equal problems of one program. */
  readonly problem: Problem;
  readonly reads: Operands;
  readonly writes: Operands;
  /** Read and written in place. */
  readonly updates: Operands;
}

/** A parameter as pruning or quantization left it: the host packs it from the dense one. */
export interface PackedParameter {
  /** Id of the dense parameter. */
  readonly parameter: string;
  /** A product that reads it, which tells the layout. */
  readonly problem: PackedProblem;
  /** Of kind `parameter`. */
  readonly values: Operands;
}

export type ProgramMode = 'inference' | 'training';

export interface Program {
  readonly mode: ProgramMode;
  readonly values: readonly Value[];
  /** In the order in which they run. Optimizer steps are not among them: they run over all parameters at once. */
  readonly dispatches: readonly Dispatch[];
  /** By the ids of the graph's tensors. */
  readonly inputs: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
  /**
   * In training: of the outputs whose gradient comes from outside, because no loss is computed from them. By
   * the outputs' ids.
   */
  readonly outputGradients: ReadonlyMap<string, Value>;
  /** One loss for each example, f32, by the id of the loss's tensor; their mean is what is minimised. */
  readonly losses: ReadonlyMap<string, Value>;
  /** By parameter id; without those that are read packed only. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly packed: readonly PackedParameter[];
  readonly gradients: ReadonlyMap<string, Value>;
  readonly states: ReadonlyMap<string, Value>;
  /** Gradients of the graph's inputs, where they were asked for. */
  readonly inputGradients: ReadonlyMap<string, Value>;
}
