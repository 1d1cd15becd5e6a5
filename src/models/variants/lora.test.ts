import { describe, expect, it } from 'vitest';
import { costGraph } from '../cost.ts';
import { compileProgram } from '../program/compile-program.ts';
import { buildModel } from '../zoo/zoo.ts';
import { lora } from './lora.ts';

const bert = buildModel('bert-base', { batch: 1, sequenceLength: 16 });
const options = { precision: 'f32', mode: 'inference' } as const;

function of(graph: typeof bert) {
  const { params, layers } = costGraph(graph, options);
  return { params, macs: layers.reduce((sum, { cost }) => sum + cost.forward.macs, 0) };
}

describe('lora', () => {
  it('adds 2 × 768 × rank weights beside queries and values of each of 12 layers', () => {
    expect(of(lora(bert, { rank: 8 })).params - of(bert).params).toBe(12 * 2 * (2 * 768 * 8));
    expect(lora(bert, { rank: 8 }).notes.at(-1)).toMatch(/24 matrices .* 294,912 parameters/);
  });

  it('costs one MAC for each of them and token when it is kept apart', () => {
    expect(of(lora(bert, { rank: 4 })).macs - of(bert).macs).toBe(16 * 12 * 2 * (2 * 768 * 4));
  });

  it('can be run', () => {
    expect(() => compileProgram(lora(bert, { rank: 4 }), options)).not.toThrow();
  });

  it.each([0, -1, 1.5, 4096, Number.NaN])('refuses a rank of %s', (rank) => {
    expect(() => lora(bert, { rank })).toThrow(/cannot be used for LoRA/);
  });

  it('says where a model has no attention', () => {
    expect(() => lora(buildModel('resnet18', { batch: 1 }), { rank: 8 })).toThrow(
      /ResNet-18 has no attention to put adapters beside/,
    );
  });
});
