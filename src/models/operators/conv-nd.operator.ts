// Convolution over any number of spatial axes (signals, volumes, images padded on one side only), plain or
// transposed. MACs = N·Cout·(Cin/groups)·∏kernel·∏places, where the places are those of the output; of the
// input when transposed, since each input element is spread over one window.
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import { namedShape } from '../named-shape.ts';
import {
  type CostCall,
  countAttribute,
  defineOperator,
  refuse,
  type ShapeCall,
  sizeAttribute,
} from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { type MatrixProduct, work } from '../work.ts';

const attributes = v.strictObject({
  outChannels: sizeAttribute,
  kernel: v.array(sizeAttribute),
  stride: v.array(sizeAttribute),
  dilation: v.array(sizeAttribute),
  /** Elements added before and after each axis; taken away from the output when transposed. */
  before: v.array(countAttribute),
  after: v.array(countAttribute),
  /** Added to each axis of a transposed output. */
  outputPadding: v.optional(v.array(countAttribute)),
  groups: v.optional(sizeAttribute, 1),
  bias: v.optional(v.boolean(), false),
  transposed: v.optional(v.boolean(), false),
});
type ConvolutionAttributes = v.InferOutput<typeof attributes>;

function geometry({ attributes: a, inputs }: ShapeCall<ConvolutionAttributes>) {
  const shape = inputShape(inputs);
  const [batch, channels, ...axes] = shape;
  if (!batch || !channels || axes.length !== a.kernel.length) {
    return refuse(`a kernel of ${a.kernel.length} axes does not fit ${shapeLabel(shape)}.`);
  }
  if (channels.size % a.groups !== 0 || a.outChannels % a.groups !== 0) {
    refuse(`${channels.size} and ${a.outChannels} channels cannot be split into ${a.groups}.`);
  }
  const places = axes.map((axis, index) => {
    const window = (a.dilation[index] ?? 1) * ((a.kernel[index] ?? 1) - 1) + 1;
    const padding = (a.before[index] ?? 0) + (a.after[index] ?? 0);
    const stride = a.stride[index] ?? 1;
    const size = a.transposed
      ? stride * (axis.size - 1) + (a.outputPadding?.[index] ?? 0) + window - padding
      : Math.floor((axis.size + padding - window) / stride) + 1;
    if (size < 1) {
      refuse(`its window of ${window} does not fit into ${axis.size} with padding ${padding}.`);
    }
    return size;
  });
  return { batch, channels, axes, places, taps: a.kernel.reduce((all, each) => all * each, 1) };
}

/** The implicit matrix product, which has the same MACs; one for each group. */
function product(call: CostCall<ConvolutionAttributes>): MatrixProduct {
  const { attributes: a, precision } = call;
  const { batch, channels, axes, places, taps } = geometry(call);
  const [ins, outs] = [channels.size / a.groups, a.outChannels / a.groups];
  const count = (sizes: readonly number[]) => sizes.reduce((all, each) => all * each, batch.size);
  return a.transposed
    ? {
        problem: {
          op: 'matmul',
          m: count(axes.map((axis) => axis.size)),
          n: outs * taps,
          k: ins,
          precision,
        },
        repeats: a.groups,
      }
    : {
        problem: { op: 'matmul', m: count(places), n: outs, k: ins * taps, precision },
        repeats: a.groups,
      };
}

function bytesOf(call: CostCall<ConvolutionAttributes>) {
  return {
    input: elementCount(inputShape(call.inputs)) * call.elementBytes,
    weights: totalElements(call.parameters) * call.elementBytes,
    output: totalElements(call.outputs) * call.elementBytes,
  };
}

export const operator = defineOperator({
  name: 'conv-nd',
  label: 'convolution, any rank',
  attributes,
  parameters: (call) => {
    const { attributes: a } = call;
    const { channels } = geometry(call);
    const [first, second] = a.transposed
      ? [channels.size, a.outChannels / a.groups]
      : [a.outChannels, channels.size / a.groups];
    const weight = { name: 'weight', shape: namedShape([first, second, ...a.kernel]) };
    const bias = { name: 'bias', shape: [dimension('channels', a.outChannels)] };
    return a.bias ? [weight, bias] : [weight];
  },
  inferShapes: (call) => {
    const { batch, axes, places } = geometry(call);
    const spatial = axes.map((axis, index) => dimension(axis.name, places[index] ?? 0));
    return [[batch, dimension('channels', call.attributes.outChannels), ...spatial]];
  },
  forward: (call) => {
    const bytes = bytesOf(call);
    return work({
      products: [product(call)],
      otherFlops: call.attributes.bias ? totalElements(call.outputs) : 0,
      bytesRead: bytes.input + bytes.weights,
      bytesWritten: bytes.output,
      launches: 1,
    });
  },
  backwardData: (call) => {
    const bytes = bytesOf(call);
    return work({
      products: [product(call)],
      bytesRead: bytes.output + bytes.weights,
      bytesWritten: bytes.input,
      launches: 1,
    });
  },
  backwardWeights: (call) => {
    const bytes = bytesOf(call);
    const { bias } = call.attributes;
    return work({
      products: [product(call)],
      otherFlops: bias ? totalElements(call.outputs) : 0,
      bytesRead: bytes.input + bytes.output * (bias ? 2 : 1),
      bytesWritten: bytes.weights,
      launches: bias ? 2 : 1,
    });
  },
  keeps: () => ({ inputs: [0] }),
});
