import { describe, expect, it } from 'vitest';
import { chooseAdapter } from './choose-adapter.ts';
import { type ListedAdapter, parseRefusal } from './listed-adapter.ts';

function list(...names: string[]): ListedAdapter[] {
  return names.map((name, index) => ({ index, name, backend: 'vulkan' }));
}

describe('parseRefusal', () => {
  it('reads the adapters out of what Dawn 0.6.2 says', () => {
    const refusal =
      "no adapter with backend 'vulkan' and name 'x' found\nAvailable adapters:\n * backend: 'vulkan', name: 'llvmpipe (LLVM 15.0.6, 256 bits)'\n * backend: 'd3d12', name: 'Joe's card'";
    expect(parseRefusal(refusal)).toEqual([
      { backend: 'vulkan', name: 'llvmpipe (LLVM 15.0.6, 256 bits)' },
      { backend: 'd3d12', name: "Joe's card" },
    ]);
  });

  it('finds none in any other message', () => {
    expect(parseRefusal("unrecognised backend 'x'")).toEqual([]);
  });
});

describe('chooseAdapter', () => {
  const adapters = list('NVIDIA A100', 'Intel Arc A770', 'llvmpipe (LLVM 15)');

  it.each([
    ['1', 1],
    ['llvmpipe (LLVM 15)', 2],
    ['LLVMPIPE', 2],
    ['a100', 0],
    // No adapter has this number, but one has it in its name.
    ['770', 1],
  ])('takes %j for adapter %i', (wanted, index) => {
    expect(chooseAdapter(wanted, adapters).index).toBe(index);
  });

  it.each(['llvmpope', '3', ''])('refuses %j, naming the nearest and all', (wanted) => {
    expect(() => chooseAdapter(wanted, adapters)).toThrow(
      expect.objectContaining({
        code: 'unknown-name',
        message: expect.stringMatching(
          /There is no adapter ".*"\. The nearest is ".+"; all are: 0 "NVIDIA A100" \(vulkan\), 1 .*, 2 /,
        ) as string,
      }),
    );
  });

  it('names the candidates of a text that fits several', () => {
    expect(() => chooseAdapter('a', adapters)).toThrow(/fits several.*0 "NVIDIA A100".*1 "Intel/);
  });

  it('prefers the whole name to one that contains it', () => {
    const arcs = list('Arc A7', 'Arc A770');
    expect(chooseAdapter('arc a7', arcs).index).toBe(0);
  });

  it('opens the first of equal cards by name, and refuses the second by number', () => {
    const equal = list('NVIDIA H200', 'NVIDIA H200');
    expect(chooseAdapter('H200', equal).index).toBe(0);
    expect(() => chooseAdapter('1', equal)).toThrow(/would open 0 .* in the place of 1 /);
  });

  it('refuses a card whose name an earlier one continues: Dawn would open that one', () => {
    expect(() => chooseAdapter('NVIDIA A10', list('NVIDIA A100', 'NVIDIA A10'))).toThrow(
      /would open 0 "NVIDIA A100"/,
    );
  });

  it('keeps equal names of different backends apart', () => {
    const both = list('Card', 'Card').map((adapter, index) => ({
      ...adapter,
      backend: ['d3d12', 'vulkan'][index] ?? '',
    }));
    expect(() => chooseAdapter('card', both)).toThrow(/several/);
    expect(chooseAdapter('1', both).backend).toBe('vulkan');
  });
});
