// Changes the size of an image or signal: nearest neighbour, or interpolation along each axis that changes.
import * as v from 'valibot';
import { countAttribute, defineOperator, refuse, type ShapeCall } from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Neighbours along one axis; each is multiplied by its weight and added: 2·n − 1. */
const NEIGHBOURS = { nearest: 1, linear: 2, cubic: 4 } as const;

const attributes = v.strictObject({
  mode: v.picklist(['nearest', 'linear', 'cubic']),
  /** Of the output, all axes. */
  sizes: v.array(countAttribute),
});
type ResizeAttributes = v.InferOutput<typeof attributes>;

/** All neighbours at once, as an interpolation in one pass reads them. */
function flopsPerElement({ attributes: a, inputs }: ShapeCall<ResizeAttributes>): number {
  if (a.mode === 'nearest') return 0;
  const changed = inputShape(inputs).filter((axis, index) => axis.size !== a.sizes[index]).length;
  return changed === 0 ? 0 : 2 * NEIGHBOURS[a.mode] ** changed - 1;
}

export const operator = defineOperator({
  name: 'resize',
  label: 'resize',
  attributes,
  inferShapes: ({ attributes: { sizes }, inputs }) => {
    const shape = inputShape(inputs);
    if (sizes.length !== shape.length) {
      refuse(`it gives ${sizes.length} sizes for ${shape.length} axes.`);
    }
    return [shape.map((axis, index) => dimension(axis.name, sizes[index] ?? 0))];
  },
  forward: (call) =>
    streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: totalElements(call.outputs) * flopsPerElement(call),
    }),
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: totalElements(call.outputs) * (flopsPerElement(call) + 1),
    }),
});
