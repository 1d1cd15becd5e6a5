import { describe, expect, it } from 'vitest';
import { countModel } from '../../count.ts';
import { memorySource, textSource, virtualSource } from '../fuzz/memory-source.ts';
import type { ByteSource } from '../byte-source.ts';
import { openModelFile } from '../open-model-file.ts';
import { wholeSafetensors, type WrittenSafetensor, writeSafetensors } from './write-safetensors.ts';

const HIDDEN = 8;

/** A Llama of one layer, tied: 264 parameters of embeddings, layer and norm. */
const config = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: HIDDEN,
  intermediate_size: 16,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  vocab_size: 10,
  max_position_embeddings: 2048,
  tie_word_embeddings: true,
  torch_dtype: 'bfloat16',
};

function llama(dtype = 'BF16'): WrittenSafetensor[] {
  const square = ['q', 'k', 'v', 'o'].map((letter) => ({
    name: `model.layers.0.self_attn.${letter}_proj.weight`,
    dtype,
    shape: [HIDDEN, HIDDEN],
  }));
  const mlp = ['gate', 'up', 'down'].map((part) => ({
    name: `model.layers.0.mlp.${part}_proj.weight`,
    dtype,
    shape: part === 'down' ? [HIDDEN, 16] : [16, HIDDEN],
  }));
  const norms = ['layers.0.input_layernorm', 'layers.0.post_attention_layernorm', 'norm'].map(
    (name) => ({ name: `model.${name}.weight`, dtype: 'F32', shape: [HIDDEN] }),
  );
  const words = { name: 'model.embed_tokens.weight', dtype, shape: [10, HIDDEN] };
  return [words, ...square, ...mlp, ...norms];
}

const ELEMENTS = 10 * HIDDEN + 4 * HIDDEN * HIDDEN + 3 * 16 * HIDDEN + 3 * HIDDEN;

function file(tensors: readonly WrittenSafetensor[], name = 'model.safetensors') {
  const { head, size } = writeSafetensors(tensors, { format: 'pt' });
  return virtualSource(name, head, size);
}

const configFile = (more: object = {}) =>
  textSource('config.json', JSON.stringify({ ...config, ...more }));

describe('a single file', () => {
  it('lists elements and bytes of each type, and asks for config.json', async () => {
    const model = await openModelFile(file(llama()));
    expect(model.weights).toEqual({
      elements: ELEMENTS,
      bytes: 2 * (ELEMENTS - 24) + 4 * 24,
      types: [
        { type: 'BF16', tensors: 8, elements: ELEMENTS - 24, bytes: 2 * (ELEMENTS - 24) },
        { type: 'F32', tensors: 3, elements: 24, bytes: 96 },
      ],
    });
    expect(model.buildGraph).toBeUndefined();
    expect(model.warnings.join()).toContain('config.json');
    expect(model.facts).toContainEqual({ label: 'format', value: 'pt' });
  });

  it('has a graph when config.json lies beside it, with as many parameters', async () => {
    const model = await openModelFile(file(llama()), { companions: [configFile()] });
    expect(model.warnings).toEqual([]);
    const graph = model.buildGraph?.({ sequenceLength: 4 }) ?? expect.fail('no graph');
    expect(countModel(graph).params).toBe(ELEMENTS);
  });

  it('leaves buffers out of the comparison', async () => {
    const buffer = {
      name: 'model.layers.0.self_attn.rotary_emb.inv_freq',
      dtype: 'F32',
      shape: [2],
    };
    const model = await openModelFile(file([...llama(), buffer]), { companions: [configFile()] });
    expect(model.warnings).toEqual([]);
    expect(model.weights?.elements).toBe(ELEMENTS + 2);
  });

  it('says so when config.json is of another model', async () => {
    const companions = [configFile({ vocab_size: 12 })];
    const model = await openModelFile(file(llama()), { companions });
    expect(model.warnings.join()).toContain('16 fewer in the file');
  });

  it('tells the weights when config.json is of no known model, and why there is no graph', async () => {
    const companions = [configFile({ model_type: 'mamba' })];
    const model = await openModelFile(file(llama()), { companions });
    expect(model.weights?.elements).toBe(ELEMENTS);
    expect(model.buildGraph).toBeUndefined();
    expect(model.warnings.join()).toContain('“mamba” is not known yet');
  });

  it('is recognised without its extension', async () => {
    const model = await openModelFile(file(llama(), 'blob'));
    expect(model.format).toBe('safetensors');
  });
});

describe('a file written by safetensors 0.8', () => {
  // save_file of b.weight (4 × 3, BF16), a.weight (5 × 2, F32), n (a scalar, I64) and e (0 × 7, F16).
  const written =
    'EAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJwdCJ9LCJuIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlswLDhdfSwiYS53ZWlnaHQiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzUsMl0sImRhdGFfb2Zmc2V0cyI6WzgsNDhdfSwiYi53ZWlnaHQiOnsiZHR5cGUiOiJCRjE2Iiwic2hhcGUiOls0LDNdLCJkYXRhX29mZnNldHMiOls0OCw3Ml19LCJlIjp7ImR0eXBlIjoiRjE2Iiwic2hhcGUiOlswLDddLCJkYXRhX29mZnNldHMiOls3Miw3Ml19fSAgIAMAAAAAAAAA';

  it('is read whole', async () => {
    const head = Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
    const model = await openModelFile(virtualSource('tiny.safetensors', head, 8 + 272 + 72));
    expect(model.weights).toMatchObject({ elements: 10 + 12 + 1, bytes: 40 + 24 + 8 });
    expect(model.facts).toContainEqual({ label: 'Tensors', value: '4' });
  });
});

describe('a sharded model', () => {
  const tensors = llama();
  const shards = [tensors.slice(0, 5), tensors.slice(5)].map((part, index) =>
    file(part, `model-0000${index + 1}-of-00002.safetensors`),
  );
  const total = 2 * (ELEMENTS - 24) + 96;
  const index = (metadata: object = { total_size: total }): ByteSource => {
    const map = tensors.map(({ name }, at) => [name, shards[at < 5 ? 0 : 1]?.name ?? '']);
    const text = JSON.stringify({ metadata, weight_map: Object.fromEntries(map) as object });
    return textSource('model.safetensors.index.json', text);
  };
  const [first, second] = shards;
  if (!first || !second) throw new Error('Two shards were made.');

  it('is exact when the index and all shards are there', async () => {
    const model = await openModelFile(index(), { companions: [...shards, configFile()] });
    expect(model.weights?.elements).toBe(ELEMENTS);
    expect(model.warnings).toEqual([]);
    expect(countModel(model.buildGraph?.({}) ?? expect.fail('no graph')).params).toBe(ELEMENTS);
  });

  it('names the shards that are missing and takes elements from the total size', async () => {
    const model = await openModelFile(index(), { companions: [first] });
    expect(model.weights).toMatchObject({ bytes: total, elements: total / 2 });
    expect(model.warnings.join()).toContain('1 of 2 shards was not given');
    expect(model.warnings.join()).toContain('model-00002-of-00002.safetensors');
  });

  it('takes the parameters that the index states', async () => {
    const stated = index({ total_size: total, total_parameters: ELEMENTS });
    const model = await openModelFile(stated, { companions: [configFile()] });
    expect(model.weights).toMatchObject({ bytes: total, elements: ELEMENTS });
  });

  it('tells no elements where nothing says the type', async () => {
    const model = await openModelFile(index());
    expect(model.weights).toBeUndefined();
    expect(model.facts).toContainEqual({
      label: 'Total size',
      value: `${total.toLocaleString('en')} bytes`,
    });
  });

  it('says when the shards are of another model', async () => {
    const other = file(tensors.slice(6), second.name);
    const model = await openModelFile(index(), { companions: [first, other] });
    expect(model.warnings.join()).toContain('lists 11 tensors and the shards hold 10');
  });

  it('is whole without an index when its parts lie together', async () => {
    const model = await openModelFile(second, { companions: [first, configFile()] });
    expect(model.weights?.elements).toBe(ELEMENTS);
    expect(model.warnings).toEqual([]);
    expect(model.buildGraph).toBeDefined();
  });

  it('names the parts that are missing without an index', async () => {
    const model = await openModelFile(second);
    expect(model.warnings.join()).toContain('part 2 of 2');
    expect(model.warnings.join()).toContain('model-00001-of-00002.safetensors');
  });
});

describe('weights that are all there', () => {
  it('are read from memory the same', async () => {
    const bytes = wholeSafetensors(llama());
    const model = await openModelFile(memorySource('model.safetensors', bytes));
    expect(model.weights?.elements).toBe(ELEMENTS);
  });
});
