import { describe, expect, it } from 'vitest';
import { countModel } from '../../count.ts';
import { elementCount } from '../../graph.ts';
import { virtualSource } from '../fuzz/memory-source.ts';
import { openModelFile } from '../open-model-file.ts';
import tiny from './fixtures/tiny-llama.json' with { type: 'json' };
import { asGguf, KNOWN_FILES, listTensors } from './known-files.ts';
import { writeGguf } from './write-gguf.ts';

function open(file: Parameters<typeof writeGguf>[0], name = 'model.gguf') {
  const { head, size } = writeGguf(file);
  return openModelFile(virtualSource(name, head, size));
}

const withoutRotation = ({ name }: { readonly name: string }) => name !== 'rope_freqs.weight';

describe.each(KNOWN_FILES)('$name ($architecture)', (file) => {
  it(`has ${file.parameters} parameters, in the graph and in the file`, async () => {
    const model = await open(asGguf(file));
    const count = countModel(model.buildGraph?.({}) ?? expect.fail(model.warnings.join()));
    expect(count.params).toBe(file.parameters);
    expect(count.macs).toBeGreaterThan(0);
    expect(model.warnings).toEqual([]);
    const rotation = file.tensors['rope_freqs.weight']?.[0] ?? 0;
    expect(model.weights).toMatchObject({ elements: file.parameters + rotation });
  });

  it('has a graph whose parameters are the tensors of the file', async () => {
    const model = await open(asGguf(file));
    const graph = model.buildGraph?.({}) ?? expect.fail('no graph');
    // The graph names experts by a path, the file by an ending.
    const experts = (name: string) =>
      name
        .replace('.exps.', '.')
        .replace('.shared_expert_gate', '.ffn_gate_inp_shexp')
        .replace(/\.shexp\.(\w+)/, '.$1_shexp')
        .replace(/_exps(?=\.weight)/, '');
    const inFile = new Map(
      listTensors(file)
        .filter(withoutRotation)
        .map(({ name, sizes }) => [
          experts(name),
          sizes.reduce<number>((a, b) => a * Number(b), 1),
        ]),
    );
    const inGraph = new Map(
      [...graph.parameters.values()].map(({ id, shape }) => [experts(id), elementCount(shape)]),
    );
    expect(Object.fromEntries(inGraph)).toEqual(Object.fromEntries(inFile));
  });
});

describe('a file written by gguf-py', () => {
  const bytes = Uint8Array.from(atob(tiny.head), (letter) => letter.charCodeAt(0));

  it('is read whole', async () => {
    const model = await openModelFile(virtualSource('tiny.gguf', bytes, tiny.size));
    expect(model.name).toBe('Tiny Llama');
    expect(model.warnings).toEqual([]);
    expect(model.weights?.types.map(({ type, tensors }) => [type, tensors])).toEqual([
      ['Q4_0', 15],
      ['Q8_0', 1],
      ['F32', 5],
    ]);
    const graph = model.buildGraph?.({ sequenceLength: 16 }) ?? expect.fail('no graph');
    expect(countModel(graph).params).toBe(model.weights?.elements);
    expect(model.facts).toContainEqual({ label: 'Vocabulary', value: '40 tokens' });
  });

  it('is refused one byte shorter', async () => {
    const source = virtualSource('tiny.gguf', bytes, tiny.size - 32);
    await expect(openModelFile(source)).rejects.toThrow(/cut off: its tensors need \d+ bytes/);
  });
});
