// Attention of Swin transformers: images are padded to whole windows, shifted, cut into windows and put
// together again. Version 1 scales the queries; version 2 attends by the cosine, with a learned scale.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { continuousBias, learnedBias } from './position-bias.ts';
import { attend, linear, type ProductsSpec, residual } from './transformer.ts';

export interface ShiftedWindowSpec {
  readonly version: 1 | 2;
  /** Tokens along the edge of a window. */
  readonly window: number;
  readonly heads: number;
  /** By half a window, unless one window covers the image. */
  readonly shifted: boolean;
  readonly block: string;
}

/** @param input batch × height × width × features. @returns the same shape. */
export function shiftedWindowAttention(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  spec: ShiftedWindowSpec,
): Tensor {
  const { window, block } = spec;
  const apply = (operator: string, part: string, x: Tensor, attributes = {}) =>
    graph.apply(operator, `${name}.${part}`, [x], attributes, { block });
  const sizes = input.shape.map((each) => each.size);
  const [, height = 0, width = 0] = sizes;
  const padded = { height: wholeWindows(height, window), width: wholeWindows(width, window) };
  const after = [0, padded.height - height, padded.width - width, 0];
  const isPadded = after.some((each) => each > 0);
  const axes = ['height', 'width'] as const;
  const shiftOf = (axis: (typeof axes)[number]) =>
    spec.shifted && padded[axis] > window ? Math.floor(window / 2) : 0;
  const shifts = [shiftOf('height'), shiftOf('width')] as const;
  const isShifted = shifts.some((each) => each > 0);
  const rolled = (part: string, x: Tensor, direction: 1 | -1) =>
    apply('roll', part, x, {
      axes: axes.join(','),
      shifts: shifts.map((each) => direction * each),
    });

  let x = input;
  const before = [0, 0, 0, 0];
  if (isPadded) x = apply('pad', 'pad', x, { before, after, fill: 'zeros' });
  if (isShifted) x = rolled('shift', x, -1);
  x = apply('window-partition', 'partition', x, { window, channels: 'last' });
  const image = [padded.height, padded.width] as const;
  x = inWindows(graph, name, x, spec, isShifted ? { window, image, shifts } : undefined);
  x = apply('window-merge', 'merge_windows', x, { window, channels: 'last', ...padded });
  if (isShifted) x = rolled('unshift', x, 1);
  return isPadded ? apply('slice', 'unpad', x, { sizes, starts: before }) : x;
}

function wholeWindows(size: number, window: number): number {
  return Math.ceil(size / window) * window;
}

/** @param input windows × tokens × features. @param shifted how the windows were shifted, if they were. */
function inWindows(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  { version, window, heads, block }: ShiftedWindowSpec,
  shifted: ProductsSpec['windows'],
): Tensor {
  const apply = (operator: string, part: string, x: Tensor, attributes = {}) =>
    graph.apply(operator, `${name}.${part}`, [x], attributes, { block });
  const features = input.shape.at(-1)?.size ?? 0;
  const qkv = linear(graph, `${name}.qkv`, input, 3 * features, block);
  const parts = { axis: 'features', parts: 3 };
  const split = graph.applyMany('split', `${name}.split`, [qkv], parts, { block });
  const headsOf = (part: string, index: number) =>
    apply('split-heads', `${part}_heads`, split[index] ?? qkv, { heads });
  const query = headsOf('query', 0);
  const key = headsOf('key', 1);
  const value = headsOf('value', 2);
  const bias = version === 1 ? learnedBias : continuousBias;
  const positions = bias(graph, name, { window, heads, block });
  const factor = (features / heads) ** -0.5;
  const [q, k] =
    version === 1
      ? [apply('scale', 'scale', query, { factor }), key]
      : [apply('unit-length', 'query_norm', query), apply('unit-length', 'key_norm', key)];
  const x = attend(graph, name, q, k, value, {
    mask: shifted === undefined ? 'none' : 'window',
    ...(shifted === undefined ? {} : { windows: shifted }),
    scale: false,
    dropout: 0,
    block,
    adjustScores: (scores) => {
      const scaled = { axis: 'heads', exponential: true };
      const ready =
        version === 1 ? scores : apply('scale-parameter', 'logit_scale', scores, scaled);
      return residual(graph, `${name}.add_bias`, ready, positions, block);
    },
  });
  return linear(graph, `${name}.proj`, x, features, block);
}
