import { describe, expect, it } from 'vitest';
import { unroll } from './unroll.ts';

describe('unroll', () => {
  it('leaves a source without directives as it is', () => {
    expect(unroll('let a = 1;\n// a comment', {})).toBe('let a = 1;\n// a comment');
  });

  it('copies the body and replaces the variable', () => {
    expect(unroll('// #for i in COUNT\nsum$i += x;\n// #end', { COUNT: 2 })).toBe(
      'sum0 += x;\nsum1 += x;',
    );
  });

  it('nests, and reads two variables side by side as two', () => {
    const source = '// #for i in 2\n// #for j in i + 1\ns$i_$j\n// #end\n// #end';
    expect(unroll(source, {})).toBe('s0_0\ns1_0\ns1_1');
  });

  it('computes $( ) with constants and variables', () => {
    const source = '// #for p in 3\nx$(p * STRIDE + 1)\n// #end';
    expect(unroll(source, { STRIDE: 2 })).toBe('x1\nx3\nx5');
  });

  it('keeps the body of #if once or not at all', () => {
    expect(unroll('// #if A\nyes\n// #end\n// #if 1 - A\nno\n// #end', { A: 1 })).toBe('yes');
    expect(unroll('// #if A\nyes\n// #end\n// #if 1 - A\nno\n// #end', { A: 0 })).toBe('no');
  });

  it('a text that was expanded before is not taken for other constants', () => {
    const source = '// #for i in N\n$(i + FIRST)\n// #end\nUNUSED';
    const texts = [
      { N: 2, FIRST: 0 },
      { N: 2, FIRST: 1 },
      { N: 1, FIRST: 21 },
      { N: 2, FIRST: 0, UNUSED: 7 },
    ].map((constants) => unroll(source, constants));
    expect(texts).toEqual(['0\n1\nUNUSED', '1\n2\nUNUSED', '21\nUNUSED', texts[0]]);
  });

  it('drops a body that counts to zero', () => {
    expect(unroll('a\n// #for i in 0\nb\n// #end\nc', {})).toBe('a\nc');
  });

  it.each([
    ['// #for i in 2\nx', /line 1: "#for" or "#if" without an "#end"/],
    ['x\n// #end', /line 2: "#end" without/],
    ['// #for i of 2\n// #end', /line 1: "#for i of 2" is no directive/],
    ['// #loop', /line 1: "#loop" is no directive/],
    ['// #for i in COUNT\n// #end', /line 1: .*"COUNT" is not known/],
    ['x\n$q', /line 2: .*"q" is not known/],
    ['// #for i in 2000\n// #end', /line 1: "#for" counts to 2000/],
    ['// #for i in 0 - 1\n// #end', /line 1: "#for" counts to -1/],
    ['// #for i in 2\n// #for i in 2\n// #end\n// #end', /line 2: "i" already counts/],
  ])('refuses %j and says where', (source, message) => {
    expect(() => unroll(source, {})).toThrow(message);
  });
});
