import { expect, it } from 'vitest';
import {
  FUZZ_CASES,
  FUZZ_SEED,
  FUZZ_TIMEOUT_MS,
  NODE_METERS,
  showFuzzReport,
} from '../../../../test/support/fuzz.ts';
import { fuzzImporter } from '../fuzz/fuzz-importer.ts';
import { wholeSafetensors } from './write-safetensors.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

const config = encode({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 8,
  intermediate_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  vocab_size: 10,
  torch_dtype: 'float16',
});
const tensors = [
  { name: 'model.embed_tokens.weight', dtype: 'F16', shape: [10, 8] },
  { name: 'model.layers.0.self_attn.q_proj.weight', dtype: 'F16', shape: [8, 8] },
  { name: 'model.layers.0.self_attn.rotary_emb.inv_freq', dtype: 'F32', shape: [4] },
  { name: 'scale', dtype: 'F64', shape: [] },
];
const shards = [tensors.slice(0, 2), tensors.slice(2)].map((part, index) => ({
  name: `model-0000${index + 1}-of-00002.safetensors`,
  bytes: wholeSafetensors(part, { format: 'pt' }),
}));
const weightMap = Object.fromEntries(
  tensors.map(({ name }, at) => [name, shards[at < 2 ? 0 : 1]?.name]),
);
const index = {
  name: 'model.safetensors.index.json',
  bytes: encode({ metadata: { total_size: 300 }, weight_map: weightMap }),
};
const beside = [{ name: 'config.json', bytes: config }];

it(
  `answers ${FUZZ_CASES} damaged safetensors files with a sentence or a count`,
  async () => {
    const report = await fuzzImporter({
      seed: FUZZ_SEED,
      cases: FUZZ_CASES,
      files: [
        { name: 'model.safetensors', bytes: wholeSafetensors(tensors, { format: 'pt' }) },
        { name: 'model.safetensors', bytes: wholeSafetensors(tensors), companions: beside },
        { ...index, companions: [...shards, ...beside] },
        { ...index, companions: shards.slice(0, 1) },
      ],
      meters: NODE_METERS,
    });
    expect(report.refused).toBeGreaterThan(FUZZ_CASES / 10);
    expect(report.opened).toBeGreaterThan(FUZZ_CASES / 10);
    showFuzzReport('safetensors', report);
  },
  FUZZ_TIMEOUT_MS,
);
