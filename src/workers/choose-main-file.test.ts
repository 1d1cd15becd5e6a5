import { describe, expect, it } from 'vitest';
import { chooseMainFile } from './choose-main-file.ts';

const names = (...list: string[]) => list.map((name) => ({ name }));

describe('chooseMainFile', () => {
  it.each([
    [['model.onnx.data', 'model.onnx'], 'model.onnx'],
    [['config.json', 'model-00001-of-00002.safetensors'], 'model-00001-of-00002.safetensors'],
    [
      ['a.safetensors', 'model.safetensors.index.json', 'config.json'],
      'model.safetensors.index.json',
    ],
    [['tokenizer.json', 'config.json'], 'config.json'],
    [['notes.txt'], 'notes.txt'],
  ])('of %j takes %s', (files, expected) => {
    const chosen = chooseMainFile(names(...files));
    expect(chosen?.main.name).toBe(expected);
    expect(chosen?.beside).toHaveLength(files.length - 1);
  });

  it('says which other models it leaves aside', () => {
    const chosen = chooseMainFile(names('encoder.onnx', 'decoder.onnx', 'encoder.onnx.data'));
    expect(chosen?.ignored).toEqual([{ name: 'decoder.onnx' }]);
    expect(chooseMainFile([])).toBeUndefined();
  });

  it('leaves no part of a split file aside, but another file of that format', () => {
    const [first, second] = ['model-00001-of-00002.gguf', 'model-00002-of-00002.gguf'];
    const chosen = chooseMainFile(names(first, 'other.gguf', second));
    expect(chosen?.main.name).toBe(first);
    expect(chosen?.ignored).toEqual([{ name: 'other.gguf' }]);
    expect(chooseMainFile(names(second, first))?.ignored).toEqual([]);
  });
});
