import { describe, expect, it } from 'vitest';
import { buildModel } from '../zoo/zoo.ts';
import { findConventions } from './find-conventions.ts';
import { parseSaidNumber } from './said-number.ts';

describe('a number as it was printed', () => {
  it.each([
    ['4.1G', 4.1e9, 0.05e9],
    ['4.1 GFLOPs', 4.1e9, 0.05e9],
    ['3.8 billion FLOPs', 3.8e9, 0.05e9],
    ['4,089,184,256', 4_089_184_256, 0.5],
    ['4.09e9', 4.09e9, 0.005e9],
    ['850 GMACs', 850e9, 5e9],
    ['1700.06 GFLOPS', 1700.06e9, 0.005e9],
    ['4.12 GMac', 4.12e9, 0.005e9],
  ])('%s', (text, value, plusMinus) => {
    const said = parseSaidNumber(text);
    expect(said.value).toBeCloseTo(value, -1);
    expect(said.plusMinus / plusMinus).toBeCloseTo(1, 6);
  });

  it.each(['', 'G', '-4', '0', '4.1.2', '1e999', 'NaN', '4 apples', '9'.repeat(1000)])(
    'refuses %j',
    (text) => {
      expect(() => parseSaidNumber(text)).toThrow(/is no count/);
    },
  );
});

describe('which conventions yield it', () => {
  const resnet = buildModel('resnet50');
  const labels = (text: string) => {
    const { matches } = findConventions(resnet, parseSaidNumber(text));
    return matches.map(({ convention, switches }) => convention ?? switches.join('+'));
  };

  it('4.09G is the count itself', () => {
    const [first] = findConventions(resnet, parseSaidNumber('4.09G')).matches;
    expect(first).toMatchObject({ switches: [], count: 4_089_184_256 });
  });

  it('8.18G is the same in FLOP', () => {
    expect(labels('8.18G')).toContain('unit');
    expect(labels('8.18G')).toContain('pytorch');
  });

  it('4133742592 is thop, to the last digit', () => {
    expect(labels('4133742592')).toEqual(['thop']);
  });

  it('4.11G: fvcore and the older thop', () => {
    expect(labels('4.11G')).toEqual(expect.arrayContaining(['fvcore', 'thop-0.0']));
  });

  it('3.8 is another network: nothing matches, and the reason is known', () => {
    const found = findConventions(resnet, parseSaidNumber('3.8 billion FLOPs'));
    expect(found.matches).toEqual([]);
    expect(found.nearest?.count).toBe(4_089_184_256);
    expect(found.published[0]?.sentence).toMatch(/first 1×1 convolution/);
  });

  it('GPT-2 without its output layer', () => {
    const gpt2 = buildModel('gpt2-small', { sequenceLength: 1024 });
    const { matches } = findConventions(gpt2, parseSaidNumber('212.6 GFLOPs'));
    expect(matches.map(({ switches }) => switches.join('+'))).toContain('unit+language-model-head');
  });

  it('names few, and no combination that only adds to a simpler one', () => {
    const { matches } = findConventions(resnet, parseSaidNumber('4.1G'));
    for (const match of matches) {
      for (const other of matches) {
        if (match === other || match.convention !== undefined || other.convention !== undefined)
          continue;
        expect(match.switches.every((id) => other.switches.includes(id))).toBe(false);
      }
    }
  });
});
