// Normalisation of groups of elements by their statistics: instance, group, root-mean-square and norm-one
// normalisation, and layer normalisation over several axes or without a shift.
import * as v from 'valibot';
import { countAttribute, defineOperator, type ShapeCall, sizeAttribute } from '../operator.ts';
import { normalisationBackward } from '../normalisation.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Operations per element, without scale and shift. */
const FLOPS = {
  // Mean 1; subtract, square, add 3; normalise 1.
  'mean-variance': 5,
  // Square, add 2; normalise 1.
  'root-mean-square': 3,
  // Power or absolute value, add 2; divide 1.
  norm: 3,
} as const;
/** As layer normalisation. */
const BACKWARD_DATA_FLOPS = 7;

const attributes = v.strictObject({
  kind: v.picklist(['mean-variance', 'root-mean-square', 'norm']),
  /** How many groups have statistics of their own. */
  groups: sizeAttribute,
  /** Elements of the learned scale and shift; 0 for none. */
  scale: v.optional(countAttribute, 0),
  shift: v.optional(countAttribute, 0),
});

type NormaliseAttributes = v.InferOutput<typeof attributes>;

function parameters({ attributes: a }: ShapeCall<NormaliseAttributes>) {
  return [
    { name: 'weight', shape: [dimension('features', a.scale)] },
    { name: 'bias', shape: [dimension('features', a.shift)] },
  ].filter((each) => totalElements([each.shape]) > 0);
}

export const operator = defineOperator({
  name: 'normalise',
  label: 'normalisation',
  arithmetic: 'normalisation',
  attributes,
  parameters,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const { attributes: a } = call;
    const perElement = FLOPS[a.kind] + (a.scale > 0 ? 1 : 0) + (a.shift > 0 ? 1 : 0);
    return streaming({
      reads: [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: totalElements(call.outputs) * perElement,
      // One root and one division for each group.
      specialFunctions: 2 * a.groups,
    });
  },
  ...normalisationBackward<NormaliseAttributes>(BACKWARD_DATA_FLOPS),
});
