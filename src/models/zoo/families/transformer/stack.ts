// The layers of an encoder or a decoder, one after the other.
import type { Tensor } from '../../../graph.ts';
import type { GraphBuilder } from '../../../graph-builder.ts';
import { type AttentionContext, attentionPart } from './attention.ts';
import { feedForwardPart } from './feed-forward.ts';
import { add, drop, normalise, type Part } from './part.ts';
import type { PartNames, StackNames } from './transformer-names.ts';
import type { PositionSpec, StackSpec } from './transformer-spec.ts';

export interface StackContext {
  readonly hidden: number;
  readonly mask: 'none' | 'padding' | 'causal';
  readonly positions: PositionSpec;
  readonly dropout: number;
  readonly attentionDropout: number;
  /** The encoder's output, in the decoder of a sequence-to-sequence model. */
  readonly memory?: Tensor;
}

type Inner = (input: Tensor) => Tensor;

/** @param input batch × tokens × hidden. @returns the same shape. */
export function runStack(
  graph: GraphBuilder,
  input: Tensor,
  spec: StackSpec,
  names: StackNames,
  context: StackContext,
): Tensor {
  const attention: AttentionContext = {
    mask: context.mask,
    positions: context.positions,
    norm: spec.norm,
    dropout: context.attentionDropout,
  };
  let x = input;
  for (let index = 0; index < spec.layers; index++) {
    x = runLayer(graph, x, index, spec, names, context, attention);
  }
  if (!spec.finalNorm) return x;
  const block = names.finalNorm;
  const normal = normalise({ graph, block }, names.finalNorm, x, spec.norm);
  return normal;
}

function runLayer(
  graph: GraphBuilder,
  input: Tensor,
  index: number,
  spec: StackSpec,
  names: StackNames,
  context: StackContext,
  attention: AttentionContext,
): Tensor {
  const prefix = names.layer.replace('#', String(index));
  const shared = spec.sharedLayers === true && index > 0;
  // Layers that share their weights share their names; a number keeps them apart in tables.
  const part: Part = { graph, block: shared ? `${prefix} (${index + 1})` : prefix, shared };
  const { hidden, memory } = context;
  const attend: Inner = (x) =>
    attentionPart(part, prefix, names.attention, x, spec.attention, hidden, attention);
  const feed: Inner = (x) =>
    feedForwardPart(part, prefix, names.feedForward, x, spec.feedForward, hidden, index);
  if (spec.parallel !== undefined) {
    return parallel(part, prefix, spec, names, context, input, attend, feed);
  }
  let x = around(part, prefix, spec, names.aroundAttention, context, input, attend);
  const { crossAttention } = spec;
  if (crossAttention !== undefined && memory !== undefined && names.cross && names.aroundCross) {
    const { cross } = names;
    const look: Inner = (y) =>
      attentionPart(part, prefix, cross, y, crossAttention, hidden, { ...attention, memory });
    x = around(part, prefix, spec, names.aroundCross, context, x, look);
  }
  return around(part, prefix, spec, names.aroundFeedForward, context, x, feed);
}

/** One part with its norms, its dropout and its residual connection. */
function around(
  part: Part,
  prefix: string,
  spec: StackSpec,
  names: PartNames,
  context: StackContext,
  input: Tensor,
  inner: Inner,
): Tensor {
  const norm = (name: string, x: Tensor) => normalise(part, `${prefix}.${name}`, x, spec.norm);
  const placement = spec.normPlacement;
  const before = placement === 'before' || placement === 'both';
  let x = inner(before ? norm(names.norm, input) : input);
  if (placement === 'both') x = norm(names.outputNorm, x);
  if (placement === 'output') x = norm(names.norm, x);
  x = drop(part, `${prefix}.${names.dropout}`, x, context.dropout);
  x = add(part, `${prefix}.${names.add}`, x, input);
  return placement === 'after' ? norm(names.norm, x) : x;
}

function parallel(
  part: Part,
  prefix: string,
  spec: StackSpec,
  names: StackNames,
  context: StackContext,
  input: Tensor,
  attend: Inner,
  feed: Inner,
): Tensor {
  const norm = (name: string) => normalise(part, `${prefix}.${name}`, input, spec.norm);
  const attentionInput = norm(names.aroundAttention.norm);
  const feedInput =
    spec.parallel === 'shared-norm' ? attentionInput : norm(names.aroundFeedForward.norm);
  const { aroundAttention, aroundFeedForward } = names;
  const ended = (around: PartNames, x: Tensor) =>
    drop(part, `${prefix}.${around.dropout}`, x, context.dropout);
  const seen = ended(aroundAttention, attend(attentionInput));
  const fed = ended(aroundFeedForward, feed(feedInput));
  return add(part, `${prefix}.${aroundFeedForward.add}`, input, seen, fed);
}
