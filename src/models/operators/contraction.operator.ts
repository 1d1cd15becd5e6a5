// A product of two tensors that an importer has brought to the form of a matrix product: Einstein sums,
// products with quantised weights. MACs = batch·m·n·k.
import * as v from 'valibot';
import {
  type CostCall,
  countAttribute,
  defineOperator,
  refuse,
  type ShapeCall,
} from '../operator.ts';
import { namedShape } from '../named-shape.ts';
import { packedShapesAttribute, unpackShapes } from '../packed-shapes.ts';
import { totalElements } from '../shapes.ts';
import { type MatrixProduct, work } from '../work.ts';

const attributes = v.strictObject({
  batch: countAttribute,
  m: countAttribute,
  n: countAttribute,
  k: countAttribute,
  /** Of the output. */
  sizes: v.array(countAttribute),
  parameterShapes: v.optional(packedShapesAttribute, []),
  /** Operations beside the product: scales of quantised weights, a bias. */
  otherFlops: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
});
type ContractionAttributes = v.InferOutput<typeof attributes>;

function checkOutput({ attributes: a }: ShapeCall<ContractionAttributes>) {
  const output = namedShape(a.sizes);
  if (totalElements([output]) > a.batch * a.m * a.n) {
    refuse(`its output has more elements than ${a.batch} × ${a.m} × ${a.n}.`);
  }
  return output;
}

function productOf(call: CostCall<ContractionAttributes>): MatrixProduct {
  const { batch, m, n, k } = call.attributes;
  return { problem: { op: 'matmul', m, n, k, precision: call.precision }, repeats: batch };
}

function bytesOf(call: CostCall<ContractionAttributes>) {
  const of = (shapes: CostCall<ContractionAttributes>['inputs']) =>
    totalElements(shapes) * call.elementBytes;
  return { inputs: of(call.inputs), weights: of(call.parameters), output: of(call.outputs) };
}

export const operator = defineOperator({
  name: 'contraction',
  label: 'matrix product',
  attributes,
  parameters: ({ attributes: a }) =>
    unpackShapes(a.parameterShapes).map((shape, index) => ({
      name: index === 0 ? 'weight' : `parameter${index}`,
      shape,
    })),
  inferShapes: (call) => [checkOutput(call)],
  forward: (call) => {
    const bytes = bytesOf(call);
    return work({
      products: [productOf(call)],
      otherFlops: call.attributes.otherFlops,
      bytesRead: bytes.inputs + bytes.weights,
      bytesWritten: bytes.output,
      launches: 1,
    });
  },
  // One product for each tensor that a gradient flows into, each with the MACs of the forward pass.
  backwardData: (call) => {
    const bytes = bytesOf(call);
    return work({
      products: call.inputs.map(() => productOf(call)),
      bytesRead: bytes.inputs + bytes.weights + bytes.output,
      bytesWritten: bytes.inputs,
      launches: call.inputs.length,
    });
  },
  backwardWeights: (call) => {
    const bytes = bytesOf(call);
    return work({
      products: [productOf(call)],
      bytesRead: bytes.inputs + bytes.output,
      bytesWritten: bytes.weights,
      launches: 1,
    });
  },
  keeps: ({ inputs }) => ({ inputs: inputs.map((_, index) => index) }),
});
