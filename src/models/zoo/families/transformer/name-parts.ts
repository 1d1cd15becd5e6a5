// Small makers of names that the families share.
import type {
  AttentionNames,
  EmbeddingNames,
  FeedForwardNames,
  PartNames,
  TransformerNames,
} from './transformer-names.ts';

export function attentionNames(
  path: string,
  [query, key, value, output]: readonly [string, string, string, string],
  more: Partial<AttentionNames> = {},
): AttentionNames {
  return {
    path,
    query: `${path}.${query}`,
    key: `${path}.${key}`,
    value: `${path}.${value}`,
    output: `${path}.${output}`,
    queryNorm: `${path}.q_norm`,
    keyNorm: `${path}.k_norm`,
    relativeBias: `${path}.relative_attention_bias`,
    ...more,
  };
}

export const PROJECTIONS = ['q_proj', 'k_proj', 'v_proj', 'o_proj'] as const;
export const OUT_PROJECTIONS = ['q_proj', 'k_proj', 'v_proj', 'out_proj'] as const;

export function fusedAttention(path: string, fused: string, output: string): AttentionNames {
  return attentionNames(path, ['query', 'key', 'value', output], { fused: `${path}.${fused}` });
}

export function partNames(norm: string, part: string, outputNorm = `${norm}_output`): PartNames {
  return { norm, outputNorm, dropout: `${part}.dropout`, add: `${part}.add` };
}

export function feedForwardNames(
  path: string,
  up: string,
  down: string,
  more: Partial<FeedForwardNames> = {},
): FeedForwardNames {
  return {
    path,
    gate: 'gate_proj',
    up,
    down,
    activation: 'act_fn',
    router: 'gate',
    experts: 'experts',
    sharedExperts: 'shared_experts',
    ...more,
  };
}

export function embeddingNames(words: string, more: Partial<EmbeddingNames> = {}): EmbeddingNames {
  return {
    words,
    positions: 'embed_positions',
    segments: 'embed_segments',
    norm: 'embed_norm',
    dropout: 'embed_dropout',
    projection: 'project_in',
    ...more,
  };
}

export function styled(
  parts: Pick<TransformerNames, 'embeddings' | 'stack'> & Partial<TransformerNames>,
): TransformerNames {
  return {
    output: 'lm_head',
    outputProjection: 'project_out',
    pooler: 'pooler.dense',
    transform: { dense: 'lm_head.dense', norm: 'lm_head.layer_norm' },
    segmentHead: 'seq_relationship',
    preClassifier: 'classifier.dense',
    classifier: 'classifier',
    ...parts,
  };
}
