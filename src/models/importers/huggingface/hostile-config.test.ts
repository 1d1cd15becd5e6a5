import { describe, expect, it } from 'vitest';
import { countModel } from '../../count.ts';
import { textSource, virtualSource } from '../fuzz/memory-source.ts';
import { openModelFile } from '../open-model-file.ts';
import published from './fixtures/published-configs.json' with { type: 'json' };

const llama = { model_type: 'llama', architectures: ['LlamaForCausalLM'] };
const open = (config: object | string) =>
  openModelFile(
    textSource('config.json', typeof config === 'string' ? config : JSON.stringify(config)),
  );

describe('a config.json that cannot be counted', () => {
  it.each<readonly [string, object | string, string]>([
    ['no JSON', '{"model_type": ', 'no valid JSON'],
    ['an array', '[1]', 'no JSON object'],
    ['deep nesting', `{"a":${'['.repeat(200_000)}`, 'no valid JSON'],
    ['no model_type', { hidden_size: 8 }, 'names no model_type'],
    ['a model_type that is a number', { model_type: 5 }, 'The field “model_type”'],
    [
      'an unknown architecture',
      { model_type: 'mamba' },
      '“mamba” is not known yet; known are albert',
    ],
    ['a built-in name', { model_type: '__proto__' }, 'is not known yet'],
    ['multi-head latent attention', { model_type: 'deepseek_v3' }, 'is not known yet'],
    [
      'a negative size',
      { ...llama, hidden_size: -1 },
      '“hidden_size” of this config.json is wrong',
    ],
    ['no size', { ...llama, hidden_size: 0 }, 'at least 1'],
    ['a broken size', { ...llama, hidden_size: 1.5 }, 'a whole number'],
    ['a size of text', { ...llama, hidden_size: '4096' }, 'must be a number'],
    ['a billion layers', { ...llama, num_hidden_layers: 1e9 }, 'at most 1,000'],
    ['a size of 2^60', { ...llama, vocab_size: 2 ** 60 }, 'at most 4,194,304'],
    ['heads that do not divide', { ...llama, num_attention_heads: 7 }, 'cannot be split over 7'],
    ['an unknown activation', { ...llama, hidden_act: 'snake' }, 'not known; known are relu'],
    [
      'more experts for a token than there are',
      { model_type: 'mixtral', num_local_experts: 2, num_experts_per_tok: 3 },
      'cannot use 3 of 2 experts',
    ],
    [
      'experts in some layers',
      { model_type: 'qwen3_moe', decoder_sparse_step: 2 },
      'some of its layers only',
    ],
    ['a norm for each head', { model_type: 'stablelm', qk_layernorm: true }, 'every single head'],
    ['several groups in ALBERT', { model_type: 'albert', num_hidden_groups: 2 }, 'several groups'],
    ['patches that do not fit', { model_type: 'vit', patch_size: 15 }, 'patches of 15'],
    ['a name that is HTML', { model_type: '<img src=x>' }, '“<img src=x>” is not known yet'],
  ])('refuses %s', async (_, config, words) => {
    const opening = open(config);
    await expect(opening).rejects.toMatchObject({ code: 'invalid-document' });
    await expect(opening).rejects.toThrow(words);
  });

  it('says which sizes it took from the defaults of transformers', async () => {
    const bare = await open({ ...llama, hidden_size: 2048, num_key_value_heads: null });
    expect(bare.warnings.join()).toContain('vocab_size 32000');
    expect(bare.warnings.join()).toContain('num_hidden_layers 32');
    expect(bare.warnings.join()).not.toContain('hidden_size 2048');
  });

  it('refuses one of a gigabyte without reading it', async () => {
    const source = virtualSource('config.json', new Uint8Array([0x7b]), 1e9);
    await expect(
      openModelFile({ ...source, read: (_, end) => source.read(0, Math.min(end, 64)) }),
    ).rejects.toThrow('more than 4 MB are not read');
  });

  it('refuses sizes whose parameters cannot be counted exactly', async () => {
    const most = 1 << 20;
    const config = {
      model_type: 'mixtral',
      hidden_size: most,
      intermediate_size: most,
      num_attention_heads: 1,
      num_key_value_heads: 1,
      head_dim: 64,
      num_local_experts: 1 << 14,
    };
    const model = await open(config);
    expect(() => model.buildGraph?.({})).toThrow('more than 2^53 parameters');
  });
});

describe('the largest shapes that are taken', () => {
  const wide = { num_hidden_layers: 1000, vocab_size: 1000 };
  it.each([
    ['a Mixtral', { model_type: 'mixtral', ...wide }],
    ['a Gemma 2', { model_type: 'gemma2', ...wide }],
    ['a BART', { model_type: 'bart', encoder_layers: 1000, decoder_layers: 1000 }],
  ])('are counted within a second: %s of 1,000 layers', async (_, config) => {
    const began = process.cpuUsage();
    const model = await open(config);
    countModel(model.buildGraph?.({}) ?? expect.fail('no graph'));
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(1);
  });
});

describe('a config.json', () => {
  const named = (name: string) =>
    published.find((each) => each.name === name)?.config ?? expect.fail(name);

  it('leaves batch and sequence length open, within what its positions allow', async () => {
    const model = await open(named('openai-community/gpt2'));
    expect(model.bindings.map(({ name, maximum }) => [name, maximum])).toEqual([
      ['batch', 65_536],
      ['sequenceLength', 1024],
    ]);
    const count = (batch: number) =>
      countModel(model.buildGraph?.({ batch }) ?? expect.fail('no graph'));
    expect(count(3).macs).toBe(3 * count(1).macs);
    expect(() => model.buildGraph?.({ sequenceLength: 2000 })).toThrow('too large');
  });

  it('has a target length where there is a decoder beside an encoder', async () => {
    const model = await open(named('google-t5/t5-small'));
    expect(model.bindings.map(({ name }) => name)).toContain('targetLength');
  });

  it('is named after the hub, never after a path', async () => {
    const name = async (path: string) => (await open({ ...llama, _name_or_path: path })).name;
    expect(await name('meta-llama/Llama-2-7b-hf')).toBe('Llama-2-7b-hf');
    expect(await name('/home/someone/model')).toBe('llama');
    expect(await name('./out')).toBe('llama');
  });

  it('says which head the file asks for, and what it leaves out', async () => {
    const bert = { ...named('google-bert/bert-base-uncased') };
    const model = await open({ ...bert, architectures: ['BertForTokenClassification'] });
    expect(model.facts).toContainEqual({ label: 'Head', value: 'none' });
    expect(model.warnings).toEqual([
      'The head of BertForTokenClassification is left out: only the model below it is counted.',
    ]);
  });

  it('takes the encoder alone where the file names it', async () => {
    const t5 = named('google-t5/t5-small');
    const model = await open({ ...t5, architectures: ['T5EncoderModel'] });
    // The encoder of T5 small has 35,330,816 parameters with its table of words.
    expect(countModel(model.buildGraph?.({}) ?? expect.fail('no graph')).params).toBe(35_330_816);
  });
});
