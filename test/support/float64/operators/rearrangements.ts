// Operators that only move elements. Each says where an element of the output comes from.
import type { TensorShape } from '../../../../src/models/graph.ts';
import {
  around,
  at,
  axisOf,
  item,
  numberAttribute,
  numbersAttribute,
  type Operator64,
  size,
  sizes,
  type Tensor64,
} from '../operation64.ts';
import { ravel, unravel } from '../unravel.ts';

/** The output whose element at `index` is the source's at `locate(index)`. */
export function moved(
  output: TensorShape,
  source: Tensor64,
  locate: (index: readonly number[]) => readonly number[],
): Float64Array {
  const length = output.reduce((product, axis) => product * axis.size, 1);
  return Float64Array.from({ length }, (_, place) =>
    at(source.values, ravel(sizes(source.shape), locate(unravel(sizes(output), place)))),
  );
}

/** For an operator with one input and one output of four axes or fewer. */
function rearrangement(
  locate: (
    index: readonly [number, number, number, number],
    input: TensorShape,
    output: TensorShape,
  ) => readonly number[],
): Operator64 {
  return ({ inputs, outputShapes }) => {
    const source = item(inputs, 0);
    const output = item(outputShapes, 0);
    return [
      moved(output, source, ([a = 0, b = 0, c = 0, d = 0]) =>
        locate([a, b, c, d], source.shape, output),
      ),
    ];
  };
}

/** Same elements, same order. */
export const view: Operator64 = ({ inputs }) => [item(inputs, 0).values.slice()];

export const splitHeads = rearrangement(([n, head, token, feature], _input, output) => [
  n,
  token,
  head * size(output, -1) + feature,
]);

export const mergeHeads = rearrangement(([n, token, feature], input) => {
  const headSize = size(input, -1);
  return [n, Math.floor(feature / headSize), token, feature % headSize];
});

export const imageToTokens = rearrangement(([n, token, channel], input) => {
  const width = size(input, -1);
  return [n, channel, Math.floor(token / width), token % width];
});

/** Channels seen as groups × channels per group and written transposed. */
export const channelShuffle: Operator64 = (operation) => {
  const groups = numberAttribute(operation.attributes, 'groups');
  return rearrangement(([n, channel, y, x], input) => [
    n,
    (channel % groups) * (size(input, 1) / groups) + Math.floor(channel / groups),
    y,
    x,
  ])(operation);
};

export const permute: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const order = numbersAttribute(attributes, 'order');
  return [
    moved(item(outputShapes, 0), item(inputs, 0), (index) =>
      order.map((_, axis) => item(index, order.indexOf(axis))),
    ),
  ];
};

/** Axes of size 1, and those that are missing in front, repeat. */
export const expand: Operator64 = ({ inputs, outputShapes }) => {
  const source = item(inputs, 0);
  const output = item(outputShapes, 0);
  const added = output.length - source.shape.length;
  return [
    moved(output, source, (index) =>
      source.shape.map((axis, position) => (axis.size === 1 ? 0 : item(index, added + position))),
    ),
  ];
};

/** The first tokens of each example. */
export const takeTokens: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const source = item(inputs, 0);
  const axis = axisOf(source.shape, 'tokens');
  return [
    moved(item(outputShapes, 0), source, (index) =>
      attributes['squeeze'] === true ? [...index.slice(0, axis), 0, ...index.slice(axis)] : index,
    ),
  ];
};

/** The learned vector, then the tokens. */
export const prependParameter: Operator64 = ({ inputs, parameters, outputShapes }) => {
  const [tokens, first] = [item(inputs, 0), item(parameters, 0)];
  const [batch = 0, count = 0, features = 0] = sizes(item(outputShapes, 0));
  return [
    Float64Array.from({ length: batch * count * features }, (_, place) => {
      const [n = 0, token = 0, feature = 0] = unravel([batch, count, features], place);
      if (token === 0) return at(first.values, feature);
      return at(tokens.values, (n * (count - 1) + token - 1) * features + feature);
    }),
  ];
};

/** Parts of one axis, in the sizes that the outputs have. */
function cut(source: Tensor64, axis: number, outputs: readonly TensorShape[]): Float64Array[] {
  let start = 0;
  return outputs.map((output) => {
    const offset = start;
    start += size(output, axis);
    return moved(output, source, (index) =>
      index.map((place, position) => (position === axis ? place + offset : place)),
    );
  });
}

export const split: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const source = item(inputs, 0);
  return cut(source, axisOf(source.shape, attributes['axis']), outputShapes);
};

export const splitFeatures: Operator64 = ({ inputs, outputShapes }) => {
  const source = item(inputs, 0);
  return cut(source, source.shape.length - 1, outputShapes);
};

export const concat: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const output = item(outputShapes, 0);
  const axis = axisOf(item(inputs, 0).shape, attributes['axis']);
  const [outer, , inner] = around(output, axis);
  const y: number[] = [];
  for (let row = 0; row < outer; row++) {
    for (const { shape, values } of inputs) {
      const length = size(shape, axis) * inner;
      y.push(...values.subarray(row * length, (row + 1) * length));
    }
  }
  return [Float64Array.from(y)];
};
