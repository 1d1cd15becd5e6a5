// Tensors made of nothing: constants and random numbers.
import { packShapes } from '../../../packed-shapes.ts';
import { brokenFile } from '../../broken-file.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { constantValue, countOf, type OnnxValue, tensorValue } from '../graph/value.ts';
import { elementType, FLOAT, INT64 } from '../wire/element-types.ts';
import { LIMITS } from '../wire/limits.ts';

function constant(call: NodeCall): OnnxValue {
  const tensor = call.attribute('value')?.tensor;
  // Some exporters store weights so; they count as those of the initializers do.
  if (tensor) return call.around.stored(tensor, call.name);
  const float = call.attribute('value_float')?.float;
  if (float !== undefined) return constantValue([float], [], FLOAT);
  const integer = call.attribute('value_int')?.integer;
  if (integer !== undefined) return constantValue([integer], []);
  const floats = call.floats('value_floats');
  if (floats) return constantValue(floats, [floats.length], FLOAT);
  const integers = call.integers('value_ints');
  if (integers) return constantValue(integers);
  throw new NotKnown();
}

function filled(call: NodeCall): OnnxValue {
  const sizes = call.content(0);
  if (sizes.length > LIMITS.rank || sizes.some((size) => size < 0)) {
    brokenFile(`it makes a tensor of the shape ${sizes.slice(0, 32).join(' × ')}.`);
  }
  const tensor = call.attribute('value')?.tensor;
  const value = tensor?.content?.[0] ?? 0;
  const type = tensor?.type ?? FLOAT;
  const count = countOf(sizes);
  if (call.around.mayFold(count)) {
    return constantValue(
      Array.from({ length: count }, () => value),
      sizes,
      type,
    );
  }
  return tensorValue(written(call, sizes), type);
}

function written(call: NodeCall, sizes: readonly number[]) {
  const attributes = { kind: call.type, outputs: packShapes([sizes]), readsOutputs: true };
  return call.layer('routine', { inputs: [], attributes });
}

/** Drawing random numbers is never counted. */
function random(call: NodeCall): OnnxValue {
  const sizes = call.has(0) ? call.sizes(0) : (call.integers('shape') ?? []);
  const type = elementType(call.integer('dtype', 1)) ?? FLOAT;
  return tensorValue(written(call, sizes), type);
}

export const operators: OperatorTable = {
  Constant: constant,
  ConstantOfShape: filled,
  RandomNormal: random,
  RandomNormalLike: random,
  RandomUniform: random,
  RandomUniformLike: random,
  Bernoulli: random,
  Multinomial: (call) => {
    const [batch = 1] = call.sizes(0);
    return tensorValue(written(call, [batch, call.integer('sample_size', 1)]), INT64);
  },
};
