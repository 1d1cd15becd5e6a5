// Operators over windows of images, each by where an element of the output comes from, and which pairs of places a mask
// of shifted windows hides.
import type { Attributes, TensorShape } from '../../../../src/models/graph.ts';
import {
  at,
  imageSizes,
  item,
  numberAttribute,
  numbersAttribute,
  type Operator64,
  pair,
  sizes,
} from '../operation64.ts';
import { ravel, unravel } from '../unravel.ts';
import { moved } from './rearrangements.ts';

/** Batch, height, width and features of images whose channels stand first or last. */
function imageOf(attributes: Attributes, shape: TensorShape) {
  const [batch, a, b, c] = imageSizes(shape);
  return attributes['channels'] === 'first'
    ? { batch, features: a, height: b, width: c }
    : { batch, height: a, width: b, features: c };
}

/** The window that a place along one edge belongs to, and its place therein. */
function inWindow(attributes: Attributes, place: number, edge: number): readonly [number, number] {
  const window = numberAttribute(attributes, 'window');
  const windows = edge / window;
  return attributes['grid'] === true
    ? [place % windows, Math.floor(place / windows)]
    : [Math.floor(place / window), place % window];
}

/** For every element of the image, the element of the windows that it is. */
function toWindows(attributes: Attributes, image: TensorShape) {
  const { batch, height, width, features } = imageOf(attributes, image);
  const window = numberAttribute(attributes, 'window');
  const perRow = width / window;
  const perImage = (height / window) * perRow;
  const target = [batch * perImage, window ** 2, features];
  return (index: readonly number[]): number => {
    const [n = 0, a = 0, b = 0, c = 0] = index;
    const [y, x, feature] = attributes['channels'] === 'first' ? [b, c, a] : [a, b, c];
    const [row, tokenRow] = inWindow(attributes, y, height);
    const [column, tokenColumn] = inWindow(attributes, x, width);
    const token = tokenRow * window + tokenColumn;
    return ravel(target, [n * perImage + row * perRow + column, token, feature]);
  };
}

export const windowPartition: Operator64 = ({ attributes, inputs }) => {
  const { shape, values } = item(inputs, 0);
  const target = toWindows(attributes, shape);
  const y = new Float64Array(values.length);
  for (const [place, value] of values.entries()) y[target(unravel(sizes(shape), place))] = value;
  return [y];
};

export const windowMerge: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const image = item(outputShapes, 0);
  const source = toWindows(attributes, image);
  const { values } = item(inputs, 0);
  return [values.map((_, place) => at(values, source(unravel(sizes(image), place))))];
};

/** torchvision joins the neighbours in the order upper left, lower left, upper right, lower right. */
export const patchMerge: Operator64 = ({ inputs, outputShapes }) => {
  const source = item(inputs, 0);
  const features = imageSizes(source.shape)[3];
  const neighbours = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const;
  return [
    moved(item(outputShapes, 0), source, ([n = 0, y = 0, x = 0, f = 0]) => {
      const [down, right] = item(neighbours, Math.floor(f / features));
      return [n, 2 * y + down, 2 * x + right, f % features];
    }),
  ];
};

export const roll: Operator64 = ({ attributes, inputs }) => {
  const source = item(inputs, 0);
  const axes = String(attributes['axes']).split(',');
  const shifts = numbersAttribute(attributes, 'shifts');
  return [
    moved(source.shape, source, (index) =>
      source.shape.map(({ name, size }, axis) => {
        const shift = axes.includes(name) ? item(shifts, axes.indexOf(name)) : 0;
        return (((item(index, axis) - shift) % size) + size) % size;
      }),
    ),
  ];
};

export const pad: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const { shape, values } = item(inputs, 0);
  const before = numbersAttribute(attributes, 'before');
  const output = sizes(item(outputShapes, 0));
  const length = output.reduce((product, size) => product * size, 1);
  return [
    Float64Array.from({ length }, (_, place) => {
      const index = unravel(output, place).map((each, axis) => each - item(before, axis));
      const inside = index.every((each, axis) => each >= 0 && each < item(shape, axis).size);
      return inside ? at(values, ravel(sizes(shape), index)) : 0;
    }),
  ];
};

export const slice: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const starts = numbersAttribute(attributes, 'starts');
  return [
    moved(item(outputShapes, 0), item(inputs, 0), (index) =>
      index.map((each, axis) => each + item(starts, axis)),
    ),
  ];
};

/** @returns of a place in windows × heads × tokens × tokens, whether query and key came from different regions. */
export function hiddenInWindows(attributes: Attributes, shape: TensorShape) {
  const window = numberAttribute(attributes, 'window');
  const image = pair(attributes['image'], [0, 0]);
  const shifts = pair(attributes['shifts'], [0, 0]);
  const perRow = image[1] / window;
  const perImage = (image[0] / window) * perRow;
  /** torchvision numbers the slices [0, −window), [−window, −shift) and [−shift, end) of an axis that is shifted. */
  const slice = (axis: 0 | 1, place: number) => {
    const fromEnd = image[axis] - place;
    if (shifts[axis] === 0 || fromEnd > window) return 'whole windows';
    return fromEnd > shifts[axis] ? 'left over' : 'came round';
  };
  return (place: number): boolean => {
    const [windows = 0, , query = 0, key = 0] = unravel(sizes(shape), place);
    const index = windows % perImage;
    const regionOf = (token: number) => [
      slice(0, Math.floor(index / perRow) * window + Math.floor(token / window)),
      slice(1, (index % perRow) * window + (token % window)),
    ];
    return regionOf(query).join() !== regionOf(key).join();
  };
}
