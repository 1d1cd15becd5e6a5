// The layers of a GGUF file as a StackSpec: sizes from the metadata, everything else from which tensors the first
// layer has.
import { MOST_FEATURES, MOST_TOKENS } from '../model-limits.ts';
import type {
  AttentionSpec,
  FeedForwardSpec,
  NormSpec,
  StackSpec,
} from '../../zoo/families/transformer/transformer-spec.ts';
import type { GgufPlan } from './gguf-plans.ts';
import { type GgufSizes, noGraph } from './gguf-sizes.ts';

/** @param first "blk.0", "enc.blk.0". */
export function describeStack(sizes: GgufSizes, plan: GgufPlan, first: string): StackSpec {
  const has = (name: string) => sizes.hasTensor(`${first}.${name}`);
  const normPlacement = placementOf(plan, has);
  return {
    layers: sizes.layers(),
    attention: describeAttention(sizes, plan, first),
    feedForward: describeFeedForward(sizes, plan, first),
    norm: normOf(sizes, plan, first),
    normPlacement,
    ...parallelOf(sizes, plan, has),
    finalNorm: !plan.after,
  };
}

function placementOf(plan: GgufPlan, has: (name: string) => boolean): StackSpec['normPlacement'] {
  if (plan.after) return 'after';
  if (!has('post_attention_norm.weight')) return 'before';
  return has('attn_norm.weight') ? 'both' : 'output';
}

function parallelOf(
  sizes: GgufSizes,
  { parallel }: GgufPlan,
  has: (name: string) => boolean,
): Pick<StackSpec, 'parallel'> {
  const own = has('ffn_norm.weight') || has('attn_norm_2.weight');
  if (parallel === undefined) return {};
  switch (parallel) {
    case 'always':
      return { parallel: own ? 'own-norms' : 'shared-norm' };
    case 'without-second-norm':
      return own ? {} : { parallel: 'shared-norm' };
    case 'as-the-file-says':
      return sizes.flag('use_parallel_residual') === false ? {} : { parallel: 'own-norms' };
  }
}

function normOf(sizes: GgufSizes, plan: GgufPlan, first: string): NormSpec {
  if (plan.norm === 'rms') return { kind: 'rms' };
  const norm = `${first}.${plan.after ? 'attn_output_norm' : 'attn_norm'}`;
  return {
    kind: 'layer',
    learned: sizes.hasTensor(`${norm}.weight`),
    bias: sizes.hasTensor(`${norm}.bias`),
  };
}

function describeAttention(sizes: GgufSizes, plan: GgufPlan, first: string): AttentionSpec {
  const hidden = sizes.features('embedding_length');
  const heads = sizes.features('attention.head_count');
  const keyValueHeads = sizes.optional('attention.head_count_kv', MOST_FEATURES) ?? heads;
  const headSize = sizes.optional('attention.key_length', MOST_FEATURES) ?? hidden / heads;
  const valueSize = sizes.optional('attention.value_length', MOST_FEATURES) ?? headSize;
  if (!Number.isInteger(headSize)) {
    noGraph(`${hidden} features cannot be split over ${heads} heads`);
  }
  if (valueSize !== headSize) noGraph('keys and values have heads of different sizes');
  const output = sizes.hasTensor(`${first}.attn_o.weight`) ? 'attn_o' : 'attn_output';
  const window = sizes.optional('attention.sliding_window', MOST_TOKENS);
  return {
    heads,
    keyValueHeads,
    headSize,
    inputBias: sizes.hasTensor(`${first}.attn_q.bias`) || sizes.hasTensor(`${first}.attn_qkv.bias`),
    outputBias: sizes.hasTensor(`${first}.${output}.bias`),
    ...queryKeyNorm(sizes.elements(`${first}.attn_q_norm.weight`), heads, headSize),
    ...(plan.softCap ? { softCap: true } : {}),
    ...(window === undefined ? {} : { window, ...periodOf(plan) }),
  };
}

function periodOf({ windowPeriod }: GgufPlan): Pick<AttentionSpec, 'windowPeriod'> {
  return windowPeriod === undefined ? {} : { windowPeriod };
}

function queryKeyNorm(
  elements: number | undefined,
  heads: number,
  headSize: number,
): Pick<AttentionSpec, 'queryKeyNorm' | 'queryKeyNormOver'> {
  if (elements === undefined) return {};
  if (elements === headSize) return { queryKeyNorm: true };
  if (elements === heads * headSize) return { queryKeyNorm: true, queryKeyNormOver: 'all' };
  return noGraph('the norms of its queries have a shape that is not known');
}

function describeFeedForward(sizes: GgufSizes, plan: GgufPlan, first: string): FeedForwardSpec {
  if (sizes.hasTensor(`${first}.ffn_gate_inp.weight`)) return describeExperts(sizes, plan, first);
  const up = sizes.rows(`${first}.ffn_up.weight`) ?? sizes.features('feed_forward_length');
  if (plan.fusedGate && up % 2 !== 0) noGraph('gate and up in one tensor have an odd size');
  return {
    size: plan.fusedGate ? up / 2 : up,
    gated: plan.fusedGate === true || sizes.hasTensor(`${first}.ffn_gate.weight`),
    bias: sizes.hasTensor(`${first}.ffn_up.bias`),
    activation: plan.activation,
  };
}

function describeExperts(sizes: GgufSizes, plan: GgufPlan, first: string): FeedForwardSpec {
  const count = sizes.experts('expert_count');
  const perToken = sizes.experts('expert_used_count');
  if (perToken > count) noGraph(`a token cannot use ${perToken} of ${count} experts`);
  // Experts lie in one tensor, in older files in one each.
  const size =
    sizes.rows(`${first}.ffn_up_exps.weight`) ??
    sizes.rows(`${first}.ffn_up.0.weight`) ??
    sizes.features('feed_forward_length');
  const gated = ['ffn_gate_exps', 'ffn_gate.0'].some((name) =>
    sizes.hasTensor(`${first}.${name}.weight`),
  );
  return {
    size,
    gated,
    bias: sizes.hasTensor(`${first}.ffn_up_exps.bias`),
    activation: plan.activation,
    experts: { count, perToken, ...sharedExperts(sizes, first, size) },
  };
}

/** Experts that every token uses lie side by side in one tensor. */
function sharedExperts(
  sizes: GgufSizes,
  first: string,
  size: number,
): Pick<NonNullable<FeedForwardSpec['experts']>, 'shared' | 'sharedGate'> {
  const together = sizes.rows(`${first}.ffn_up_shexp.weight`);
  if (together === undefined) return {};
  if (together % size !== 0) noGraph('its shared expert is no multiple of the others in size');
  const sharedGate = sizes.hasTensor(`${first}.ffn_gate_inp_shexp.weight`);
  return { shared: together / size, sharedGate };
}
