// Follows channels through a graph: which layers make them, which hand them on, and which tie them together, so that a
// group of channels can be removed everywhere at once. Fang et al., DepGraph (arXiv 2301.12900), do so for networks in
// PyTorch. What is not understood here keeps its channels.
import * as v from 'valibot';
import type { Layer, ModelGraph, TensorShape } from '../graph.ts';
import { tensorOf } from '../layer-kind.ts';
import { concatAttributes } from '../operators/concat.operator.ts';
import { conv2dAttributes } from '../operators/conv2d.operator.ts';
import { permuteAttributes } from '../operators/permute.operator.ts';
import { splitAttributes } from '../operators/split.operator.ts';
import { takeTokensAttributes } from '../operators/take-tokens.operator.ts';
import { axisIndex } from '../shapes.ts';
import { ChannelGroups, type Maker } from './channel-groups.ts';
import { type ChannelLayout, cutLayout } from './channel-layout.ts';
import { GraphReaders } from './graph-readers.ts';
import { isDepthwise } from './is-depthwise.ts';

/** They work on each channel alone, or over all of them whatever their number, and keep the shape's axes. */
const KEEPS_CHANNELS: ReadonlySet<string> = new Set([
  'activation',
  'add-parameter',
  'batch-norm',
  'dropout',
  'layer-norm',
  'local-response-norm',
  'pool',
  'prepend-parameter',
  'rms-norm',
  'roll',
  'scale',
  'scale-parameter',
  'stochastic-depth',
]);

export class ChannelFlow {
  readonly groups = new ChannelGroups();
  readonly #graph: ModelGraph;
  readonly #readers: GraphReaders;
  readonly #layouts = new Map<string, ChannelLayout>();
  /** Of layers that share a weight: what the first of them reads and writes. */
  readonly #ofWeight = new Map<string, Layer>();

  constructor(graph: ModelGraph) {
    this.#graph = graph;
    this.#readers = new GraphReaders(graph);
    for (const layer of graph.layers) {
      this.#follow(layer);
      this.#tieShared(layer);
      // What a loop hands on to its next turn is not in the graph.
      if (layer.repeats !== undefined) {
        for (const id of [...layer.inputs, ...layer.outputs]) this.#fix(id, layer.id);
      }
    }
    for (const id of graph.outputs) this.#fix(id, this.#readers.maker(id)?.id ?? id);
  }

  /** Undefined for a tensor whose channels are not followed. */
  layout(tensor: string): ChannelLayout | undefined {
    return this.#layouts.get(tensor);
  }

  #follow(layer: Layer): void {
    const [input = ''] = layer.inputs;
    const [output = ''] = layer.outputs;
    if (KEEPS_CHANNELS.has(layer.operator)) {
      this.#set(output, this.layout(input));
      return;
    }
    switch (layer.operator) {
      case 'conv2d':
        this.#convolution(layer, input, output);
        break;
      case 'linear':
      case 'expert-linear':
        this.#fullyConnected(layer, input, output);
        break;
      case 'embedding':
        this.#make(layer, output, 'other');
        break;
      case 'elementwise':
        this.#combine(layer, output);
        break;
      case 'scale-channels':
        this.#set(output, this.#joined(layer, layer.inputs));
        break;
      case 'concat':
        this.#concatenate(layer, output);
        break;
      case 'split':
      case 'split-features':
        this.#split(layer, input);
        break;
      case 'flatten':
        this.#flatten(layer, input, output);
        break;
      case 'image-to-tokens':
        this.#moveAxis(layer, input, output, (axis) => (axis === 1 ? 2 : undefined));
        break;
      case 'permute': {
        const { order } = v.parse(permuteAttributes, layer.attributes);
        this.#moveAxis(layer, input, output, (axis) => order.indexOf(axis));
        break;
      }
      case 'take-tokens': {
        const { squeeze } = v.parse(takeTokensAttributes, layer.attributes);
        const tokens = axisIndex(this.#shape(input), 'tokens');
        this.#moveAxis(layer, input, output, (axis) => {
          if (axis === tokens) return undefined;
          return squeeze && tokens < axis ? axis - 1 : axis;
        });
        break;
      }
      case 'expert-sum': {
        const [results = '', weights = ''] = layer.inputs;
        this.#fix(weights, layer.id);
        this.#set(output, this.layout(results));
        break;
      }
      default:
        for (const id of layer.inputs) this.#fix(id, layer.id);
    }
  }

  #convolution(layer: Layer, input: string, output: string): void {
    const { groups } = v.parse(conv2dAttributes, layer.attributes);
    if (isDepthwise(layer, this.#shape(input))) {
      this.#set(output, this.layout(input));
      return;
    }
    this.#make(layer, output, 'convolution');
    if (groups === 1) return;
    for (const id of [input, output]) {
      for (const { group } of this.layout(id)?.segments ?? []) {
        this.groups.needMultiple(group, groups);
      }
    }
  }

  #fullyConnected(layer: Layer, input: string, output: string): void {
    const from = this.layout(input);
    if (from && from.axis !== this.#shape(input).length - 1) this.#fix(input, layer.id);
    this.#make(layer, output, 'fully-connected');
  }

  /** New channels; a group for each part where the next layer cuts them apart. */
  #make(layer: Layer, output: string, maker: Maker): void {
    const shape = this.#shape(output);
    const axis = maker === 'convolution' ? 1 : shape.length - 1;
    const size = shape[axis]?.size ?? 0;
    const reader = this.#readers.onlyReader(layer);
    const isCut = reader?.operator === 'split' || reader?.operator === 'split-features';
    const parts = isCut ? reader.outputs.map((id) => this.#shape(id)[axis]?.size ?? 0) : [size];
    const sizes = parts.reduce((sum, each) => sum + each, 0) === size ? parts : [size];
    const segments = sizes.map((each) => ({ group: this.groups.create(each, maker), span: 1 }));
    this.#set(output, { axis, segments });
    // The table of an embedding is made for one width, and so is what the model puts out.
    if (maker === 'other' || this.#readers.isOutput(output)) this.#fix(output, layer.id);
  }

  #combine(layer: Layer, output: string): void {
    const layout = this.#joined(layer, layer.inputs);
    this.#set(output, layout);
    if (layer.attributes['kind'] !== 'add') return;
    for (const { group } of layout?.segments ?? []) this.groups.addedBy(group, layer.id);
  }

  /** The layout that all tensors have from here on; where they do not match, all of them stay as they are. */
  #joined(layer: Layer, tensors: readonly string[]): ChannelLayout | undefined {
    const [first = '', ...others] = tensors;
    const layout = this.layout(first);
    for (const other of others) {
      const second = this.layout(other);
      const fits = layout && second && this.#alike(first, layout, other, second);
      if (!fits) {
        this.#fix(first, layer.id);
        this.#fix(other, layer.id);
        continue;
      }
      for (const [index, { group }] of layout.segments.entries()) {
        this.groups.join(group, second.segments[index]?.group ?? group, layer.id);
      }
    }
    return layout;
  }

  #alike(a: string, first: ChannelLayout, b: string, second: ChannelLayout): boolean {
    const fromEnd = (id: string, { axis }: ChannelLayout) => this.#shape(id).length - axis;
    return (
      fromEnd(a, first) === fromEnd(b, second) &&
      first.segments.length === second.segments.length &&
      first.segments.every(({ span }, index) => span === second.segments[index]?.span)
    );
  }

  #concatenate(layer: Layer, output: string): void {
    const { axis } = v.parse(concatAttributes, layer.attributes);
    const index = axisIndex(this.#shape(layer.inputs[0] ?? ''), axis);
    const layouts = layer.inputs.map((id) => this.layout(id));
    const along = layouts.flatMap((each) => (each?.axis === index ? [each] : []));
    if (along.length === layer.inputs.length) {
      this.#set(output, { axis: index, segments: along.flatMap((each) => each.segments) });
      return;
    }
    if (along.length === 0) {
      this.#set(output, this.#joined(layer, layer.inputs));
      return;
    }
    for (const id of layer.inputs) this.#fix(id, layer.id);
  }

  #split(layer: Layer, input: string): void {
    const layout = this.layout(input);
    if (!layout) return;
    const axis =
      layer.operator === 'split'
        ? axisIndex(this.#shape(input), v.parse(splitAttributes, layer.attributes).axis)
        : this.#shape(input).length - 1;
    if (axis !== layout.axis) {
      for (const id of layer.outputs) this.#set(id, layout);
      return;
    }
    const widths = layer.outputs.map((id) => this.#shape(id)[axis]?.size ?? 0);
    const parts = cutLayout(layout, widths, this.groups);
    if (!parts) {
      this.#fix(input, layer.id);
      return;
    }
    for (const [index, id] of layer.outputs.entries()) this.#set(id, parts[index]);
  }

  /** Each channel becomes as many features as the image has pixels. */
  #flatten(layer: Layer, input: string, output: string): void {
    const layout = this.layout(input);
    if (!layout) return;
    if (layout.axis !== 1) {
      this.#fix(input, layer.id);
      return;
    }
    const pixels = this.#shape(input)
      .slice(2)
      .reduce((product, each) => product * each.size, 1);
    const segments = layout.segments.map(({ group, span }) => ({ group, span: span * pixels }));
    this.#set(output, { axis: 1, segments });
  }

  #moveAxis(
    layer: Layer,
    input: string,
    output: string,
    to: (axis: number) => number | undefined,
  ): void {
    const layout = this.layout(input);
    const axis = layout && to(layout.axis);
    if (axis === undefined || axis < 0) this.#fix(input, layer.id);
    else if (layout) this.#set(output, { axis, segments: layout.segments });
  }

  /** Layers of one operator that share a weight read and write the same channels; others keep theirs. */
  #tieShared(layer: Layer): void {
    for (const weight of layer.parameters) {
      const first = this.#ofWeight.get(weight);
      if (first === undefined) {
        this.#ofWeight.set(weight, layer);
        continue;
      }
      for (const side of ['inputs', 'outputs'] as const) {
        const [ofFirst = ''] = first[side];
        const [ofThis = ''] = layer[side];
        if (first.operator === layer.operator) this.#joined(layer, [ofFirst, ofThis]);
        else for (const id of [ofFirst, ofThis]) this.#fix(id, layer.id);
      }
    }
  }

  #fix(tensor: string, layer: string): void {
    for (const { group } of this.layout(tensor)?.segments ?? []) this.groups.fix(group, layer);
  }

  #set(tensor: string, layout: ChannelLayout | undefined): void {
    if (layout) this.#layouts.set(tensor, layout);
  }

  #shape(tensor: string): TensorShape {
    return tensorOf(this.#graph, tensor).shape;
  }
}
