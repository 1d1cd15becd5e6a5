import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editsOf, parseEdits, printEdits, withEdit } from './claim-edits.ts';

const edits = [
  { claim: 'grover', input: 'price', text: '0.6' },
  { claim: 'muNet-reply', input: 'v4Hours', text: '12,861' },
];

describe('the edits in an address', () => {
  it('are read back', () => {
    expect(printEdits(edits)).toBe('grover.price:0.6;muNet-reply.v4Hours:12,861');
    expect(parseEdits(printEdits(edits))).toEqual(edits);
    expect(parseEdits('')).toEqual([]);
  });

  it('hold whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const edit = { claim: 'grover', input: 'price', text };
        expect(parseEdits(printEdits([edit, ...edits]))).toEqual([edit, ...edits]);
      }),
    );
  });

  it('pass over what is none', () => {
    expect(parseEdits('grover;price:1;.x:1;a.b:')).toEqual([{ claim: 'a', input: 'b', text: '' }]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(parseEdits(text))).toBe(true);
      }),
    );
  });

  it('keep the last one of an input', () => {
    const again = withEdit(edits, { claim: 'grover', input: 'price', text: '1' });
    expect(editsOf(again, 'grover')).toEqual({ price: '1' });
    expect(editsOf(again, 'muNet-reply')).toEqual({ v4Hours: '12,861' });
    expect(editsOf(again, 'bert-cost')).toEqual({});
  });

  it('do not reach the prototype', () => {
    const own = editsOf(parseEdits('grover.__proto__:1'), 'grover');
    expect(Object.hasOwn(own, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(own)).toBe(Object.prototype);
  });
});
