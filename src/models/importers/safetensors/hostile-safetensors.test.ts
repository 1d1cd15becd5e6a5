import { describe, expect, it } from 'vitest';
import { memorySource, textSource, virtualSource } from '../fuzz/memory-source.ts';
import { openModelFile } from '../open-model-file.ts';
import { withLength, writeSafetensors } from './write-safetensors.ts';

function refusal(bytes: Uint8Array, size = bytes.length): Promise<unknown> {
  return openModelFile(virtualSource('bad.safetensors', bytes, size)).then(
    () => 'opened',
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
  );
}

const tensor = (text: string) => withLength(`{"a":${text}}`);
const fields = (shape: string, offsets = '[0,4]', dtype = '"F32"') =>
  tensor(`{"dtype":${dtype},"shape":${shape},"data_offsets":${offsets}}`);

describe('hostile safetensors', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'empty or cut off'],
    ['noise', new TextEncoder().encode('hello, this is no model'), 'does not begin with “{”'],
    [
      'a Git LFS pointer',
      new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9'),
      'git lfs pull',
    ],
    ['a header longer than the file', withLength('{}', 1_000_000n), 'cut off or damaged'],
    ['a header of 2^63 bytes', withLength('{}', 1n << 63n), 'cut off or damaged'],
    ['a header that is no JSON', withLength('{"a":'), 'no valid JSON'],
    ['text behind the header', withLength('{} x'), 'lacks the end'],
    ['an unfinished text', withLength('{"a'), 'lacks the end of this text'],
    ['text that is not UTF-8', withLength('{"\\ud8","b":1}'), 'valid UTF-8'],
    ['deep nesting in a field', tensor(`{"x":${'['.repeat(100_000)}`), 'at most 64 levels'],
    ['a negative dimension', fields('[-1]'), 'a whole number from 0'],
    ['a broken dimension', fields('[1.5]'), 'a whole number from 0'],
    ['a dimension of 2^64', fields('[18446744073709551616]'), 'a whole number from 0'],
    ['dimensions that overflow', fields('[9007199254740991,9007199254740991]'), 'more than 2^53'],
    ['a shape of texts', fields('["4"]'), 'a whole number from 0'],
    ['a hundred axes', fields(`[${'1,'.repeat(99)}1]`), 'more than 64 axes'],
    ['three offsets', fields('[1]', '[0,4,8]'), 'more than 2 offsets'],
    ['one offset', fields('[1]', '[0]'), 'lacks one of'],
    ['no dtype', tensor('{"shape":[1],"data_offsets":[0,4]}'), 'lacks one of'],
    ['offsets that run backwards', fields('[1]', '[4,0]'), 'begins at 4 and ends before'],
    ['offsets beyond the file', fields('[1]'), 'the file is cut off'],
  ])('refuses %s', async (_, bytes, words) => {
    expect(await refusal(bytes)).toContain(words);
  });

  it.each([
    ['a shape that does not fit its bytes', fields('[2]'), 'does not fit'],
    [
      'a tensor listed twice',
      withLength(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}',
      ),
      'lists “a” twice',
    ],
    ['a hole', fields('[1]', '[4,8]'), 'leaves a hole'],
    ['bytes that belong to no tensor', fields('[1]'), 'belong to none'],
  ])('refuses %s', async (_, bytes, words) => {
    expect(await refusal(bytes, bytes.length + 8)).toContain(words);
  });

  it('refuses tensors that lie over each other', async () => {
    const { head } = writeSafetensors([
      { name: 'a', dtype: 'F32', shape: [2], offsets: [0, 8] },
      { name: 'b', dtype: 'F32', shape: [2], offsets: [4, 12] },
    ]);
    expect(await refusal(head, head.length + 12)).toContain('“b” lies over the one before it');
  });

  it('refuses a header of 90 MB without reading it', async () => {
    let read = 0;
    const head = withLength('{', 90_000_000n);
    const file = virtualSource('bad.safetensors', head, 100_000_000);
    const counted = {
      ...file,
      read: (start: number, end: number) => {
        read += end - start;
        return file.read(start, end);
      },
    };
    await expect(openModelFile(counted)).rejects.toThrow('more than 16 MB are not read');
    expect(read).toBeLessThan(1000);
  });

  it('reads the largest header that it takes within a second and 200 MB', async () => {
    // The shortest entries there are, so that as many as possible have to be held.
    const entries: string[] = [];
    for (let length = 2; ;) {
      const entry = `"${entries.length.toString(36)}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`;
      length += entry.length + 1;
      if (length > 16e6) break;
      entries.push(entry);
    }
    const bytes = withLength(`{${entries.join(',')}}`);
    const before = process.resourceUsage().maxRSS;
    const began = process.cpuUsage();
    const model = await openModelFile(memorySource('many.safetensors', bytes));
    const { user, system } = process.cpuUsage(began);
    expect(model.weights?.types[0]?.tensors).toBe(entries.length);
    expect((user + system) / 1e6).toBeLessThan(1);
    expect((process.resourceUsage().maxRSS - before) * 1024).toBeLessThan(200e6);
  });

  it('echoes names as short plain text', async () => {
    const name = `<img src=x onerror=alert(1)>\u202e\u001b[31m${'x'.repeat(10_000)}`;
    const { head } = writeSafetensors([{ name, dtype: 'F32', shape: [1] }]);
    const message = await refusal(head);
    expect(message).toContain('<img src=x onerror=alert(1)> [31mxxx');
    expect(String(message).length).toBeLessThan(400);
  });

  it('counts a storage type that it does not know by its shape', async () => {
    const bytes = fields('[2]', '[0,3]', '"F12"');
    const model = await openModelFile(virtualSource('new.safetensors', bytes, bytes.length + 3));
    expect(model.weights).toMatchObject({ elements: 2, bytes: 3 });
    expect(model.warnings.join()).toContain('F12 is not known here');
  });
});

describe('hostile indexes', () => {
  it.each([
    ['no tensors', '{"weight_map":{}}', 'lists no tensors'],
    ['a shard that is no text', '{"weight_map":{"a":1}}', 'lacks a text'],
    ['an unfinished file', '{"weight_map":{"a":"b"', 'no valid JSON'],
  ])('refuses %s', async (_, text, words) => {
    const source = textSource('model.safetensors.index.json', text);
    await expect(openModelFile(source)).rejects.toThrow(words);
  });

  it('does not believe an endless total size', async () => {
    const text = '{"metadata":{"total_size":1e300},"weight_map":{"a":"m.safetensors"}}';
    const model = await openModelFile(textSource('model.safetensors.index.json', text));
    expect(model.weights).toBeUndefined();
    expect(model.warnings.join()).toContain('m.safetensors');
  });
});
