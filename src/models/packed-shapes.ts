// Lists of shapes as one list of numbers, since an attribute can hold no nested list: for each shape its rank,
// then its sizes.
import * as v from 'valibot';
import type { TensorShape } from './graph.ts';
import { namedShape } from './named-shape.ts';
import { countAttribute, refuse } from './operator.ts';

export const packedShapesAttribute = v.pipe(v.array(countAttribute), v.readonly());

export function packShapes(shapes: readonly (readonly number[])[]): readonly number[] {
  return shapes.flatMap((sizes) => [sizes.length, ...sizes]);
}

/** @throws FlopscopeError `invalid-input` when the list ends within a shape. */
export function unpackShapes(packed: readonly number[]): readonly TensorShape[] {
  const shapes: TensorShape[] = [];
  for (let at = 0; at < packed.length;) {
    const rank = packed[at] ?? 0;
    const end = at + 1 + rank;
    if (end > packed.length) refuse('its list of shapes ends within a shape.');
    shapes.push(namedShape(packed.slice(at + 1, end)));
    at = end;
  }
  return shapes;
}
