// Small helpers over shapes that operators share; each refuses with a sentence when a shape does not fit.
import { type Dimension, elementCount, shapeLabel, type TensorShape } from './graph.ts';
import { refuse } from './operator.ts';

export function dimension(name: string, size: number): Dimension {
  return { name, size };
}

/** The shape of input `index`. @throws FlopscopeError when it is missing. */
export function inputShape(inputs: readonly TensorShape[], index = 0): TensorShape {
  return inputs[index] ?? refuse(`it needs at least ${index + 1} inputs and has ${inputs.length}.`);
}

/** The last axis. @throws FlopscopeError for a scalar. */
export function lastDimension(shape: TensorShape): Dimension {
  return shape.at(-1) ?? refuse('its input is a scalar, it needs at least one axis.');
}

export interface ImageShape {
  readonly batch: Dimension;
  readonly channels: Dimension;
  readonly height: Dimension;
  readonly width: Dimension;
}

/** batch × channels × height × width. @throws FlopscopeError for another rank. */
export function imageShape(shape: TensorShape): ImageShape {
  const [batch, channels, height, width] = shape;
  if (!batch || !channels || !height || !width || shape.length !== 4) {
    return refuse(
      `it needs batch × channels × height × width and got ${shapeLabel(shape) || 'a scalar'}.`,
    );
  }
  return { batch, channels, height, width };
}

/** Position of an axis given by name or number. @throws FlopscopeError when the shape has no such axis. */
export function axisIndex(shape: TensorShape, axis: string | number): number {
  if (typeof axis === 'number') {
    if (axis < shape.length) return axis;
    return refuse(`its input has no axis ${axis}, only ${shape.length} axes.`);
  }
  const index = shape.findIndex((each) => each.name === axis);
  if (index >= 0) return index;
  const names = shape.map((each) => each.name).join(', ');
  return refuse(`its input has no axis "${axis}"; it has ${names}.`);
}

/** The shape with one axis of another size. */
export function withAxis(shape: TensorShape, index: number, replacement: Dimension): TensorShape {
  return shape.map((each, position) => (position === index ? replacement : each));
}

export function sameSizes(a: TensorShape, b: TensorShape): boolean {
  return a.length === b.length && a.every((each, index) => each.size === b[index]?.size);
}

/** Elements of several tensors together. */
export function totalElements(shapes: readonly TensorShape[]): number {
  return shapes.reduce((sum, shape) => sum + elementCount(shape), 0);
}

/**
 * Places that a window takes along one axis: ⌊(size + 2·padding − window) / stride⌋ + 1.
 * @throws FlopscopeError when the window does not fit once.
 */
export function windowPlaces(
  axis: Dimension,
  window: number,
  stride: number,
  padding: number,
  ceil = false,
): number {
  const room = axis.size + 2 * padding - window;
  // With `ceil`, one window may stand over the border.
  if (ceil ? room <= -stride : room < 0) {
    refuse(
      `its window of ${window} does not fit into a ${axis.name} of ${axis.size} with padding ${padding}. Use a larger input.`,
    );
  }
  if (!ceil) return Math.floor(room / stride) + 1;
  const places = Math.ceil(room / stride) + 1;
  // As PyTorch: a window that would start beyond the input and its left padding is dropped.
  return (places - 1) * stride >= axis.size + padding ? places - 1 : places;
}
