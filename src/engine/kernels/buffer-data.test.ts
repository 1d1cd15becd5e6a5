import { describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { bufferBytes, decodeOutput, fillInput, outputPattern } from './buffer-data.ts';

describe('fillInput', () => {
  it('uploads exactly the numbers that the reference will see, rounded to half precision', () => {
    const { bytes, decoded } = fillInput(
      { role: 'input', name: 'a', format: 'f16', length: 1001 },
      createRandom(1),
    );
    expect(bytes.byteLength).toBe(2002);
    const read = decodeOutput(
      { role: 'output', name: 'a', format: 'f16', length: 1001 },
      bytes.buffer,
    );
    for (let i = 0; i < 1001; i++) expect(read.value(i)).toBe(decoded[i]);
  });

  it('is zero-mean within the amplitude', () => {
    const { decoded } = fillInput(
      { role: 'input', name: 'a', format: 'f32', length: 50_000, amplitude: 0.5 },
      createRandom(2),
    );
    const mean = Array.from(decoded).reduce((sum, value) => sum + value, 0) / decoded.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.max(...decoded)).toBeLessThanOrEqual(0.5);
    expect(Math.min(...decoded)).toBeGreaterThanOrEqual(-0.5);
  });

  it('repeats long inputs at a prime period, so that no power-of-two stride meets itself', () => {
    const { decoded } = fillInput(
      { role: 'input', name: 'a', format: 'f32', length: 2_100_000 },
      createRandom(3),
    );
    expect(decoded[1_048_573]).toBe(decoded[0]);
    expect(decoded[1_048_576]).not.toBe(decoded[0]);
    expect(decoded[2_099_999]).toBe(decoded[2_099_999 - 2 * 1_048_573]);
  });

  it('packs integers as whole words', () => {
    const buffer = { role: 'input', name: 'a', format: 'i8x4', length: 3 } as const;
    expect(bufferBytes(buffer)).toBe(12);
    expect(fillInput(buffer, createRandom(1)).decoded).toBeInstanceOf(Uint32Array);
  });
});

describe('output poison', () => {
  for (const format of ['f32', 'f16', 'i32', 'u32'] as const) {
    it(`shows the first unwritten element of ${format}`, () => {
      const spec = { role: 'output', name: 'c', format, length: 5 } as const;
      const data = outputPattern(spec).buffer;
      expect(decodeOutput(spec, data).firstUnwritten()).toBe(0);
      new Uint8Array(data).fill(0, 0, bufferBytes(spec) - (format === 'f16' ? 2 : 4));
      expect(decodeOutput(spec, data).firstUnwritten()).toBe(4);
      new Uint8Array(data).fill(0);
      expect(decodeOutput(spec, data).firstUnwritten()).toBe(-1);
    });
  }

  it('starts at zero where the kernel adds', () => {
    const spec = {
      role: 'output',
      name: 'c',
      format: 'u32',
      length: 2,
      accumulates: true,
    } as const;
    expect(Array.from(outputPattern(spec))).toEqual([0, 0]);
    expect(decodeOutput(spec, outputPattern(spec).buffer).firstUnwritten()).toBe(-1);
  });
});
