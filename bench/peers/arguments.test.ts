import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';
import { SHAPES } from './shapes.ts';

describe('parseArguments', () => {
  it('measures everything in Chromium when nothing is said', () => {
    const options = parseArguments([]);
    expect(options).toMatchObject({ host: 'chromium', whole: true, json: false });
    expect(options.shapes).toHaveLength(SHAPES.length);
  });

  it('selects groups', () => {
    const { shapes, whole } = parseArguments(['--suite', 'gemv,depthwise']);
    expect(new Set(shapes.map(({ group }) => group))).toEqual(new Set(['gemv', 'depthwise']));
    expect(whole).toBe(false);
  });

  it.each([
    [['--host', 'firefox'], 'firefox'],
    [['--suite', 'gemm'], 'gemm'],
    [['--shapes', '0x5x5'], '0x5x5'],
    [['--samples', '0'], '--samples'],
    [['--budget', 'long'], 'long'],
    [['--shape', '5x5x5'], '--shape'],
  ])('refuses %j by name', (args, named) => {
    expect(() => parseArguments(args)).toThrow(named);
  });
});
