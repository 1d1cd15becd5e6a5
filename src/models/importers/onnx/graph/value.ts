// What is known of a value while a graph is walked: type, shape, and content where shapes may depend on it.
import type { TensorShape } from '../../../graph.ts';
import { BOOL, type ElementType, INT64 } from '../wire/element-types.ts';

/** A tensor of the plan; told apart by identity. */
export interface PlannedTensor {
  readonly shape: TensorShape;
}

/** An initializer, perhaps under another shape. */
export interface StoredTensor {
  readonly id: string;
  /** Counts as a parameter. */
  readonly learned: boolean;
  /** Of the initializer itself. */
  readonly sizes: readonly number[];
}

export interface OnnxValue {
  readonly type: ElementType;
  /** Null when it is not known. */
  readonly sizes: readonly number[] | null;
  /** Content, row-major. */
  readonly constant?: readonly number[];
  readonly stored?: StoredTensor;
  /** Absent for constants and stored tensors until an operator needs them as a tensor. */
  readonly tensor?: PlannedTensor;
  /** Values of a sequence; then the rest means nothing. */
  readonly sequence?: readonly OnnxValue[];
}

export function sizesOf(tensor: PlannedTensor): readonly number[] {
  return tensor.shape.map((axis) => axis.size);
}

export function countOf(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1);
}

export function tensorValue(tensor: PlannedTensor, type: ElementType): OnnxValue {
  return { type, sizes: sizesOf(tensor), tensor };
}

export function constantValue(
  constant: readonly number[],
  sizes: readonly number[] = [constant.length],
  type: ElementType = INT64,
): OnnxValue {
  return { type, sizes, constant };
}

export function unknownValue(type: ElementType): OnnxValue {
  return { type, sizes: null };
}

/** Integers and truth values: arithmetic on them is no floating-point operation. */
export function isIntegral({ type }: OnnxValue): boolean {
  return type.kind === 'integer' || type === BOOL;
}
