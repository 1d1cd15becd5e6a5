import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonScanner } from './json-scanner.ts';

const scan = (text: string) => new JsonScanner(new TextEncoder().encode(text), 'a test');

/** The value as JSON.parse gives it, by the scanner's own methods. */
function read(scanner: JsonScanner): unknown {
  switch (scanner.peek()) {
    case 'object': {
      const entries: [string, unknown][] = [];
      scanner.object((key) => entries.push([key, read(scanner)]));
      return Object.fromEntries(entries);
    }
    case 'array': {
      const items: unknown[] = [];
      scanner.array(() => items.push(read(scanner)));
      return items;
    }
    case 'string':
      return scanner.string();
    case 'number':
      return scanner.number();
    case 'word':
      scanner.skip();
      return null;
  }
}

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each)),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value;

describe('JsonScanner', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const scanner = scan(text);
        expect(read(scanner)).toEqual(JSON.parse(text));
        scanner.end();
      }),
    );
  });

  it('skips any value whole', () => {
    fc.assert(
      fc.property(json, (value) => {
        const scanner = scan(`[${JSON.stringify(value)}, 7]`);
        const items: number[] = [];
        scanner.array(() => {
          if (items.length === 0) scanner.skip();
          items.push(items.length === 0 ? 0 : scanner.count());
        });
        expect(items).toEqual([0, 7]);
        scanner.end();
      }),
    );
  });

  it.each(['01x', '-', '1e999', 'nul', ''])('refuses the number %s', (text) => {
    expect(() => scan(text).number()).toThrow(/lacks|JSON/);
  });

  it('names the byte where it stopped', () => {
    expect(() => {
      scan('{"a" 1}').object(() => expect.fail('no value'));
    }).toThrow('at byte 5 it lacks “:”');
  });
});
