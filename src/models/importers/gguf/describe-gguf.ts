// From the metadata and tensors of a GGUF file to the shape of its transformer.
import type { TransformerSpec } from '../../zoo/families/transformer/transformer-spec.ts';
import { MOST_FEATURES, MOST_LAYERS } from '../model-limits.ts';
import type { TransformerDescription } from '../transformer-model.ts';
import { describeStack } from './describe-stack.ts';
import { ggufNames, ggufSequenceNames } from './gguf-names.ts';
import { findPlan, type GgufPlan, knownArchitectures } from './gguf-plans.ts';
import { GgufSizes, noGraph } from './gguf-sizes.ts';
import type { GgufTensor } from './read-gguf.ts';
import type { Metadata } from './read-metadata.ts';

/** @throws NoGraphError saying why no graph follows from the file. */
export function describeGguf(
  metadata: Metadata,
  tensors: ReadonlyMap<string, GgufTensor>,
  architecture: string,
): TransformerDescription {
  const sizes = new GgufSizes(metadata, tensors, architecture);
  if (architecture === 't5') return describeT5(sizes);
  const plan = findPlan(architecture);
  if (!plan) {
    return noGraph(
      `the architecture “${architecture}” is not known; known are ${knownArchitectures().join(', ')}`,
    );
  }
  return describeOneStack(sizes, plan);
}

function describeOneStack(sizes: GgufSizes, plan: GgufPlan): TransformerDescription {
  const stack = describeStack(sizes, plan, 'blk.0');
  const tokens = sizes.tokens();
  const positionRows = sizes.rows('position_embd.weight');
  const spec: TransformerSpec = {
    kind: plan.encoder ? 'encoder' : 'decoder',
    ...tokenTable(sizes),
    positions:
      positionRows === undefined
        ? positionsOf(sizes, plan, stack.attention.headSize)
        : { kind: 'learned', rows: positionRows },
    ...segmentsOf(sizes),
    embeddingNorm: sizes.hasTensor('token_embd_norm.weight'),
    ...(plan.scaledTokens ? { embeddingScale: true } : {}),
    stack,
    ...(plan.encoder ? {} : outputOf(sizes, plan)),
    dropout: 0,
    maximumSequenceLength: Math.min(tokens, positionRows ?? tokens),
  };
  const names = ggufNames({
    fusedAttention: sizes.hasTensor('blk.0.attn_qkv.weight'),
    fusedGate: plan.fusedGate ?? false,
    placement: stack.normPlacement,
    secondAttentionNorm: sizes.hasTensor('blk.0.attn_norm_2.weight'),
  });
  return { spec, names, head: plan.encoder ? 'none' : 'language-model' };
}

function describeT5(sizes: GgufSizes): TransformerDescription {
  const plan: GgufPlan = {
    norm: 'rms',
    // T5 1.1 and later are gated and use GELU, the first T5 uses ReLU.
    activation: sizes.hasTensor('enc.blk.0.ffn_gate.weight') ? 'gelu-tanh' : 'relu',
    positions: 'none',
  };
  const described = describeStack(sizes, plan, 'enc.blk.0');
  const stack = { ...described, attention: { ...described.attention, scaled: false } };
  return {
    head: 'language-model',
    names: ggufSequenceNames(),
    spec: {
      kind: 'encoder-decoder',
      ...tokenTable(sizes),
      positions: {
        kind: 'relative',
        buckets: sizes.features('attention.relative_buckets_count'),
      },
      stack,
      decoder: {
        ...stack,
        layers: sizes.optional('decoder_block_count', MOST_LAYERS) ?? stack.layers,
        crossAttention: stack.attention,
      },
      ...outputOf(sizes, plan),
      dropout: 0,
      maximumSequenceLength: sizes.tokens(),
    },
  };
}

function tokenTable(sizes: GgufSizes): Pick<TransformerSpec, 'vocabulary' | 'hidden'> {
  const vocabulary = sizes.rows('token_embd.weight');
  if (vocabulary === undefined) return noGraph('it has no token table (token_embd.weight)');
  return { vocabulary, hidden: sizes.features('embedding_length') };
}

function segmentsOf(sizes: GgufSizes): Pick<TransformerSpec, 'segments'> {
  const segments = sizes.rows('token_types.weight');
  return segments === undefined ? {} : { segments };
}

function positionsOf(
  sizes: GgufSizes,
  plan: GgufPlan,
  headSize: number,
): TransformerSpec['positions'] {
  if (plan.positions !== 'rotary') return { kind: plan.positions };
  const turned = sizes.optional('rope.dimension_count', MOST_FEATURES) ?? headSize;
  return { kind: 'rotary', share: Math.min(1, turned / headSize) };
}

function outputOf(sizes: GgufSizes, plan: GgufPlan): Pick<TransformerSpec, 'output'> {
  return {
    output: {
      tied: !sizes.hasTensor('output.weight'),
      bias: sizes.hasTensor('output.bias'),
      ...(plan.softCap ? { softCap: true } : {}),
    },
  };
}
