// Matrix products: with a stored matrix a fully connected layer, else a product of activations.
import { packShapes } from '../../../packed-shapes.ts';
import { brokenFile } from '../../broken-file.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import {
  countOf,
  type OnnxValue,
  type PlannedTensor,
  sizesOf,
  tensorValue,
} from '../graph/value.ts';
import { elementType, FLOAT } from '../wire/element-types.ts';
import { fusedActivation } from './functions.onnx.ts';

const INT32 = elementType(6) ?? FLOAT;

interface Operands {
  readonly left: number;
  readonly right: number;
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
  /** Number of an input that is added. */
  readonly bias?: number;
}

function swapLast(sizes: readonly number[], swap: boolean): readonly number[] {
  if (!swap || sizes.length < 2) return sizes;
  return [...sizes.slice(0, -2), sizes.at(-1) ?? 1, sizes.at(-2) ?? 1];
}

function transposed(call: NodeCall, tensor: PlannedTensor, part: string): PlannedTensor {
  const order = tensor.shape.map((_, axis) => axis);
  const swapped = swapLast(order, true);
  return call.layer('permute', { inputs: [tensor], attributes: { order: [...swapped] }, part });
}

/** As numpy.matmul. @throws NotKnown, FlopscopeError */
export function multiply(call: NodeCall, operands: Operands): OnnxValue {
  const { left, right, transposeLeft = false, transposeRight = false, bias } = operands;
  const leftSizes = swapLast(call.sizes(left), transposeLeft);
  const rightSizes = swapLast(call.sizes(right), transposeRight);
  const depth = leftSizes.at(-1);
  const rightDepth = rightSizes.length === 1 ? rightSizes[0] : rightSizes.at(-2);
  if (depth === undefined || rightDepth === undefined || depth !== rightDepth) {
    brokenFile(
      `${leftSizes.join(' × ') || 'a scalar'} cannot be multiplied by ${rightSizes.join(' × ') || 'a scalar'}.`,
    );
  }
  const stored = call.isStored(right) && call.value(right).tensor === undefined;
  const columns = rightSizes.length === 1 ? 1 : (rightSizes.at(-1) ?? 1);
  if (stored && rightSizes.length <= 2 && columns > 0 && depth > 0) {
    const input = call.tensor(left);
    const before = transposeLeft ? transposed(call, input, 'left') : input;
    const ownBias = bias !== undefined && call.isStored(bias) && call.count(bias) === columns;
    const tensor = call.layer('linear', {
      inputs: [before],
      attributes: { outFeatures: columns, bias: ownBias },
      parameters: { weight: right, ...(ownBias ? { bias } : {}) },
    });
    const product = rightSizes.length === 1 ? squeezeLast(call, tensor) : tensor;
    return addBias(call, product, ownBias ? undefined : bias);
  }
  // A stored matrix on the left times an activation has the products of the transposed order.
  if (call.isStored(left) && call.value(left).tensor === undefined && leftSizes.length <= 2) {
    return storedLeft(call, operands, leftSizes, rightSizes);
  }
  let a = call.tensor(left);
  if (transposeLeft) a = transposed(call, a, 'left');
  let b = call.tensor(right);
  const single = [a.shape.length === 1, b.shape.length === 1] as const;
  if (single[0]) a = reshape(call, a, [1, ...sizesOf(a)]);
  if (single[1]) b = reshape(call, b, [...sizesOf(b), 1]);
  const product = call.layer('matmul', {
    inputs: [a, b],
    attributes: { transposeB: transposeRight && !single[1] },
  });
  let sizes = sizesOf(product);
  if (single[1]) sizes = sizes.slice(0, -1);
  if (single[0]) sizes = sizes.filter((_, axis) => axis !== sizes.length - (single[1] ? 1 : 2));
  const whole = single[0] || single[1] ? reshape(call, product, sizes) : product;
  return addBias(call, whole, bias);
}

function reshape(call: NodeCall, tensor: PlannedTensor, sizes: readonly number[]): PlannedTensor {
  return call.layer('reshape', {
    inputs: [tensor],
    attributes: { sizes: [...sizes] },
    part: 'shape',
  });
}

function squeezeLast(call: NodeCall, tensor: PlannedTensor): PlannedTensor {
  return reshape(call, tensor, sizesOf(tensor).slice(0, -1));
}

function storedLeft(
  call: NodeCall,
  { left, right, bias }: Operands,
  leftSizes: readonly number[],
  rightSizes: readonly number[],
): OnnxValue {
  const rows = leftSizes.length === 2 ? (leftSizes[0] ?? 1) : 1;
  const depth = leftSizes.at(-1) ?? 1;
  const columns = rightSizes.length === 1 ? 1 : (rightSizes.at(-1) ?? 1);
  const batch = countOf(rightSizes.slice(0, -2));
  const sizes = [
    ...rightSizes.slice(0, -2),
    ...(leftSizes.length === 2 ? [rows] : []),
    ...(rightSizes.length > 1 ? [columns] : []),
  ];
  const tensor = call.layer('contraction', {
    inputs: [call.tensor(right)],
    attributes: {
      batch,
      m: rows,
      n: columns,
      k: depth,
      sizes,
      parameterShapes: packShapes([leftSizes]),
    },
    parameters: { weight: left },
  });
  return addBias(call, tensor, bias);
}

function addBias(call: NodeCall, product: PlannedTensor, bias: number | undefined): OnnxValue {
  const { type } = call.value(0);
  const value = bias === undefined ? undefined : call.inputs[bias];
  if (bias === undefined || !value) return tensorValue(product, type);
  const own = value.stored?.learned === true && !value.tensor;
  const sum = call.layer('pointwise', {
    inputs: own ? [product] : [product, call.tensor(bias)],
    attributes: {
      function: 'add',
      ...(own ? { parameterShapes: packShapes([call.sizes(bias)]) } : {}),
    },
    ...(own ? { parameters: { operand0: bias } } : {}),
    part: 'bias',
  });
  return tensorValue(sum, type);
}

/** A · B with B as N rows of K values in few bits, scaled by blocks. */
function multiplyPacked(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const [k, n] = [call.integer('K', 0), call.integer('N', 0)];
  if (sizes.at(-1) !== k || k < 1 || n < 1) {
    brokenFile(`its ${sizes.join(' × ')} input does not fit K ${k} and N ${n}.`);
  }
  if (!call.isStored(1)) throw new NotKnown();
  const m = countOf(sizes) / k;
  return call.output('contraction', {
    inputs: [call.tensor(0)],
    attributes: {
      batch: 1,
      m,
      n,
      k,
      sizes: [...sizes.slice(0, -1), n],
      // Each stored value is one weight, however many share a byte; the scales of the blocks are storage.
      parameterShapes: packShapes([[n, k]]),
      // Each weight is scaled once.
      otherFlops: n * k,
    },
    parameters: { weight: 1 },
  });
}

function gemm(call: NodeCall): OnnxValue {
  return multiply(call, {
    left: 0,
    right: 1,
    transposeLeft: call.flag('transA'),
    transposeRight: call.flag('transB'),
    bias: 2,
  });
}

export const operators: OperatorTable = {
  MatMul: (call) => multiply(call, { left: 0, right: 1 }),
  Gemm: gemm,
  MatMulInteger: (call) => ({ ...multiply(call, { left: 0, right: 1 }), type: INT32 }),
  // a, scale, zero point, b, scale, zero point, scale and zero point of the result.
  QLinearMatMul: (call) => multiply(call, { left: 0, right: 3 }),
  'com.microsoft:QGemm': (call) =>
    multiply(call, {
      left: 0,
      right: 3,
      transposeLeft: call.flag('transA'),
      transposeRight: call.flag('transB'),
      bias: 6,
    }),
  'com.microsoft:FusedMatMul': (call) =>
    multiply(call, {
      left: 0,
      right: 1,
      transposeLeft: call.flag('transA'),
      transposeRight: call.flag('transB'),
    }),
  'com.microsoft:TransposeMatMul': (call) =>
    multiply(call, {
      left: 0,
      right: 1,
      transposeLeft: call.flag('transA'),
      transposeRight: call.flag('transB'),
    }),
  'com.microsoft:FusedGemm': (call) =>
    fusedActivation(call, gemm(call), call.text('activation', 'relu')),
  'com.microsoft:GemmFastGelu': (call) =>
    fusedActivation(call, multiply(call, { left: 0, right: 1, bias: 2 }), 'gelu'),
  'com.microsoft:MatMulNBits': multiplyPacked,
  'com.microsoft:MatMulBnb4': multiplyPacked,
  'com.microsoft:MatMulIntegerToFloat': (call) => ({
    ...multiply(call, { left: 0, right: 1, bias: 6 }),
    type: FLOAT,
  }),
  'com.microsoft:DynamicQuantizeMatMul': (call) => multiply(call, { left: 0, right: 1, bias: 4 }),
};
