// Shifts along axes, what leaves at one end entering at the other: the cyclic shift of windows. A copy.
import * as v from 'valibot';
import { defineOperator, refuse } from '../operator.ts';
import { axisIndex, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const rollAttributes = v.strictObject({
  /** Names of axes, separated by commas: "height,width". */
  axes: v.string(),
  /** Places that each of them moves by; negative ones towards the start. */
  shifts: v.array(v.pipe(v.number(), v.safeInteger())),
});

export const operator = defineOperator({
  name: 'roll',
  label: 'cyclic shift',
  attributes: rollAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const axes = a.axes.split(',');
    if (axes.length !== a.shifts.length) {
      refuse(`it names ${axes.length} axes and ${a.shifts.length} shifts.`);
    }
    for (const axis of axes) axisIndex(shape, axis);
    return [shape];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
