import { expect, it } from 'vitest';
import {
  FUZZ_CASES,
  FUZZ_SEED,
  FUZZ_TIMEOUT_MS,
  NODE_METERS,
  showFuzzReport,
} from '../../../../test/support/fuzz.ts';
import { fuzzImporter } from '../fuzz/fuzz-importer.ts';
import { wholeGguf, type WrittenGguf } from './write-gguf.ts';

const llama: WrittenGguf = {
  metadata: [
    ['general.architecture', 'string', 'llama'],
    ['general.name', 'string', 'Tiny'],
    ['general.alignment', 'u32', 32],
    ['llama.block_count', 'u32', 1],
    ['llama.context_length', 'u32', 64],
    ['llama.embedding_length', 'u32', 32],
    ['llama.feed_forward_length', 'u32', 64],
    ['llama.attention.head_count', 'u32', 4],
    ['llama.attention.head_count_kv', 'array', { of: 'u32', items: [2] }],
    ['tokenizer.ggml.tokens', 'array', { of: 'string', items: ['a', 'b', 'c', '</s>'] }],
    ['tokenizer.ggml.scores', 'array', { of: 'f32', items: [0, -1, -2, -3] }],
    ['nested', 'array', { of: 'array', items: [{ of: 'u8', items: [1] }] }],
    ['bytes', 'u64', 12n],
  ],
  tensors: [
    { name: 'token_embd.weight', sizes: [32, 4], type: 8 },
    { name: 'output_norm.weight', sizes: [32] },
    { name: 'blk.0.attn_norm.weight', sizes: [32] },
    { name: 'blk.0.attn_q.weight', sizes: [32, 32], type: 2 },
    { name: 'blk.0.attn_k.weight', sizes: [32, 16], type: 2 },
    { name: 'blk.0.attn_v.weight', sizes: [32, 16], type: 2 },
    { name: 'blk.0.attn_output.weight', sizes: [32, 32], type: 2 },
    { name: 'blk.0.ffn_norm.weight', sizes: [32] },
    { name: 'blk.0.ffn_gate.weight', sizes: [32, 64], type: 1 },
    { name: 'blk.0.ffn_up.weight', sizes: [32, 64], type: 1 },
    { name: 'blk.0.ffn_down.weight', sizes: [64, 32], type: 1 },
  ],
};

const part = (number: number, tensors: WrittenGguf['tensors']) => ({
  name: `tiny-0000${number}-of-00002.gguf`,
  bytes: wholeGguf({ ...llama, tensors }),
});

it(
  `answers ${FUZZ_CASES} damaged GGUF files with a sentence or a count`,
  async () => {
    const report = await fuzzImporter({
      seed: FUZZ_SEED,
      cases: FUZZ_CASES,
      files: [
        { name: 'tiny.gguf', bytes: wholeGguf(llama) },
        { name: 'big-endian.gguf', bytes: wholeGguf({ ...llama, littleEndian: false }) },
        { name: 'old.gguf', bytes: wholeGguf({ ...llama, version: 1 }) },
        { ...part(1, llama.tensors.slice(0, 5)), companions: [part(2, llama.tensors.slice(5))] },
      ],
      meters: NODE_METERS,
    });
    expect(report.refused).toBeGreaterThan(FUZZ_CASES / 10);
    expect(report.counted).toBeGreaterThan(FUZZ_CASES / 20);
    showFuzzReport('gguf', report);
  },
  FUZZ_TIMEOUT_MS,
);
