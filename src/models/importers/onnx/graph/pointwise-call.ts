// Elementwise nodes: folded where every operand is a constant, else one layer with its stored operands.
import type { PointwiseFunction } from '../../../pointwise-functions.ts';
import { packShapes } from '../../../packed-shapes.ts';
import type { ElementType } from '../wire/element-types.ts';
import { broadcastSizes, fill, pickBroadcast } from './arrays.ts';
import { type Convert, type NodeCall, NotKnown } from './node-call.ts';
import { countOf, isIntegral, type OnnxValue, type PlannedTensor, tensorValue } from './value.ts';

export interface PointwiseOptions {
  /** Of the result; the type of the first operand when absent. */
  readonly type?: ElementType;
  /** Folds constants. */
  readonly fold?: (...operands: number[]) => number;
  /** Numbers of the inputs that are combined; all when absent. */
  readonly operands?: readonly number[];
}

export function pointwise(name: PointwiseFunction, options: PointwiseOptions = {}): Convert {
  return (call) => applyPointwise(call, name, options);
}

/** @throws NotKnown */
export function applyPointwise(
  call: NodeCall,
  name: PointwiseFunction,
  options: PointwiseOptions = {},
): OnnxValue {
  const indices = options.operands ?? [...call.inputs.keys()];
  const operands = indices.flatMap((index) => call.inputs[index] ?? []);
  const type = options.type ?? call.value(indices[0] ?? 0).type;
  const folded = options.fold && foldConstants(call, operands, options.fold);
  if (folded) return { ...folded, type };
  const inputs: PlannedTensor[] = [];
  const shapes: (readonly number[])[] = [];
  const parameters: Record<string, number> = {};
  for (const index of indices) {
    const value = call.inputs[index];
    if (!value) continue;
    if (value.sizes === null) throw new NotKnown();
    if (value.tensor) inputs.push(value.tensor);
    else if (value.stored?.learned === true) {
      parameters[`operand${shapes.length}`] = index;
      shapes.push(value.sizes);
    } else if (value.sizes.some((size) => size !== 1) || countOf(value.sizes) === 0) {
      inputs.push(call.materialise(value));
    }
  }
  if (inputs.length === 0) {
    // Nothing but stored tensors: they become tensors, so that the result is one.
    inputs.push(...operands.map((value) => call.materialise(value)));
    shapes.length = 0;
    for (const key of Object.keys(parameters)) Reflect.deleteProperty(parameters, key);
  }
  const tensor = call.layer('pointwise', {
    inputs,
    attributes: {
      function: name,
      ...(shapes.length > 0 ? { parameterShapes: packShapes(shapes) } : {}),
      ...(operands.every(isIntegral) ? { integers: true } : {}),
    },
    parameters,
  });
  return tensorValue(tensor, type);
}

function foldConstants(
  call: NodeCall,
  operands: readonly OnnxValue[],
  fold: (...operands: number[]) => number,
): Omit<OnnxValue, 'type'> | undefined {
  const shapes: (readonly number[])[] = [];
  for (const { constant, sizes } of operands) {
    if (!constant || !sizes) return undefined;
    shapes.push(sizes);
  }
  const sizes = broadcastSizes(shapes);
  if (!sizes || !call.around.mayFold(countOf(sizes))) return undefined;
  const constant = fill(sizes, (index) =>
    fold(
      ...operands.map((each, at) => pickBroadcast(each.constant ?? [], shapes[at] ?? [], index)),
    ),
  );
  return { sizes, constant };
}
