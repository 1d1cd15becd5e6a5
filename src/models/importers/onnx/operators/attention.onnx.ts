// Fused attention: of ONNX Runtime (com.microsoft) and of the standard from operator set 23 on.
import { packShapes } from '../../../packed-shapes.ts';
import { brokenFile } from '../../broken-file.ts';
import { attend, mergeHeads, splitHeads, withPast } from '../graph/attention.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import {
  type OnnxValue,
  type PlannedTensor,
  sizesOf,
  tensorValue,
  unknownValue,
} from '../graph/value.ts';

/** The context as the node's first output; the others (present keys and values, scores) where they are asked for. */
function results(
  call: NodeCall,
  context: PlannedTensor,
  more: readonly (PlannedTensor | undefined)[] = [],
): readonly OnnxValue[] {
  const { type } = call.value(0);
  return [
    tensorValue(context, type),
    ...more.map((tensor) => (tensor ? tensorValue(tensor, type) : unknownValue(type))),
  ];
}

/** Projection of the input to queries, keys and values at once. Inputs: x, weight, bias, mask, past, added bias. */
function projected(call: NodeCall, weight: number, bias: number): readonly OnnxValue[] {
  const [inFeatures = 0, outFeatures = 0] = call.sizes(weight);
  const sizes = call.sizes(0);
  if (sizes.length !== 3 || sizes[2] !== inFeatures) {
    brokenFile(`its weight of ${inFeatures} rows does not fit ${sizes.join(' × ')}.`);
  }
  if (!call.isStored(weight)) throw new NotKnown();
  const heads = call.integer('num_heads', 1);
  const given = call.integers('qkv_hidden_sizes');
  const parts = given?.length === 3 ? given : [1, 2, 3].map(() => outFeatures / 3);
  const hasBias = call.isStored(bias);
  const all = call.layer('linear', {
    inputs: [call.tensor(0)],
    attributes: { outFeatures, bias: hasBias },
    parameters: { weight, ...(hasBias ? { bias } : {}) },
    part: 'projection',
  });
  const [query, key, value] = call.layers('split', {
    inputs: [all],
    attributes: { axis: 2, parts: 3, sizes: parts },
    part: 'parts',
  });
  if (!query || !key || !value) throw new NotKnown();
  const context = attend(call, {
    query: splitHeads(call, query, heads, 'query'),
    key: splitHeads(call, key, heads, 'key'),
    value: splitHeads(call, value, heads, 'value'),
    mask: call.has(3),
  });
  return results(call, mergeHeads(call, context));
}

interface Heads {
  readonly query: number;
  readonly keys: number;
}

/** Queries, keys and values as inputs 1 to 3; past keys and values by their numbers. */
function separate(
  call: NodeCall,
  heads: Heads,
  places: {
    readonly bias?: number;
    readonly past: readonly [number, number];
    readonly mask: number;
  },
): readonly OnnxValue[] {
  let [query, key, value] = inputsOf(call, heads);
  const biasIndex = places.bias;
  if (biasIndex !== undefined && call.isStored(biasIndex)) {
    query = addBias(call, query, biasIndex);
  }
  const past = places.past.map((index) =>
    call.has(index) && call.value(index).sizes?.length === 4 ? call.tensor(index) : undefined,
  );
  key = withPast(call, splitHeads(call, key, heads.keys, 'key'), past[0], 'past-keys');
  value = withPast(call, splitHeads(call, value, heads.keys, 'value'), past[1], 'past-values');
  const fourAxes = query.shape.length === 4;
  const context = attend(call, {
    query: splitHeads(call, query, heads.query, 'query'),
    key,
    value,
    mask: call.has(places.mask),
  });
  return results(
    call,
    fourAxes && call.type === 'Attention' ? context : mergeHeads(call, context),
    [key, value],
  );
}

/** Packed into the first input where keys and values are left out. */
function inputsOf(call: NodeCall, heads: Heads): [PlannedTensor, PlannedTensor, PlannedTensor] {
  const first = call.tensor(0);
  if (call.has(1) && call.has(2)) return [first, call.tensor(1), call.tensor(2)];
  const sizes = sizesOf(first);
  if (sizes.length === 5) {
    // batch × tokens × heads × 3 × head features.
    const [batch = 1, tokens = 1, own = 1, , features = 1] = sizes;
    const part = call.layer('slice', {
      inputs: [first],
      attributes: { sizes: [batch, tokens, own, 1, features] },
      part: 'parts',
    });
    const flat = call.layer('reshape', {
      inputs: [part],
      attributes: { sizes: [batch, tokens, own * features] },
      part: 'parts',
    });
    return [flat, flat, flat];
  }
  const total = sizes[2] ?? 0;
  const each = total / (heads.query + 2 * heads.keys);
  const parts = [heads.query * each, heads.keys * each, heads.keys * each];
  const [query, key, value] = call.layers('split', {
    inputs: [first],
    attributes: { axis: 2, parts: 3, sizes: parts },
    part: 'parts',
  });
  if (!query || !key || !value) throw new NotKnown();
  return [query, key, value];
}

/** One vector for queries, keys and values; its sums are those of all three. */
function addBias(call: NodeCall, query: PlannedTensor, bias: number): PlannedTensor {
  const sizes = sizesOf(query);
  const features = call.count(bias);
  const tokens = (sizes[0] ?? 1) * (sizes[1] ?? 1);
  return call.layer('routine', {
    inputs: [query],
    attributes: {
      kind: 'bias',
      outputs: packShapes([sizes]),
      parameterShapes: packShapes([[features]]),
      flops: tokens * features,
    },
    parameters: { parameter0: bias },
    part: 'bias',
  });
}

function headsOf(call: NodeCall): Heads {
  const query = call.integer('num_heads', call.integer('q_num_heads', 0));
  const keys = call.integer('kv_num_heads', query);
  if (query > 0 && keys > 0) return { query, keys };
  return { query: call.sizes(0)[1] ?? 1, keys: (call.has(1) ? call.sizes(1)[1] : 1) ?? 1 };
}

/** Two products and a sum for each element that is turned. */
function rotary(call: NodeCall): OnnxValue {
  return call.output('routine', {
    inputs: [call.tensor(0)],
    attributes: {
      kind: 'RotaryEmbedding',
      outputs: packShapes([call.sizes(0)]),
      flops: 3 * call.count(0),
    },
  });
}

export const operators: OperatorTable = {
  'com.microsoft:Attention': (call) => projected(call, 1, 2),
  // Input, weight, bias, their scales, mask.
  'com.microsoft:QAttention': (call) => projected(call, 1, 2),
  'com.microsoft:MultiHeadAttention': (call) =>
    separate(call, headsOf(call), { bias: 3, past: [6, 7], mask: 4 }),
  'com.microsoft:DecoderMaskedMultiHeadAttention': (call) =>
    separate(call, headsOf(call), { past: [5, 6], mask: 3 }),
  'com.microsoft:GroupQueryAttention': (call) =>
    separate(call, headsOf(call), { past: [3, 4], mask: 5 }),
  Attention: (call) => separate(call, headsOf(call), { past: [4, 5], mask: 3 }),
  RotaryEmbedding: rotary,
  'com.microsoft:RotaryEmbedding': rotary,
};
