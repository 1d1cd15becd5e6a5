// Conversion to and from narrow integers. Stored weights are only renamed: they are converted when loaded.
import type { NodeCall, OperatorTable } from '../graph/node-call.ts';
import { constantValue, type OnnxValue, tensorValue } from '../graph/value.ts';
import { elementType, FLOAT } from '../wire/element-types.ts';

const UINT8 = elementType(2) ?? FLOAT;

function convert(name: 'quantise' | 'dequantise'): (call: NodeCall) => OnnxValue {
  return (call) => {
    const value = call.value(0);
    const zero = call.inputs[2]?.type;
    const type = name === 'dequantise' ? (call.inputs[1]?.type ?? FLOAT) : (zero ?? UINT8);
    if (value.stored && !value.tensor) {
      const { stored, sizes } = value;
      return { type, sizes, stored };
    }
    const tensor = call.layer('pointwise', {
      inputs: [call.tensor(0)],
      attributes: { function: name },
    });
    return tensorValue(tensor, type);
  };
}

/** Range of the input, then its conversion; scale and zero point are the further outputs. */
function dynamic(call: NodeCall): readonly OnnxValue[] {
  const range = call.layer('reduce', {
    inputs: [call.tensor(0)],
    attributes: { kind: 'max', axes: call.sizes(0).map((_, axis) => axis) },
    part: 'range',
  });
  const quantised = call.layer('pointwise', {
    inputs: [call.tensor(0)],
    attributes: { function: 'quantise' },
  });
  return [
    tensorValue(quantised, UINT8),
    tensorValue(range, FLOAT),
    { ...constantValue([0], [], UINT8), tensor: range },
  ];
}

export const operators: OperatorTable = {
  QuantizeLinear: convert('quantise'),
  DequantizeLinear: convert('dequantise'),
  DynamicQuantizeLinear: dynamic,
};
