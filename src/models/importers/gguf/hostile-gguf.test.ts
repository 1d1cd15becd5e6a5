import { describe, expect, it } from 'vitest';
import { memorySource, virtualSource } from '../fuzz/memory-source.ts';
import { openModelFile } from '../open-model-file.ts';
import { asGguf, KNOWN_FILES } from './known-files.ts';
import {
  wholeGguf,
  type WrittenArray,
  writeGguf,
  type WrittenGguf,
  type WrittenTensor,
} from './write-gguf.ts';

const known = (architecture: string) =>
  KNOWN_FILES.find((each) => each.architecture === architecture) ?? expect.fail(architecture);

const bare: WrittenGguf = {
  metadata: [['general.architecture', 'string', 'llama']],
  tensors: [{ name: 'a', sizes: [32] }],
};

async function refusal(file: WrittenGguf): Promise<string> {
  const { head, size } = writeGguf(file);
  try {
    await openModelFile(virtualSource('bad.gguf', head, size));
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
  return 'opened';
}

const withTensors = (...tensors: readonly WrittenTensor[]): WrittenGguf => ({ ...bare, tensors });
const withMetadata = (...metadata: WrittenGguf['metadata']): WrittenGguf => ({
  ...bare,
  metadata,
});

describe('hostile GGUF', () => {
  it.each<readonly [string, WrittenGguf, string]>([
    ['a billion tensors', { ...bare, tensorCount: 1_000_000_000n }, 'announces 1000000000 tensors'],
    ['2^64 − 1 tensors', { ...bare, tensorCount: (1n << 64n) - 1n }, 'tensors; more than 100,000'],
    ['a billion entries', { ...bare, pairCount: 1_000_000_000n }, 'metadata entries'],
    ['version 4', { ...bare, version: 4 }, 'version 4; known are 1, 2 and 3'],
    ['a dimension of −1', withTensors({ name: 'a', sizes: [-1n] }), 'more than 2^53'],
    ['dimensions that overflow', withTensors({ name: 'a', sizes: [1n << 33n, 1n << 33n] }), '2^53'],
    [
      'a tensor listed twice',
      withTensors({ name: 'a', sizes: [1] }, { name: 'a', sizes: [1] }),
      'lists the tensor “a” twice',
    ],
    [
      'tensors that lie over each other',
      withTensors({ name: 'a', sizes: [32] }, { name: 'b', sizes: [32], offset: 32 }),
      'lie over each other',
    ],
    ['a crooked place', withTensors({ name: 'a', sizes: [32], offset: 33 }), 'no multiple of 32'],
    [
      'rows that cannot be cut into blocks',
      withTensors({ name: 'a', sizes: [33], type: 12 }),
      'Q4_K cannot cut into blocks of 256',
    ],
    ['nine axes', withTensors({ name: 'a', sizes: [1, 1, 1, 1, 1, 1, 1, 1, 1] }), 'has 9 axes'],
    [
      'an endless name',
      withTensors({ name: 'x'.repeat(5000), sizes: [1] }),
      'The name of tensor 0',
    ],
    ['a key twice', withMetadata(['a', 'u8', 1], ['a', 'u8', 2]), 'the metadata “a” twice'],
    ['an alignment of 0', withMetadata(['general.alignment', 'u32', 0]), 'alignment'],
    ['an alignment of text', withMetadata(['general.alignment', 'string', '32']), 'alignment'],
    ['an alignment of 3 GB', withMetadata(['general.alignment', 'u32', 3e9]), 'alignment'],
    ['arrays twenty deep', withMetadata(['a', 'array', nest(20)]), 'more than 8 deep'],
  ])('refuses %s', async (_, file, words) => {
    const message = await refusal(file);
    expect(message).toContain('FlopscopeError');
    expect(message).toContain(words);
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'empty or cut off'],
    ['only the magic', new TextEncoder().encode('GGUF'), 'empty or cut off'],
    ['half a header', new TextEncoder().encode('GGUF\u0003\0\0\0\u0001'), 'ends inside its header'],
    ['an older format', new TextEncoder().encode('ggjt....'), 'converted by llama.cpp'],
    ['a Git LFS pointer', new TextEncoder().encode('version https://git-lfs'), 'git lfs pull'],
  ])('refuses %s', async (_, bytes, words) => {
    await expect(openModelFile(memorySource('bad.gguf', bytes))).rejects.toThrow(words);
  });

  it('refuses more tensors than there are', async () => {
    const { head } = writeGguf({ ...bare, tensorCount: 1000n });
    const source = memorySource('bad.gguf', head);
    await expect(openModelFile(source)).rejects.toThrow('ends inside its header');
  });

  it('refuses a tensor of four terabytes in a small file', async () => {
    const { head } = writeGguf(withTensors({ name: 'a', sizes: [1n << 40n] }));
    const source = virtualSource('bad.gguf', head, 10_000);
    await expect(openModelFile(source)).rejects.toThrow('its tensors need 4398046511104 bytes');
  });

  it('refuses a file that is cut off anywhere', async () => {
    const bytes = wholeGguf(bare);
    for (let end = 0; end < bytes.length; end++) {
      const opening = openModelFile(memorySource('cut.gguf', bytes.slice(0, end)));
      await expect(opening, `cut at ${end}`).rejects.toMatchObject({ code: 'invalid-document' });
    }
  });

  it('counts the elements of a storage type that it does not know', async () => {
    const { head, size } = writeGguf(withTensors({ name: 'a', sizes: [32, 2], type: 99 }));
    const model = await openModelFile(virtualSource('new.gguf', head, size));
    expect(model.weights?.types).toEqual([{ type: 'type 99', tensors: 1, elements: 64, bytes: 0 }]);
    expect(model.warnings.join()).toContain('type 99 is not known here');
  });

  it('echoes names as short plain text', async () => {
    const name = `<script>alert(1)</script>\u001b[2J\u202e${'x'.repeat(3000)}`;
    const file = withTensors({ name, sizes: [1] }, { name, sizes: [1] });
    const message = await refusal(file);
    expect(message).toContain('<script>alert(1)</script> [2J xxx');
    expect(message.length).toBeLessThan(300);
  });
});

describe('what the format allows', () => {
  it.each([
    ['version 1, with short lengths', { version: 1 }],
    ['version 2', { version: 2 }],
    ['big-endian', { littleEndian: false }],
    ['an alignment of 4096', { alignment: 4096 }],
  ])('reads %s', async (_, variation) => {
    const file = asGguf(known('gpt2'), variation);
    const alignment = 'alignment' in variation ? variation.alignment : 32;
    const { head, size } = writeGguf({
      ...file,
      metadata: [...file.metadata, ['general.alignment', 'u32', alignment]],
    });
    const model = await openModelFile(virtualSource('model.gguf', head, size));
    expect(model.weights?.elements).toBe(known('gpt2').parameters);
    expect(model.warnings).toEqual([]);
    expect(model.buildGraph).toBeDefined();
  });

  it('skips a vocabulary of 150,000 texts without keeping it, in little time', async () => {
    const items = Array.from({ length: 150_000 }, (_, index) => `token ${index}`);
    const file = asGguf(known('gpt2'));
    const { head, size } = writeGguf({
      ...file,
      metadata: [...file.metadata, ['tokenizer.ggml.tokens', 'array', { of: 'string', items }]],
    });
    const source = virtualSource('model.gguf', head, size);
    const began = process.cpuUsage();
    const model = await openModelFile(source);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e3).toBeLessThan(200);
    expect(model.facts).toContainEqual({ label: 'Vocabulary', value: '150,000 tokens' });
  });

  it('knows experts that lie in tensors of their own, as the first Mixtral files have them', async () => {
    const mixtral = KNOWN_FILES.find(({ name }) => name === 'Mixtral 8x7B') ?? expect.fail('gone');
    const apart = Object.entries(mixtral.layer).flatMap(([name, sizes]) =>
      name.includes('_exps')
        ? Array.from(
            { length: 8 },
            (_, expert) => [name.replace('_exps', `.${expert}`), sizes.slice(0, 2)] as const,
          )
        : [[name, sizes] as const],
    );
    const file = asGguf({ ...mixtral, layer: Object.fromEntries(apart) });
    const { head, size } = writeGguf(file);
    const model = await openModelFile(virtualSource('mixtral.gguf', head, size));
    expect(model.warnings).toEqual([]);
    expect(model.weights?.elements).toBe(mixtral.parameters);
    expect(model.buildGraph).toBeDefined();
  });

  it('reads values of every type', async () => {
    const { head, size } = writeGguf(
      withMetadata(
        ['general.name', 'string', 'All types'],
        ['a', 'u8', 1],
        ['b', 'i8', -1],
        ['c', 'u16', 1],
        ['d', 'i16', -1],
        ['e', 'i32', -1],
        ['f', 'f32', 0.5],
        ['g', 'bool', true],
        ['h', 'u64', 1n],
        ['i', 'i64', -1n],
        ['j', 'f64', 0.5],
        ['k', 'array', { of: 'string', items: ['x', 'y'] }],
        ['l', 'array', { of: 'array', items: [nest(3), nest(1)] }],
        ['m', 'array', { of: 'f64', items: Array.from({ length: 5000 }, () => 1) }],
        ['n', 'string', 'x'.repeat(100_000)],
        ['general.size_label', 'string', '7B'],
      ),
    );
    const model = await openModelFile(virtualSource('types.gguf', head, size));
    expect(model.name).toBe('All types');
    expect(model.facts).toContainEqual({ label: 'Size', value: '7B' });
  });
});

describe('a file without a graph', () => {
  const { head, size } = writeGguf(asGguf({ ...known('gpt2'), architecture: 'mamba' }));

  it('tells its weights and which architectures are known', async () => {
    const model = await openModelFile(virtualSource('model.gguf', head, size));
    expect(model.weights?.elements).toBe(known('gpt2').parameters);
    expect(model.buildGraph).toBeUndefined();
    expect(model.warnings.join()).toMatch(/“mamba” is not known; known are bert, .*gpt2/);
  });

  it.each([
    ['a size is missing', { 'attention.head_count': undefined }, 'attention.head_count is missing'],
    ['layers differ', { 'attention.head_count': [12, 6] }, 'layers differ in gpt2.attention'],
    ['heads do not divide', { 'attention.head_count': 7 }, 'cannot be split over 7 heads'],
    ['a size is absurd', { embedding_length: 4e9 }, 'no size from 1 to'],
  ])('says that %s', async (_, change, words) => {
    const file = known('gpt2');
    const metadata = Object.fromEntries(
      Object.entries({ ...file.metadata, ...change }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    );
    const written = writeGguf(asGguf({ ...file, metadata }));
    const model = await openModelFile(virtualSource('model.gguf', written.head, written.size));
    expect(model.buildGraph).toBeUndefined();
    expect(model.warnings.join()).toContain(words);
  });

  it('warns when the tensors are of another size than the metadata', async () => {
    const file = known('gpt2');
    const written = writeGguf(asGguf({ ...file, layers: 11 }, {}));
    const more = writeGguf({ ...asGguf(file), metadata: asGguf({ ...file, layers: 11 }).metadata });
    expect(written.size).toBeLessThan(more.size);
    const model = await openModelFile(virtualSource('model.gguf', more.head, more.size));
    expect(model.warnings.join()).toContain('7,087,872 more in the file');
  });
});

describe('a model in several files', () => {
  const whole = asGguf(known('gpt2'));
  const parts = [whole.tensors.slice(0, 70), whole.tensors.slice(70)].map((tensors, index) => {
    const metadata = index === 0 ? whole.metadata : [];
    const written = writeGguf({
      tensors,
      metadata: [...metadata, ['split.no', 'u16', index], ['split.count', 'u16', 2]],
    });
    return virtualSource(`gpt2-0000${index + 1}-of-00002.gguf`, written.head, written.size);
  });
  const [first, second] = parts;
  if (!first || !second) throw new Error('Two parts were made.');

  it.each([
    ['the first', first, second],
    ['the second', second, first],
  ])('is whole when %s is opened with the other beside it', async (_, opened, other) => {
    const model = await openModelFile(opened, { companions: [other] });
    expect(model.weights?.elements).toBe(known('gpt2').parameters);
    expect(model.warnings).toEqual([]);
    expect(model.buildGraph).toBeDefined();
  });

  it('names what is missing', async () => {
    const model = await openModelFile(first);
    expect(model.buildGraph).toBeUndefined();
    expect(model.warnings.join()).toContain('“gpt2-00002-of-00002.gguf”');
  });

  it('says so when a part lost its name', async () => {
    const model = await openModelFile({ ...first, name: 'part.gguf' });
    expect(model.warnings.join()).toContain('the other 1 parts');
  });
});

function nest(depth: number): WrittenArray {
  return depth === 1 ? { of: 'u8', items: [1] } : { of: 'array', items: [nest(depth - 1)] };
}
