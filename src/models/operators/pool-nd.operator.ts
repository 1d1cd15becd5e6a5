// Maximum, mean or norm over windows along any number of spatial axes, padded on each side by its own amount.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import {
  countAttribute,
  defineOperator,
  refuse,
  type ShapeCall,
  sizeAttribute,
} from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

const attributes = v.strictObject({
  kind: v.picklist(['max', 'mean', 'norm']),
  kernel: v.array(sizeAttribute),
  stride: v.array(sizeAttribute),
  dilation: v.array(sizeAttribute),
  before: v.array(countAttribute),
  after: v.array(countAttribute),
  ceil: v.optional(v.boolean(), false),
  /** The places of the maxima are an output too. */
  indices: v.optional(v.boolean(), false),
});
type PoolAttributes = v.InferOutput<typeof attributes>;

function pooled({ attributes: a, inputs }: ShapeCall<PoolAttributes>) {
  const shape = inputShape(inputs);
  const [batch, channels, ...axes] = shape;
  if (!batch || !channels || axes.length !== a.kernel.length) {
    return refuse(`a window of ${a.kernel.length} axes does not fit ${shapeLabel(shape)}.`);
  }
  const spatial = axes.map((axis, index) => {
    const window = (a.dilation[index] ?? 1) * ((a.kernel[index] ?? 1) - 1) + 1;
    const [before, after] = [a.before[index] ?? 0, a.after[index] ?? 0];
    const stride = a.stride[index] ?? 1;
    const room = axis.size + before + after - window;
    if (room < 0) refuse(`its window of ${window} does not fit into ${axis.size}.`);
    const places = (a.ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
    // A window that would start beyond the input and its first padding is dropped.
    const beyond = a.ceil && (places - 1) * stride >= axis.size + before;
    return dimension(axis.name, beyond ? places - 1 : places);
  });
  return [batch, channels, ...spatial];
}

function visits(call: ShapeCall<PoolAttributes>): number {
  return call.attributes.kernel.reduce((all, each) => all * each, totalElements([pooled(call)]));
}

export const operator = defineOperator({
  name: 'pool-nd',
  label: 'pooling, any rank',
  arithmetic: 'pooling',
  attributes,
  inferShapes: (call) => (call.attributes.indices ? [pooled(call), pooled(call)] : [pooled(call)]),
  forward: (call) =>
    streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      // A norm raises each element to its power first.
      flops: visits(call) * (call.attributes.kind === 'norm' ? 2 : 1),
      specialFunctions: call.attributes.kind === 'max' ? 0 : totalElements([pooled(call)]),
    }),
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: visits(call),
    }),
  keeps: (call) =>
    call.attributes.kind === 'mean' ? {} : { extraBytes: 4 * totalElements([pooled(call)]) },
});
