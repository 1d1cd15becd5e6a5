// Files as llama.cpp writes them, for tests: the tensors and sizes of published models, by convert_hf_to_gguf.py and
// gguf-py/gguf/constants.py (MODEL_TENSORS). Sizes fastest axis first; weights are never there.
import type { WrittenGguf, WrittenTensor } from './write-gguf.ts';

type Sizes = readonly number[];

export interface KnownFile {
  readonly name: string;
  readonly architecture: string;
  /** Published; without the tables of rotary positions. */
  readonly parameters: number;
  readonly layers: number;
  /** Behind "<architecture>.". */
  readonly metadata: Readonly<Record<string, number | boolean | readonly number[]>>;
  readonly tensors: Readonly<Record<string, Sizes>>;
  /** Of each layer, without "blk.#.". */
  readonly layer: Readonly<Record<string, Sizes>>;
}

/** The tensors of a Llama-like layer. */
function gated(hidden: number, query: number, keyValue: number, size: number) {
  return {
    'attn_norm.weight': [hidden],
    'attn_q.weight': [hidden, query],
    'attn_k.weight': [hidden, keyValue],
    'attn_v.weight': [hidden, keyValue],
    'attn_output.weight': [query, hidden],
    'ffn_norm.weight': [hidden],
    'ffn_gate.weight': [hidden, size],
    'ffn_up.weight': [hidden, size],
    'ffn_down.weight': [size, hidden],
  };
}

/** The tensors of a GPT-2-like layer, with or without biases. */
function plain(hidden: number, fused: number, size: number, bias: 'all' | 'norms' | 'none') {
  const norms = bias === 'none' ? {} : { 'attn_norm.bias': [hidden], 'ffn_norm.bias': [hidden] };
  const others = {
    'attn_qkv.bias': [fused],
    'attn_output.bias': [hidden],
    'ffn_up.bias': [size],
    'ffn_down.bias': [hidden],
  };
  return {
    'attn_norm.weight': [hidden],
    'attn_qkv.weight': [hidden, fused],
    'attn_output.weight': [hidden, hidden],
    'ffn_norm.weight': [hidden],
    'ffn_up.weight': [hidden, size],
    'ffn_down.weight': [size, hidden],
    ...norms,
    ...(bias === 'all' ? others : {}),
  };
}

function without(layer: Readonly<Record<string, Sizes>>, ...names: readonly string[]) {
  return Object.fromEntries(Object.entries(layer).filter(([name]) => !names.includes(name)));
}

function tables(hidden: number, words: number, tied = false) {
  return {
    'token_embd.weight': [hidden, words],
    'output_norm.weight': [hidden],
    ...(tied ? {} : { 'output.weight': [hidden, words] }),
  };
}

function sizes(hidden: number, size: number, heads: number, more: KnownFile['metadata'] = {}) {
  return {
    embedding_length: hidden,
    feed_forward_length: size,
    'attention.head_count': heads,
    context_length: 4096,
    ...more,
  };
}

const GEMMA_2 = 2304;

export const KNOWN_FILES: readonly KnownFile[] = [
  {
    name: 'Llama 2 7B',
    architecture: 'llama',
    parameters: 6_738_415_616,
    layers: 32,
    metadata: sizes(4096, 11_008, 32, { 'attention.head_count_kv': 32 }),
    tensors: tables(4096, 32_000),
    layer: gated(4096, 4096, 4096, 11_008),
  },
  {
    name: 'Llama 3.2 1B, tied, with a table of rotary frequencies',
    architecture: 'llama',
    parameters: 1_235_814_400,
    layers: 16,
    metadata: sizes(2048, 8192, 32, {
      'attention.head_count_kv': 8,
      'attention.key_length': 64,
      'attention.value_length': 64,
    }),
    tensors: { ...tables(2048, 128_256, true), 'rope_freqs.weight': [32] },
    layer: gated(2048, 2048, 512, 8192),
  },
  {
    name: 'Mixtral 8x7B',
    architecture: 'llama',
    parameters: 46_702_792_704,
    layers: 32,
    metadata: sizes(4096, 14_336, 32, {
      'attention.head_count_kv': 8,
      expert_count: 8,
      expert_used_count: 2,
    }),
    tensors: tables(4096, 32_000),
    layer: {
      ...without(
        gated(4096, 4096, 1024, 14_336),
        'ffn_gate.weight',
        'ffn_up.weight',
        'ffn_down.weight',
      ),
      'ffn_gate_inp.weight': [4096, 8],
      'ffn_gate_exps.weight': [4096, 14_336, 8],
      'ffn_up_exps.weight': [4096, 14_336, 8],
      'ffn_down_exps.weight': [14_336, 4096, 8],
    },
  },
  {
    name: 'Qwen2 0.5B',
    architecture: 'qwen2',
    parameters: 494_032_768,
    layers: 24,
    metadata: sizes(896, 4864, 14, { 'attention.head_count_kv': 2 }),
    tensors: tables(896, 151_936, true),
    layer: {
      ...gated(896, 896, 128, 4864),
      'attn_q.bias': [896],
      'attn_k.bias': [128],
      'attn_v.bias': [128],
    },
  },
  {
    name: 'Qwen3 0.6B',
    architecture: 'qwen3',
    parameters: 596_049_920,
    layers: 28,
    metadata: sizes(1024, 3072, 16, {
      'attention.head_count_kv': 8,
      'attention.key_length': 128,
      'attention.value_length': 128,
    }),
    tensors: tables(1024, 151_936, true),
    layer: {
      ...gated(1024, 2048, 1024, 3072),
      'attn_q_norm.weight': [128],
      'attn_k_norm.weight': [128],
    },
  },
  {
    name: 'Qwen3 30B A3B',
    architecture: 'qwen3moe',
    parameters: 30_532_122_624,
    layers: 48,
    metadata: sizes(2048, 6144, 32, {
      'attention.head_count_kv': 4,
      'attention.key_length': 128,
      'attention.value_length': 128,
      expert_count: 128,
      expert_used_count: 8,
      expert_feed_forward_length: 768,
    }),
    tensors: tables(2048, 151_936),
    layer: {
      ...without(
        gated(2048, 4096, 512, 768),
        'ffn_gate.weight',
        'ffn_up.weight',
        'ffn_down.weight',
      ),
      'attn_q_norm.weight': [128],
      'attn_k_norm.weight': [128],
      'ffn_gate_inp.weight': [2048, 128],
      'ffn_gate_exps.weight': [2048, 768, 128],
      'ffn_up_exps.weight': [2048, 768, 128],
      'ffn_down_exps.weight': [768, 2048, 128],
    },
  },
  {
    name: 'Qwen1.5 MoE A2.7B',
    architecture: 'qwen2moe',
    parameters: 14_315_784_192,
    layers: 24,
    metadata: sizes(2048, 5632, 16, {
      'attention.head_count_kv': 16,
      expert_count: 60,
      expert_used_count: 4,
      expert_feed_forward_length: 1408,
      expert_shared_feed_forward_length: 5632,
    }),
    tensors: tables(2048, 151_936),
    layer: {
      ...without(
        gated(2048, 2048, 2048, 1408),
        'ffn_gate.weight',
        'ffn_up.weight',
        'ffn_down.weight',
      ),
      'attn_q.bias': [2048],
      'attn_k.bias': [2048],
      'attn_v.bias': [2048],
      'ffn_gate_inp.weight': [2048, 60],
      'ffn_gate_exps.weight': [2048, 1408, 60],
      'ffn_up_exps.weight': [2048, 1408, 60],
      'ffn_down_exps.weight': [1408, 2048, 60],
      'ffn_gate_shexp.weight': [2048, 5632],
      'ffn_up_shexp.weight': [2048, 5632],
      'ffn_down_shexp.weight': [5632, 2048],
      'ffn_gate_inp_shexp.weight': [2048],
    },
  },
  {
    name: 'Gemma 2B',
    architecture: 'gemma',
    parameters: 2_506_172_416,
    layers: 18,
    metadata: sizes(2048, 16_384, 8, {
      'attention.head_count_kv': 1,
      'attention.key_length': 256,
      'attention.value_length': 256,
    }),
    tensors: tables(2048, 256_000, true),
    layer: gated(2048, 2048, 256, 16_384),
  },
  {
    name: 'Gemma 2 2B',
    architecture: 'gemma2',
    parameters: 2_614_341_888,
    layers: 26,
    metadata: sizes(GEMMA_2, 9216, 8, {
      'attention.head_count_kv': 4,
      'attention.key_length': 256,
      'attention.value_length': 256,
      'attention.sliding_window': 4096,
    }),
    tensors: tables(GEMMA_2, 256_000, true),
    layer: {
      ...gated(GEMMA_2, 2048, 1024, 9216),
      'post_attention_norm.weight': [GEMMA_2],
      'post_ffw_norm.weight': [GEMMA_2],
    },
  },
  {
    name: 'Gemma 3 1B',
    architecture: 'gemma3',
    parameters: 999_885_952,
    layers: 26,
    metadata: sizes(1152, 6912, 4, {
      'attention.head_count_kv': 1,
      'attention.key_length': 256,
      'attention.value_length': 256,
      'attention.sliding_window': 512,
    }),
    tensors: tables(1152, 262_144, true),
    layer: {
      ...gated(1152, 1024, 256, 6912),
      'attn_q_norm.weight': [256],
      'attn_k_norm.weight': [256],
      'post_attention_norm.weight': [1152],
      'post_ffw_norm.weight': [1152],
    },
  },
  {
    name: 'Phi-2',
    architecture: 'phi2',
    parameters: 2_779_683_840,
    layers: 32,
    metadata: sizes(2560, 10_240, 32, { 'rope.dimension_count': 32 }),
    tensors: { ...tables(2560, 51_200), 'output_norm.bias': [2560], 'output.bias': [51_200] },
    layer: without(plain(2560, 7680, 10_240, 'all'), 'ffn_norm.weight', 'ffn_norm.bias'),
  },
  {
    name: 'Phi-3 mini',
    architecture: 'phi3',
    parameters: 3_821_079_552,
    layers: 32,
    metadata: sizes(3072, 8192, 32, { 'attention.head_count_kv': 32 }),
    tensors: tables(3072, 32_064),
    layer: {
      ...without(plain(3072, 9216, 16_384, 'none'), 'ffn_down.weight'),
      'ffn_down.weight': [8192, 3072],
    },
  },
  {
    name: 'GPT-2',
    architecture: 'gpt2',
    parameters: 124_439_808,
    layers: 12,
    metadata: sizes(768, 3072, 12, { context_length: 1024 }),
    tensors: {
      ...tables(768, 50_257, true),
      'output_norm.bias': [768],
      'position_embd.weight': [768, 1024],
    },
    layer: plain(768, 2304, 3072, 'all'),
  },
  {
    name: 'Pythia 70M',
    architecture: 'gptneox',
    parameters: 70_426_624,
    layers: 6,
    metadata: sizes(512, 2048, 8, { use_parallel_residual: true, 'rope.dimension_count': 16 }),
    tensors: { ...tables(512, 50_304), 'output_norm.bias': [512] },
    layer: plain(512, 1536, 2048, 'all'),
  },
  {
    name: 'Falcon 7B',
    architecture: 'falcon',
    parameters: 6_921_720_704,
    layers: 32,
    metadata: sizes(4544, 18_176, 71, { 'attention.head_count_kv': 1 }),
    tensors: { ...tables(4544, 65_024, true), 'output_norm.bias': [4544] },
    layer: without(plain(4544, 4672, 18_176, 'norms'), 'ffn_norm.weight', 'ffn_norm.bias'),
  },
  {
    name: 'Falcon 40B',
    architecture: 'falcon',
    parameters: 41_303_293_952,
    layers: 60,
    metadata: sizes(8192, 32_768, 128, { 'attention.head_count_kv': 8 }),
    tensors: { ...tables(8192, 65_024, true), 'output_norm.bias': [8192] },
    layer: {
      ...without(plain(8192, 9216, 32_768, 'norms'), 'ffn_norm.weight', 'ffn_norm.bias'),
      'attn_norm_2.weight': [8192],
      'attn_norm_2.bias': [8192],
    },
  },
  {
    name: 'StarCoder 2 3B',
    architecture: 'starcoder2',
    parameters: 3_030_371_328,
    layers: 30,
    metadata: sizes(3072, 12_288, 24, { 'attention.head_count_kv': 2 }),
    tensors: { ...tables(3072, 49_152, true), 'output_norm.bias': [3072] },
    layer: {
      ...without(plain(3072, 3584, 12_288, 'all'), 'attn_qkv.weight', 'attn_qkv.bias'),
      'attn_q.weight': [3072, 3072],
      'attn_q.bias': [3072],
      'attn_k.weight': [3072, 256],
      'attn_k.bias': [256],
      'attn_v.weight': [3072, 256],
      'attn_v.bias': [256],
    },
  },
  {
    name: 'BLOOM 560M',
    architecture: 'bloom',
    parameters: 559_214_592,
    layers: 24,
    metadata: sizes(1024, 4096, 16, { context_length: 2048 }),
    tensors: {
      ...tables(1024, 250_880, true),
      'output_norm.bias': [1024],
      'token_embd_norm.weight': [1024],
      'token_embd_norm.bias': [1024],
    },
    layer: plain(1024, 3072, 4096, 'all'),
  },
  {
    name: 'MPT 7B',
    architecture: 'mpt',
    parameters: 6_649_286_656,
    layers: 32,
    metadata: sizes(4096, 16_384, 32),
    tensors: tables(4096, 50_432, true),
    layer: plain(4096, 12_288, 16_384, 'none'),
  },
  {
    name: 'StableLM 2 1.6B',
    architecture: 'stablelm',
    parameters: 1_644_515_328,
    layers: 24,
    metadata: sizes(2048, 5632, 32, { 'rope.dimension_count': 16 }),
    tensors: { ...tables(2048, 100_352), 'output_norm.bias': [2048] },
    layer: {
      ...gated(2048, 2048, 2048, 5632),
      'attn_norm.bias': [2048],
      'ffn_norm.bias': [2048],
      'attn_q.bias': [2048],
      'attn_k.bias': [2048],
      'attn_v.bias': [2048],
    },
  },
  {
    name: 'OLMo 1B, whose norms have no tensors',
    architecture: 'olmo',
    parameters: 1_176_764_416,
    layers: 16,
    metadata: sizes(2048, 8192, 16),
    tensors: { 'token_embd.weight': [2048, 50_304] },
    layer: without(gated(2048, 2048, 2048, 8192), 'attn_norm.weight', 'ffn_norm.weight'),
  },
  {
    name: 'OLMo 2 7B',
    architecture: 'olmo2',
    parameters: 7_298_617_344,
    layers: 32,
    metadata: sizes(4096, 11_008, 32),
    tensors: tables(4096, 100_352),
    layer: {
      ...without(gated(4096, 4096, 4096, 11_008), 'attn_norm.weight', 'ffn_norm.weight'),
      'attn_q_norm.weight': [4096],
      'attn_k_norm.weight': [4096],
      'post_attention_norm.weight': [4096],
      'post_ffw_norm.weight': [4096],
    },
  },
  {
    // 109,482,240 less the pooler, which llama.cpp leaves out: 768 × 768 + 768.
    name: 'BERT base',
    architecture: 'bert',
    parameters: 108_891_648,
    layers: 12,
    metadata: sizes(768, 3072, 12, { context_length: 512 }),
    tensors: {
      'token_embd.weight': [768, 30_522],
      'token_types.weight': [768, 2],
      'position_embd.weight': [768, 512],
      'token_embd_norm.weight': [768],
      'token_embd_norm.bias': [768],
    },
    layer: {
      'attn_q.weight': [768, 768],
      'attn_q.bias': [768],
      'attn_k.weight': [768, 768],
      'attn_k.bias': [768],
      'attn_v.weight': [768, 768],
      'attn_v.bias': [768],
      'attn_output.weight': [768, 768],
      'attn_output.bias': [768],
      'attn_output_norm.weight': [768],
      'attn_output_norm.bias': [768],
      'ffn_up.weight': [768, 3072],
      'ffn_up.bias': [3072],
      'ffn_down.weight': [3072, 768],
      'ffn_down.bias': [768],
      'layer_output_norm.weight': [768],
      'layer_output_norm.bias': [768],
    },
  },
  t5Small(),
];

function t5Small(): KnownFile {
  const tensors: Record<string, Sizes> = {
    'token_embd.weight': [512, 32_128],
    'enc.output_norm.weight': [512],
    'dec.output_norm.weight': [512],
    'enc.blk.0.attn_rel_b.weight': [8, 32],
    'dec.blk.0.attn_rel_b.weight': [8, 32],
  };
  const square = ['q', 'k', 'v', 'o'];
  for (const side of ['enc', 'dec']) {
    for (let index = 0; index < 6; index++) {
      const block = `${side}.blk.${index}`;
      const attentions = side === 'enc' ? ['attn'] : ['attn', 'cross_attn'];
      for (const name of attentions) {
        tensors[`${block}.${name}_norm.weight`] = [512];
        for (const letter of square) tensors[`${block}.${name}_${letter}.weight`] = [512, 512];
      }
      tensors[`${block}.ffn_norm.weight`] = [512];
      tensors[`${block}.ffn_up.weight`] = [512, 2048];
      tensors[`${block}.ffn_down.weight`] = [2048, 512];
    }
  }
  return {
    name: 'T5 small',
    architecture: 't5',
    parameters: 60_506_624,
    layers: 6,
    metadata: sizes(512, 2048, 8, {
      context_length: 512,
      'attention.key_length': 64,
      'attention.value_length': 64,
      'attention.relative_buckets_count': 32,
    }),
    tensors,
    layer: {},
  };
}

export function listTensors(file: KnownFile): readonly WrittenTensor[] {
  const tensors = Object.entries(file.tensors).map(([name, each]) => ({ name, sizes: each }));
  for (let index = 0; index < file.layers; index++) {
    for (const [name, each] of Object.entries(file.layer)) {
      tensors.push({ name: `blk.${index}.${name}`, sizes: each });
    }
  }
  return tensors;
}

export function asGguf(file: KnownFile, more: Partial<WrittenGguf> = {}): WrittenGguf {
  const { architecture } = file;
  return {
    tensors: listTensors(file),
    metadata: [
      ['general.architecture', 'string', architecture],
      ['general.name', 'string', file.name],
      [`${architecture}.block_count`, 'u32', file.layers],
      ...Object.entries(file.metadata).map(([key, value]): WrittenGguf['metadata'][number] => {
        const full = `${architecture}.${key}`;
        if (typeof value === 'boolean') return [full, 'bool', value];
        if (typeof value === 'number') return [full, 'u32', value];
        return [full, 'array', { of: 'u32', items: value }];
      }),
    ],
    ...more,
  };
}
