// What one operator computes, in float64 and by straight loops over PyTorch's definition: the yardstick that
// kernels and lowerings are held against, so it shares no code with them.
import {
  type Attributes,
  type AttributeValue,
  elementCount,
  type TensorShape,
} from '../../../src/models/graph.ts';
import type { ProgramMode } from '../../../src/models/program/program.ts';
import type { BranchTrace } from './branch-trace.ts';

export interface Tensor64 {
  readonly shape: TensorShape;
  /** Row-major, the last axis fastest. Integers stand here as floats. */
  readonly values: Float64Array;
}

export interface Operation64 {
  readonly attributes: Attributes;
  readonly inputs: readonly Tensor64[];
  readonly parameters: readonly Tensor64[];
  readonly outputShapes: readonly TensorShape[];
  readonly mode: ProgramMode;
  /** Where a function with a kink says on which side it went. */
  readonly branches: BranchTrace;
}

/** One array for each output. */
export type Operator64 = (operation: Operation64) => readonly Float64Array[];

export function tensor64(shape: TensorShape, values?: Float64Array): Tensor64 {
  const tensor = { shape, values: values ?? new Float64Array(elementCount(shape)) };
  if (tensor.values.length === elementCount(shape)) return tensor;
  throw new Error(`A tensor of ${elementCount(shape)} elements got ${tensor.values.length}.`);
}

export function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`There is nothing at place ${index}.`);
  return found;
}

/** @throws Error outside of the array: a wrong index must not read as 0. */
export function at(values: Float64Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`Place ${index} lies outside of ${values.length}.`);
  return value;
}

export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = at(values, index) + amount;
}

export function sizes(shape: TensorShape): readonly number[] {
  return shape.map(({ size }) => size);
}

/** Size of an axis; −1 is the last one. */
export function size(shape: TensorShape, axis: number): number {
  const found = shape.at(axis);
  if (found === undefined) throw new Error(`There is no axis ${axis} among ${shape.length}.`);
  return found.size;
}

/** Number of an axis given by name or number. */
export function axisOf(shape: TensorShape, axis: AttributeValue | undefined): number {
  const index = typeof axis === 'number' ? axis : shape.findIndex(({ name }) => name === axis);
  if (index < 0 || index >= shape.length) throw new Error(`There is no axis ${String(axis)}.`);
  return index;
}

/** The tensor seen as outer × middle × inner around one axis. */
export function around(shape: TensorShape, axis: number): readonly [number, number, number] {
  return [
    elementCount(shape.slice(0, axis)),
    size(shape, axis),
    elementCount(shape.slice(axis + 1)),
  ];
}

/** Batch, channels, height and width. */
export function imageSizes(shape: TensorShape): readonly [number, number, number, number] {
  const [batch, channels, height, width] = sizes(shape);
  if (batch === undefined || channels === undefined || height === undefined || width === undefined)
    throw new Error('An image has four axes.');
  return [batch, channels, height, width];
}

/** Height and width of an attribute that may be one number for both. */
export function pair(
  value: AttributeValue | undefined,
  otherwise: readonly [number, number],
): readonly [number, number] {
  if (typeof value === 'number') return [value, value];
  if (value === undefined) return otherwise;
  if (typeof value !== 'object') throw new Error(`${String(value)} is no pair of numbers.`);
  return [item(value, 0), item(value, 1)];
}

export function numberAttribute(attributes: Attributes, name: string, otherwise?: number): number {
  const value = attributes[name] ?? otherwise;
  if (typeof value === 'number') return value;
  throw new Error(`The attribute "${name}" is no number.`);
}

export function numbersAttribute(attributes: Attributes, name: string): readonly number[] {
  const value = attributes[name];
  if (typeof value === 'object') return value;
  throw new Error(`The attribute "${name}" is no list.`);
}
