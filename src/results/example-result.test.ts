import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseResult } from '../shared/result/parse-result.ts';

function read(name: string): Buffer {
  return readFileSync(new URL(`./${name}`, import.meta.url));
}

describe('the examples are results that the schema accepts, and say on what they were measured:', () => {
  it('one of every kind of layer', () => {
    const example = parseResult(read('example-result.json').toString());
    const families = new Set(example.measurements.map(({ kernel }) => kernel.split('/')[0]));
    expect([...families].sort()).toEqual(['convolution', 'matmul']);
    expect(example.measurements.every(({ status }) => status === 'measured')).toBe(true);
    expect(example.identity.label).not.toBe('');
    expect(example.complete).toBe(true);
  });

  it('one of compressed weights', () => {
    const example = parseResult(gunzipSync(read('example-shrink.json.gz')).toString());
    const measured = example.measurements.filter(({ status }) => status === 'measured');
    const operations = new Set(measured.map(({ problem }) => problem.op));
    expect([...operations]).toEqual(
      expect.arrayContaining(['matmul', 'sparse-matmul', 'quantized-matmul', 'quantize-rows']),
    );
    expect(example.suite).toBe('shrink');
    expect(example.identity.label).not.toBe('');
    expect(example.complete).toBe(true);
  });
});
