// Channel pruning: whole channels of convolutions and hidden features of feed-forward networks are removed, so that a
// smaller graph of ordinary layers is left (Li et al., Pruning Filters for Efficient ConvNets, arXiv 1608.08710).
import * as v from 'valibot';
import type { Attributes, Layer, ModelGraph, Tensor } from '../graph.ts';
import { ChannelFlow } from './channel-flow.ts';
import type { ChannelGroup } from './channel-groups.ts';
import { layoutWidth } from './channel-layout.ts';
import { counted } from './counted.ts';
import { isDepthwise } from './is-depthwise.ts';
import { leastCommonMultiple } from './least-common-multiple.ts';
import { openShare, parseParameters, percent, refusal, wholeNumber } from './parse-parameters.ts';
import { rebuildGraph } from './rebuild-graph.ts';

/**
 * What is kept is a multiple of it: kernels read two vectors of four channels at a time, and matrix units take eight in
 * f16. Width multipliers round to 8 as well (MobileNetV2's reference code).
 */
const CHANNEL_MULTIPLE = 8;

const pruneChannelsParameters = v.strictObject({
  /** Share of the channels that is kept. */
  keep: openShare(
    (typed) =>
      `A share of ${typed} of the channels cannot be kept: 1 is the whole model and 0 leaves nothing. Choose a number between 0 and 1, 0.5 for half of the channels.`,
  ),
  multiple: v.optional(
    wholeNumber(
      1,
      1024,
      (typed) =>
        `Channels cannot be kept in multiples of ${typed}. Choose a whole number from 1 to 1024.`,
    ),
    CHANNEL_MULTIPLE,
  ),
});

/**
 * The model's outputs, attention heads and the width of transformers stay; so does every group of channels that a layer
 * needs as it is.
 * @throws FlopscopeError `invalid-input` for parameters that are wrong, or where no channel can be removed, naming the
 *   layer that stands in the way.
 */
export function pruneChannels(
  graph: ModelGraph,
  parameters: v.InferInput<typeof pruneChannelsParameters>,
): ModelGraph {
  const { keep, multiple } = parseParameters(pruneChannelsParameters, parameters);
  const flow = new ChannelFlow(graph);
  const sizeOf = (group: number) => keptChannels(flow.groups.get(group), keep, multiple);
  const { removed, free, fixed } = groupsOf(graph, flow, sizeOf);
  const [obstacle] = fixed;
  if (removed === 0) {
    throw refusal(
      obstacle === undefined || free > 0
        ? `${graph.name} loses no channel at a share of ${keep} in multiples of ${multiple}. Keep fewer, or choose a smaller multiple.`
        : `No channel of ${graph.name} can be removed: its layers need theirs as they are, "${obstacle}" the first of them. Choose a low rank, pruned or quantized weights instead.`,
    );
  }
  return rebuildGraph(
    graph,
    (layer, rebuilder) => {
      const attributes = narrowed(graph, flow, layer, sizeOf, (id) => rebuilder.tensor(id));
      return attributes === undefined ? undefined : rebuilder.again(layer, { attributes });
    },
    {
      name: `${graph.name}, ${percent(keep)} of channels`,
      notes: [
        `${percent(keep)} of the channels of ${counted(removed, 'group')} are kept, in multiples of ${multiple}; channels that are added, gated or filtered one by one are one group.`,
        ...(obstacle === undefined
          ? []
          : [
              `${counted(fixed.length, 'group of channels stays as it is', 'groups of channels stay as they are')}: outputs, attention heads, the width of transformers, and what layers need as it is (${fixed.length === 1 ? '' : 'the first: '}"${obstacle}").`,
            ]),
      ],
    },
  );
}

/** Rounded to the nearest multiple, at least one of it, never more than there are. */
export function keptChannels(
  { size, multiple: needed, fixedBy }: ChannelGroup,
  keep: number,
  multiple: number,
): number {
  if (fixedBy !== undefined) return size;
  const both = leastCommonMultiple(multiple, needed);
  // Groups of a convolution alone decide where both together would leave hardly a choice: 25 groups and 8 are 200.
  const step = needed === 1 || both <= size / 4 ? both : needed;
  return Math.min(size, Math.max(step, Math.round((keep * size) / step) * step));
}

/** How many groups lose channels, how many could, and because of which layers the others stay. */
function groupsOf(graph: ModelGraph, flow: ChannelFlow, sizeOf: (group: number) => number) {
  const seen = new Set<number>();
  const fixed: string[] = [];
  let removed = 0;
  let free = 0;
  for (const id of graph.tensors.keys()) {
    for (const { group } of flow.layout(id)?.segments ?? []) {
      const { root, size, fixedBy } = flow.groups.get(group);
      if (seen.has(root)) continue;
      seen.add(root);
      if (fixedBy !== undefined) {
        fixed.push(fixedBy);
        continue;
      }
      free += 1;
      if (sizeOf(group) < size) removed += 1;
    }
  }
  return { removed, free, fixed };
}

/** The layer's attributes with as many channels as are left; undefined where nothing changes. */
function narrowed(
  graph: ModelGraph,
  flow: ChannelFlow,
  layer: Layer,
  sizeOf: (group: number) => number,
  tensor: (id: string) => Tensor,
): Attributes | undefined {
  const widths = layer.outputs.map((id) => {
    const layout = flow.layout(id);
    return layout && layoutWidth(layout, sizeOf);
  });
  const [width] = widths;
  const [input = ''] = layer.inputs;
  if (width === undefined) return undefined;
  switch (layer.operator) {
    case 'linear':
    case 'expert-linear':
      return { ...layer.attributes, outFeatures: width };
    case 'conv2d': {
      const channels = { ...layer.attributes, outChannels: width };
      const shape = graph.tensors.get(input)?.shape ?? [];
      return isDepthwise(layer, shape)
        ? { ...channels, groups: tensor(input).shape[1]?.size ?? width }
        : channels;
    }
    case 'split':
    case 'split-features': {
      const axis = flow.layout(layer.outputs[0] ?? '')?.axis;
      const isCut =
        layer.operator === 'split-features' ||
        layer.outputs.some((id) => flow.layout(id)?.segments !== flow.layout(input)?.segments);
      if (axis === undefined || !isCut) return undefined;
      const sizes = widths.map((each) => each ?? 0);
      const isEven = layer.operator === 'split' && sizes.every((each) => each === width);
      if (!isEven) return { ...layer.attributes, sizes };
      return layer.attributes['sizes'] === undefined
        ? undefined
        : { ...layer.attributes, sizes: undefined };
    }
    default:
      return undefined;
  }
}
