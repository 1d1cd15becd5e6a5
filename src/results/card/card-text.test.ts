import { describe, expect, it } from 'vitest';
import { cleanText, escapeXml, fitText, textWidth, wrapText } from './card-text.ts';

const style = { size: 24 } as const;

describe('text of other people', () => {
  it.each([
    ['two\r\nlines\tand a tab', 'two lines and a tab'],
    ['\u202egnihtyna\u2066 nul\u0000 \u0085', 'gnihtyna nul '],
    ['half of a pair \ud800.', 'half of a pair \u{fffd}.'],
    [`Z${'\u0301'.repeat(40)}`, 'Z\u0301\u0301\u0301'],
    ['مرحبا 👩‍👩‍👧‍👦', 'مرحبا 👩‍👩‍👧‍👦'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });

  it('is no markup, in content or in an attribute', () => {
    expect(escapeXml(`<a href="x" b='y'>&`)).toBe(
      '&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;',
    );
  });
});

describe('text that is too long', () => {
  it('is cut with an ellipsis, and fits then', () => {
    for (const text of ['W'.repeat(300), 'i'.repeat(300), '漢'.repeat(300), '👩‍👩‍👧‍👦'.repeat(50)]) {
      const cut = fitText(text, style, 200);
      expect(cut).toMatch(/…$/u);
      expect(textWidth(cut, style)).toBeLessThanOrEqual(200);
      expect(textWidth(cut, style)).toBeGreaterThan(120);
    }
    expect(fitText('short', style, 200)).toBe('short');
  });

  it('is never cut within what a person takes for one character', () => {
    for (let width = 30; width < 200; width += 7) {
      const cut = fitText('👩‍👩‍👧‍👦é🏳️‍🌈'.repeat(5), style, width);
      expect(cut).toMatch(/^(?:👩‍👩‍👧‍👦(?:é(?:🏳️‍🌈)?)?)*…$/u);
    }
  });

  it('is broken at spaces, and cut on the last line', () => {
    const text = 'one two three four five six seven eight nine ten';
    const lines = wrapText(text, style, 150, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/u);
    const whole = wrapText(text, style, 150, 9);
    expect(whole.join(' ')).toBe(text);
    for (const line of whole) expect(textWidth(line, style)).toBeLessThanOrEqual(150);
    expect(wrapText('x'.repeat(200), style, 150, 3)).toHaveLength(1);
    expect(wrapText('', style, 150, 3)).toEqual([]);
  });
});
