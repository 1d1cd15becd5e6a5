// A small decoder as it is published in parts: split GGUF, and shards of safetensors with their index.
import { asGguf, type KnownFile } from '../../src/models/importers/gguf/known-files.ts';
import { wholeGguf } from '../../src/models/importers/gguf/write-gguf.ts';
import { safetensors, type TestFile, textFile, tinyConfig } from './model-files.ts';

const {
  hidden_size: hidden,
  intermediate_size: size,
  num_hidden_layers: layers,
  num_attention_heads: heads,
  num_key_value_heads: keyHeads,
  vocab_size: words,
} = tinyConfig;
const keys = (hidden / heads) * keyHeads;

const decoder: KnownFile = {
  name: 'Split decoder',
  architecture: 'llama',
  parameters: 0,
  layers,
  metadata: {
    embedding_length: hidden,
    feed_forward_length: size,
    'attention.head_count': heads,
    'attention.head_count_kv': keyHeads,
    context_length: tinyConfig.max_position_embeddings,
  },
  tensors: {
    'token_embd.weight': [hidden, words],
    'output_norm.weight': [hidden],
    'output.weight': [hidden, words],
  },
  layer: {
    'attn_norm.weight': [hidden],
    'attn_q.weight': [hidden, hidden],
    'attn_k.weight': [hidden, keys],
    'attn_v.weight': [hidden, keys],
    'attn_output.weight': [hidden, hidden],
    'ffn_norm.weight': [hidden],
    'ffn_gate.weight': [hidden, size],
    'ffn_up.weight': [hidden, size],
    'ffn_down.weight': [size, hidden],
  },
};

/** Two parts, the second one first, as a person may well choose them. */
export function splitGguf(): readonly TestFile[] {
  const { metadata, tensors } = asGguf(decoder);
  const part = (index: 0 | 1): TestFile => ({
    name: `decoder-0000${index + 1}-of-00002.gguf`,
    bytes: wholeGguf({
      tensors: index === 0 ? tensors.slice(0, 10) : tensors.slice(10),
      metadata: [
        ...(index === 0 ? metadata : []),
        ['split.no', 'u16', index],
        ['split.count', 'u16', 2],
      ],
    }),
  });
  return [part(1), part(0)];
}

/** Two shards, their index and the configuration. */
export function shards(): readonly TestFile[] {
  const layer = (index: number): Record<string, readonly number[]> => {
    const name = (rest: string): string => `model.layers.${index}.${rest}.weight`;
    return {
      [name('input_layernorm')]: [hidden],
      [name('self_attn.q_proj')]: [hidden, hidden],
      [name('self_attn.k_proj')]: [keys, hidden],
      [name('self_attn.v_proj')]: [keys, hidden],
      [name('self_attn.o_proj')]: [hidden, hidden],
      [name('post_attention_layernorm')]: [hidden],
      [name('mlp.gate_proj')]: [size, hidden],
      [name('mlp.up_proj')]: [size, hidden],
      [name('mlp.down_proj')]: [hidden, size],
    };
  };
  const parts: readonly Record<string, readonly number[]>[] = [
    { 'model.embed_tokens.weight': [words, hidden], ...layer(0) },
    { ...layer(1), 'model.norm.weight': [hidden], 'lm_head.weight': [words, hidden] },
  ];
  const shard = (index: number): string => `model-0000${index + 1}-of-00002.safetensors`;
  const places = parts.flatMap((tensors, index) =>
    Object.keys(tensors).map((name) => [name, shard(index)] as const),
  );
  const index = { metadata: {}, weight_map: Object.fromEntries(places) };
  return [
    ...parts.map((tensors, place) => safetensors(shard(place), tensors)),
    textFile('model.safetensors.index.json', JSON.stringify(index)),
    textFile('config.json', JSON.stringify(tinyConfig)),
  ];
}
