// Shapes from bare sizes, as model files give them: the axes get the names that are usual for their number.
import type { TensorShape } from './graph.ts';
import { dimension } from './shapes.ts';

const NAMES: readonly (readonly string[])[] = [
  [],
  ['features'],
  ['batch', 'features'],
  ['batch', 'tokens', 'features'],
  ['batch', 'channels', 'height', 'width'],
  ['batch', 'channels', 'depth', 'height', 'width'],
];

export function namedShape(sizes: readonly number[]): TensorShape {
  const names = NAMES[sizes.length];
  return sizes.map((size, index) => dimension(names?.[index] ?? `axis ${index}`, size));
}

/** The shape that broadcasting gives: aligned at the last axis, a size of 1 repeats; null when they do not fit. */
export function broadcastShapes(shapes: readonly TensorShape[]): TensorShape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = [];
  for (let fromEnd = rank; fromEnd >= 1; fromEnd--) {
    const axes = shapes.flatMap((shape) => shape[shape.length - fromEnd] ?? []);
    const widest = axes.find((axis) => axis.size !== 1) ?? axes[0];
    if (!widest || axes.some((axis) => axis.size !== 1 && axis.size !== widest.size)) return null;
    result.push(widest);
  }
  return result;
}
