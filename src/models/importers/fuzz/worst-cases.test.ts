// The most work that each format's limits let a file ask for: a second of processor time and 200 MB, the bounds of
// the fuzz tests, which random damage does not come near.
import { describe, expect, it } from 'vitest';
import { NODE_METERS } from '../../../../test/support/fuzz.ts';
import { writeGguf, type WrittenGguf } from '../gguf/write-gguf.ts';
import { openModelFile } from '../open-model-file.ts';
import { memorySource, textSource, virtualSource } from './memory-source.ts';
import type { ByteSource } from '../byte-source.ts';

async function expectWithinBounds(source: ByteSource): Promise<string> {
  const before = NODE_METERS.memory?.() ?? expect.fail('no meter of memory');
  const began = NODE_METERS.timeMs();
  const outcome = await openModelFile(source).then(
    () => 'opened',
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
  );
  expect(NODE_METERS.timeMs() - began).toBeLessThan(1000);
  const { peak = Infinity } = NODE_METERS.memory?.() ?? {};
  expect(peak - before.resident).toBeLessThan(200e6);
  return outcome;
}

describe('the worst that a file may ask for', () => {
  it('in GGUF: a vocabulary of eight million empty texts', async () => {
    const count = 7_900_000;
    const { head } = writeGguf({
      metadata: [['v', 'array', { of: 'string', items: [] }]],
      tensors: [],
    });
    const bytes = new Uint8Array(head.length + 8 * count);
    bytes.set(head);
    // The length of the array is the last thing in the head.
    new DataView(bytes.buffer).setBigUint64(head.length - 8, BigInt(count), true);
    expect(await expectWithinBounds(memorySource('texts.gguf', bytes))).toBe('opened');
  });

  it('in GGUF: five million arrays in an array', async () => {
    const count = 5_000_000;
    const { head } = writeGguf({
      metadata: [['v', 'array', { of: 'array', items: [] }]],
      tensors: [],
    });
    const bytes = new Uint8Array(head.length + 12 * count);
    bytes.set(head);
    new DataView(bytes.buffer).setBigUint64(head.length - 8, BigInt(count), true);
    expect(await expectWithinBounds(memorySource('arrays.gguf', bytes))).toContain(
      'more than a million arrays',
    );
  });

  it('in GGUF: 100,000 tensors', async () => {
    const file: WrittenGguf = {
      metadata: [['general.architecture', 'string', 'llama']],
      tensors: Array.from({ length: 100_000 }, (_, index) => ({
        name: `blk.${index}.attn_norm.weight`,
        sizes: [8],
      })),
    };
    const { head, size } = writeGguf(file);
    expect(await expectWithinBounds(virtualSource('tensors.gguf', head, size))).toBe('opened');
  });

  it('in config.json: four megabytes of empty arrays', async () => {
    const text = `{"model_type":"llama","a":[${'[],'.repeat(1_300_000)}[]]}`;
    expect(await expectWithinBounds(textSource('config.json', text))).toBe('opened');
  });

  it('in config.json: four megabytes of labels', async () => {
    const labels = Array.from({ length: 300_000 }, (_, index) => `"${index}":"a"`).join(',');
    const text = `{"model_type":"llama","id2label":{${labels}}}`;
    expect(await expectWithinBounds(textSource('config.json', text))).toBe('opened');
  });

  it('in an index: 32 megabytes of tensors', async () => {
    const entries = Array.from({ length: 2_000_000 }, (_, index) => `"${index}":"s"`).join(',');
    const text = `{"weight_map":{${entries}}}`;
    const source = textSource('model.safetensors.index.json', text);
    expect(await expectWithinBounds(source)).toBe('opened');
  });
});
