import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvTable, csvText } from './csv.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\0=1'])(
  '%j is no formula',
  (text) => {
    expect(csvText(text)).toMatch(/^"'/u);
  },
);

it('no text leaves its cell, begins a formula or is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '=', ' ', 'a') }),
      (text) => {
        const cell = csvText(text);
        const inside = cell.slice(1, -1).replaceAll('""', '');
        expect(inside).not.toContain('"');
        const read = cell.slice(1, -1).replaceAll('""', '"');
        expect(read === text || read === `'${text}`).toBe(true);
        expect(read.trimStart()).not.toMatch(/^=/u);
      },
    ),
  );
});

it('ends every line as RFC 4180 has it', () => {
  expect(
    csvTable([
      ['a', 'b'],
      ['1', csvText('x')],
    ]),
  ).toBe('a,b\r\n1,"x"\r\n');
});
