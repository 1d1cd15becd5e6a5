// Attention of one layer: projections, norms of queries and keys, rotary positions, products, output projection.
import type { Tensor } from '../../../graph.ts';
import { attend } from '../transformer.ts';
import { apply, layerOptions, normalise, type Part, project } from './part.ts';
import type { AttentionNames } from './transformer-names.ts';
import type { AttentionSpec, NormSpec, PositionSpec } from './transformer-spec.ts';

export interface AttentionContext {
  readonly mask: 'none' | 'padding' | 'causal';
  readonly positions: PositionSpec;
  /** Of queries and keys. */
  readonly norm: NormSpec;
  readonly dropout: number;
  /** The encoder's output, for attention over it. */
  readonly memory?: Tensor;
  /** The one bias of relative positions of this stack: made by its first layer, added by all. */
  relativeBias?: Tensor;
}

interface Projected {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
}

/** @param input batch × tokens × features. @returns batch × tokens × `hidden`. */
export function attentionPart(
  part: Part,
  prefix: string,
  names: AttentionNames,
  input: Tensor,
  spec: AttentionSpec,
  hidden: number,
  context: AttentionContext,
): Tensor {
  const named = (name: string) => `${prefix}.${name}`;
  const projected = projections(part, named, names, input, spec, context.memory);
  const { query, key, value } = intoHeads(part, named, names, projected, spec, context);
  const products = attend(part.graph, named(names.path), query, key, value, {
    mask: context.memory === undefined ? context.mask : 'padding',
    dropout: context.dropout,
    block: part.block,
    scale: (spec.scaled ?? true) && !scalesScores(spec, context),
    sharedHeads: spec.keyValueHeads < spec.heads,
    adjustScores: (scores) => adjustScores(part, named, names, scores, spec, context),
  });
  return project(part, named(names.output), products, hidden, spec.outputBias);
}

function projections(
  part: Part,
  named: (name: string) => string,
  names: AttentionNames,
  input: Tensor,
  spec: AttentionSpec,
  memory: Tensor | undefined,
): Projected {
  const queryFeatures = spec.heads * spec.headSize;
  const keyFeatures = spec.keyValueHeads * spec.headSize;
  if (names.fused !== undefined && memory === undefined) {
    const sizes = [queryFeatures, keyFeatures, keyFeatures];
    const all = project(
      part,
      named(names.fused),
      input,
      queryFeatures + 2 * keyFeatures,
      spec.inputBias,
    );
    const [query = all, key = all, value = all] = part.graph.applyMany(
      'split-features',
      named(`${names.path}.split`),
      [all],
      { sizes },
      { block: part.block },
    );
    return { query, key, value };
  }
  const read = memory ?? input;
  return {
    query: project(part, named(names.query), input, queryFeatures, spec.inputBias),
    key: project(part, named(names.key), read, keyFeatures, spec.inputBias),
    value: project(part, named(names.value), read, keyFeatures, spec.inputBias),
  };
}

function intoHeads(
  part: Part,
  named: (name: string) => string,
  names: AttentionNames,
  projected: Projected,
  spec: AttentionSpec,
  context: AttentionContext,
): Projected {
  const split = (role: string, tensor: Tensor, heads: number) =>
    apply(part, 'split-heads', named(`${names.path}.${role}_heads`), [tensor], { heads });
  const { queryKeyNorm = false, queryKeyNormOver = 'head' } = spec;
  const norm = (over: 'head' | 'all', name: string, tensor: Tensor) =>
    queryKeyNorm && over === queryKeyNormOver
      ? normalise(part, named(name), tensor, context.norm)
      : tensor;
  const wholeQuery = norm('all', names.queryNorm, projected.query);
  const wholeKey = norm('all', names.keyNorm, projected.key);
  const query = norm('head', names.queryNorm, split('query', wholeQuery, spec.heads));
  const key = norm('head', names.keyNorm, split('key', wholeKey, spec.keyValueHeads));
  const value = split('value', projected.value, spec.keyValueHeads);
  if (context.positions.kind !== 'rotary' || context.memory !== undefined) {
    return { query, key, value };
  }
  const name = named(`${names.path}.rotary`);
  const { share = 1 } = context.positions;
  const [turnedQuery = query, turnedKey = key] = part.graph.applyMany(
    'rotary',
    name,
    [query, key],
    { share },
    layerOptions(part, name),
  );
  return { query: turnedQuery, key: turnedKey, value };
}

/** What is done to the scores comes after their scaling: a cap and linear biases scale by themselves. */
function scalesScores(spec: AttentionSpec, { memory, positions }: AttentionContext): boolean {
  return spec.softCap === true || (memory === undefined && positions.kind === 'alibi');
}

function adjustScores(
  part: Part,
  named: (name: string) => string,
  names: AttentionNames,
  scores: Tensor,
  spec: AttentionSpec,
  context: AttentionContext,
): Tensor {
  const { positions } = context;
  const scaling = (spec.scaled ?? true) ? { headSize: spec.headSize } : {};
  if (spec.softCap) {
    return apply(part, 'soft-cap', named(`${names.path}.soft_cap`), [scores], scaling);
  }
  if (context.memory !== undefined) return scores;
  if (positions.kind === 'alibi') {
    return apply(part, 'alibi', named(`${names.path}.alibi`), [scores], scaling);
  }
  if (positions.kind !== 'relative') return scores;
  const { buckets } = positions;
  // A decoder looks back only, and T5 gives it all buckets for that.
  const bidirectional = context.mask !== 'causal';
  context.relativeBias ??= apply(part, 'relative-bias', named(names.relativeBias), [scores], {
    buckets,
    bidirectional,
  });
  return apply(
    part,
    'elementwise',
    named(`${names.path}.add_bias`),
    [scores, context.relativeBias],
    {
      kind: 'add',
    },
  );
}
