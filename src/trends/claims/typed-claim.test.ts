import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';
import { ExpressionError } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { checkTypedClaim, EXAMPLES } from './typed-claim.ts';

/** With ordinary spaces. */
function printed(text: string): string {
  const checked = checkTypedClaim(text);
  return checked.ok ? checked.printed.replaceAll('\u00a0', ' ') : `error: ${checked.error}`;
}

function failure(text: string): { readonly error: string; readonly at: string } {
  const checked = checkTypedClaim(text);
  if (checked.ok) throw new Error(`“${text}” was taken: ${checked.printed}.`);
  return { error: checked.error, at: text.slice(checked.span.start, checked.span.end) };
}

describe('a typed claim', () => {
  it.each([
    ['2 + 3 × 4', '14'],
    ['(2 + 3) × 4', '20'],
    ['-3 + 5', '2'],
    ['10 - 4 - 3', '3'],
    ['2 − -3', '5'],
    ['1 / 4 / 2', '0.125'],
    ['10^3', '1,000'],
    ['10² × 3', '300'],
    ['12M USD', '12,000,000 USD'],
    ['$3.22', '3.22 USD'],
    ['$3.22/hour × 2 hours', '6.44 USD'],
    ['USD 5', '5 USD'],
    ['US$8/4', '2 USD'],
    ['3 TPUv4 chips', '3 v4-chip'],
    ['12 861 chips', '12,861 chip'],
    ['100 USD / 4 chips', '25 USD/chip'],
    ['12 hours / 2 USD/chip-hour', '6 chip·h^2/USD'],
    ['16 devices × 96 h × 4.50 USD/device-hour', '6,912 USD'],
    ['1 week', '168 h'],
    ['6.5 kW × 2 days', '312 kWh'],
    ['10 lb', '4.536 kg'],
    ['1 MAC', '2 FLOP'],
    ['3640 PFLOP/s-days', '3.14 × 10²³ FLOP'],
    ['1 TFLOPS × 1 second', '1 × 10¹² FLOP'],
    ['40 % × 50', '20'],
    ['(1 + 1) chips', '2 chip'],
    ['3 x 4', '12'],
    ['1e-7 kg', '1 × 10⁻⁷ kg'],
  ])('%s', (text, result) => {
    expect(printed(text)).toBe(result);
  });

  it('the disputed bill, both ways', () => {
    const [reply = '', critic = '', , xlnet = ''] = EXAMPLES;
    expect(printed(reply)).toBe('13,959.87 USD');
    expect(printed(xlnet)).toBe('61,440 USD');
    const checked = checkTypedClaim(critic);
    expect(checked).toMatchObject({ ok: true });
    expect(checked.ok && checked.quantity.value).toBeCloseTo(57_348.2, 6);
    expect(checked.ok && checked.issue).toContain('core/v4-chip is left over');
  });

  it('every example is reckoned, and only the critic’s has odd units', () => {
    const issues = EXAMPLES.map((text) => {
      const checked = checkTypedClaim(text);
      return checked.ok ? checked.issue !== undefined : 'error';
    });
    expect(issues).toEqual([false, true, false, false]);
  });

  it('operations can be timed, other things cannot', () => {
    expect(checkTypedClaim('2 GMAC')).toMatchObject({ ok: true, flop: 4e9 });
    expect(checkTypedClaim('2 GMAC/s')).not.toHaveProperty('flop');
  });

  it('cores and chips are not added up', () => {
    const { error, at } = failure('12,861 v4-chip-hours + 4,949 v3-core-hours');
    expect(error).toContain('One side counts h·v4-chip, the other h·v3-core');
    expect(error).toContain('A core, a chip and a device are not the same');
    expect(at).toBe('12,861 v4-chip-hours + 4,949 v3-core-hours');
  });

  it.each([
    ['', 'nothing to reckon', ''],
    ['12 +', 'figure is still missing', ''],
    ['3 × × 4', 'figure is missing before “×”', '×'],
    ['3 4', 'A sign is missing', '4'],
    ['(3 + 4', 'never closed', '('],
    ['3)', 'never opened', ')'],
    ['5 bananas', '“bananas” is no unit', 'bananas'],
    ['5 V100 × 3', '“V100” is no unit', 'V100'],
    ['5 tflops', 'amount or a rate', 'tflops'],
    ['1,5 USD', 'decimal sign as a dot', ','],
    ['3 USD + 4 kWh', 'cannot be added', '3 USD + 4 kWh'],
    ['4 / (2 - 2)', 'divided by zero', '(2 - 2)'],
    ['1e400', 'no number', '1e400'],
    ['10^300 × 10^300', 'beyond 10³⁰⁸', '10^300 × 10^300'],
    ['10^9999', 'power is too large', '10'],
    ['3 USD^99', 'No unit means anything', '^'],
    ['{usd} × 3', 'Nothing here is called “usd”', '{usd}'],
    ['3 ; 4', '“;” has no meaning', ';'],
    ['('.repeat(50), 'brackets or signs inside', '('],
    ['1'.repeat(500), 'longer than the 400', '1'.repeat(100)],
  ])('%s is refused with a sentence and a place', (text, sentence, place) => {
    const { error, at } = failure(text);
    expect(error).toContain(sentence);
    expect(at).toBe(place);
    expect(error).toMatch(/\(At character \d+\.\)$/);
  });

  it('whatever is typed gives a finite figure or a sentence with a place inside the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '12,861',
        '1e308',
        '0',
        '.5',
        '-',
        '+',
        '×',
        '/',
        '^',
        '(',
        ')',
        'USD',
        '$',
        'core-hours',
      ],
      ...[
        'v3-chips',
        'per',
        '{x}',
        '%',
        'kWh',
        'FLOPS',
        'PFLOP/s-days',
        '⁻⁹',
        ' ',
        ',',
        '🙂',
        '-hours',
      ],
    );
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(pieces, { maxLength: 20 }).map((all) => all.join('')),
      fc.array(pieces, { maxLength: 20 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const checked = checkTypedClaim(typed);
        if (checked.ok) {
          expect(Number.isFinite(checked.quantity.value)).toBe(true);
          expect(checked.printed).not.toMatch(/NaN|Infinity|∞/);
        } else {
          expect(checked.span.start).toBeGreaterThanOrEqual(0);
          expect(checked.span.end).toBeLessThanOrEqual(typed.length);
          expect(checked.error.length).toBeGreaterThan(20);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('what is thrown is an ExpressionError and nothing else', () => {
    // Any code unit, halves of surrogate pairs included.
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 450 });
    fc.assert(
      fc.property(
        units.map((codes) => String.fromCharCode(...codes)),
        (typed) => {
          try {
            evaluateExpression(parseExpression(typed));
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(ExpressionError);
          }
        },
      ),
    );
  });

  it('arithmetic is the arithmetic of the language', () => {
    const figure = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(figure, figure, figure, figure, (a, b, c, d) => {
        const { value } = evaluateExpression(parseExpression(`${a} + ${b} × ${c} - ${a} / ${d}`));
        expect(value).toBeCloseTo(a + b * c - a / d, 9);
      }),
    );
  });
});
