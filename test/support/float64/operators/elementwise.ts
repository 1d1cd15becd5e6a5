// Sums and products of tensors, and of tensors with learned ones.
import {
  around,
  at,
  axisOf,
  item,
  numberAttribute,
  type Operator64,
  size,
} from '../operation64.ts';

/** Later inputs that lack leading axes are repeated over them. */
export const elementwise: Operator64 = ({ attributes, inputs }) => {
  const [first, ...others] = inputs;
  if (!first) throw new Error('An elementwise layer has inputs.');
  const combine =
    attributes['kind'] === 'add'
      ? (a: number, b: number) => a + b
      : (a: number, b: number) => a * b;
  return [
    first.values.map((value, index) =>
      others.reduce(
        (result, { values }) => combine(result, at(values, index % values.length)),
        value,
      ),
    ),
  ];
};

/** The learned tensor has the shape of one example. */
export const addParameter: Operator64 = ({ inputs, parameters }) => {
  const offset = item(parameters, 0).values;
  return [item(inputs, 0).values.map((value, index) => value + at(offset, index % offset.length))];
};

/** One factor and one summand for each feature. */
export const scaleShift: Operator64 = ({ inputs, parameters }) => {
  const [weight, bias] = [item(parameters, 0).values, item(parameters, 1).values];
  return [
    item(inputs, 0).values.map((value, index) => {
      const feature = index % weight.length;
      return value * at(weight, feature) + at(bias, feature);
    }),
  ];
};

export const scaleParameter: Operator64 = ({ attributes, inputs, parameters, branches }) => {
  const { shape, values } = item(inputs, 0);
  const factors = item(parameters, 0).values;
  const [, places, inner] = around(shape, axisOf(shape, attributes['axis']));
  // The logit scale of Swin V2 is stored as a logarithm and capped at log 100.
  const stored = attributes['exponential'] === true;
  const used = factors.map((factor) => {
    if (!stored) return factor;
    branches.note(factor < Math.log(100) ? 0 : 1);
    return Math.min(Math.exp(factor), 100);
  });
  return [values.map((value, index) => value * at(used, Math.floor(index / inner) % places))];
};

/** One factor for each example and channel. */
export const scaleChannels: Operator64 = ({ inputs }) => {
  const { shape, values } = item(inputs, 0);
  const factors = item(inputs, 1).values;
  const pixels = size(shape, 2) * size(shape, 3);
  return [values.map((value, index) => value * at(factors, Math.floor(index / pixels)))];
};

export const scale: Operator64 = ({ attributes, inputs }) => {
  const factor = numberAttribute(attributes, 'factor');
  return [item(inputs, 0).values.map((value) => value * factor)];
};

/** Only a rate of 0 has an answer in training: the draws of another are not defined by the graph. */
export const dropout: Operator64 = ({ attributes, inputs, mode }) => {
  if (mode === 'training' && numberAttribute(attributes, 'rate') !== 0)
    throw new Error('Dropout can only be checked with rate 0.');
  return [item(inputs, 0).values.slice()];
};
