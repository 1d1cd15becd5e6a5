// Functions of one element: roots, exponentials, rounding, and activations.
import { type Convert, type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { applyPointwise, pointwise } from '../graph/pointwise-call.ts';
import type { OnnxValue } from '../graph/value.ts';
import { BOOL, elementType } from '../wire/element-types.ts';

/** Activations that have an operator of their own in the graph. */
function activation(kind: string): Convert {
  return (call) => call.output('activation', { inputs: [call.tensor(0)], attributes: { kind } });
}

/** Only the first operand varies. */
const first = { operands: [0] };
const trigonometric = pointwise('trigonometric');

/** An activation named by the attribute of a fused operator. */
export function fusedActivation(call: NodeCall, value: OnnxValue, name: string): OnnxValue {
  const kinds: Partial<Record<string, string>> = {
    relu: 'relu',
    tanh: 'tanh',
    sigmoid: 'sigmoid',
    gelu: 'gelu',
    silu: 'silu',
    swish: 'silu',
    hardswish: 'hard-swish',
  };
  const kind = kinds[name.toLowerCase()];
  const tensor = call.materialise(value);
  const made =
    kind === undefined
      ? call.layer('pointwise', {
          inputs: [tensor],
          attributes: { function: name.toLowerCase() === 'clip' ? 'clip' : 'leaky-relu' },
          part: 'activation',
        })
      : call.layer('activation', { inputs: [tensor], attributes: { kind }, part: 'activation' });
  return { ...value, tensor: made };
}

export const operators: OperatorTable = {
  Relu: activation('relu'),
  Tanh: activation('tanh'),
  Sigmoid: activation('sigmoid'),
  Gelu: (call) =>
    activation(call.text('approximate', 'none') === 'tanh' ? 'gelu-tanh' : 'gelu')(call),
  HardSwish: activation('hard-swish'),
  HardSigmoid: pointwise('hard-sigmoid'),
  Swish: activation('silu'),
  Abs: pointwise('absolute', { fold: (a = 0) => Math.abs(a) }),
  Neg: pointwise('negate', { fold: (a = 0) => -a }),
  Sign: pointwise('sign', { fold: (a = 0) => Math.sign(a) }),
  Ceil: pointwise('round', { fold: (a = 0) => Math.ceil(a) }),
  Floor: pointwise('round', { fold: (a = 0) => Math.floor(a) }),
  Round: pointwise('round', { fold: (a = 0) => Math.round(a) }),
  Exp: pointwise('exp', { fold: (a = 0) => Math.exp(a) }),
  Log: pointwise('log', { fold: (a = 1) => Math.log(a) }),
  Sqrt: pointwise('square-root', { fold: (a = 0) => Math.sqrt(a) }),
  Reciprocal: pointwise('reciprocal', { fold: (a = 1) => 1 / a }),
  Erf: pointwise('erf'),
  Sin: trigonometric,
  Cos: trigonometric,
  Tan: trigonometric,
  Asin: trigonometric,
  Acos: trigonometric,
  Atan: trigonometric,
  Sinh: trigonometric,
  Cosh: trigonometric,
  Asinh: trigonometric,
  Acosh: trigonometric,
  Atanh: trigonometric,
  LeakyRelu: pointwise('leaky-relu'),
  PRelu: pointwise('leaky-relu'),
  ThresholdedRelu: pointwise('threshold'),
  Elu: pointwise('elu'),
  Selu: pointwise('selu'),
  Celu: pointwise('celu'),
  Softplus: pointwise('softplus'),
  Softsign: pointwise('softsign'),
  Mish: pointwise('mish'),
  Shrink: pointwise('shrink'),
  Clip: (call) => {
    const value = call.value(0);
    const low = call.constant(1)?.[0] ?? call.float('min', -Infinity);
    const high = call.constant(2)?.[0] ?? call.float('max', Infinity);
    if (value.constant && call.around.mayFold(value.constant.length)) {
      const constant = value.constant.map((each) => Math.min(Math.max(each, low), high));
      return { type: value.type, sizes: value.sizes, constant };
    }
    return applyPointwise(call, 'clip', first);
  },
  IsNaN: pointwise('test', { type: BOOL }),
  IsInf: pointwise('test', { type: BOOL }),
  Cast: (call) => cast(call, elementType(call.integer('to', 1))),
  CastLike: (call) => cast(call, call.value(1).type),
  BitCast: (call) => cast(call, elementType(call.integer('to', 1))),
};

/** Stored tensors are cast when the model is loaded; integers of constants are cut as ONNX does. */
function cast(call: NodeCall, type: OnnxValue['type'] | undefined): OnnxValue {
  const value = call.value(0);
  if (!type || value.sizes === null) throw new NotKnown();
  const folds = value.constant !== undefined && call.around.mayFold(value.constant.length);
  if (folds || (value.stored && !value.tensor)) {
    const content = folds ? value.constant : undefined;
    const constant = content?.map((each) => {
      if (type === BOOL) return Number(each !== 0);
      return type.kind === 'integer' ? Math.trunc(each) : each;
    });
    const { sizes, stored } = value;
    return { type, sizes, ...(stored ? { stored } : {}), ...(constant ? { constant } : {}) };
  }
  return applyPointwise(call, 'cast', { operands: [0], type });
}
