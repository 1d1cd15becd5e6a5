import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseResult } from '../shared/result/parse-result.ts';

it('the example is a result that the schema accepts, of every kind of layer, and says on what it was measured', () => {
  const source = readFileSync(new URL('./example-result.json', import.meta.url), 'utf8');
  const example = parseResult(source);
  const families = new Set(example.measurements.map(({ kernel }) => kernel.split('/')[0]));
  expect([...families].sort()).toEqual(['convolution', 'matmul']);
  expect(example.measurements.every(({ status }) => status === 'measured')).toBe(true);
  expect(example.identity.label).not.toBe('');
  expect(example.complete).toBe(true);
});
