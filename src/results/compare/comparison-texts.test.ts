import { describe, expect, it } from 'vitest';
import { ceilings, measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { compareRuns } from './compare-runs.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { printRatio } from './print-ratio.ts';
import { runOfProfile } from './run-of-profile.ts';

function report(id: string, label: string, ms: number, change: Partial<DeviceProfile> = {}) {
  const work = { ms, flops: 2 * 512 ** 3, bytes: 3e6 };
  return runOfProfile(
    testProfile({
      id,
      identity: { ...testProfile().identity, label },
      ceilings: [...ceilings],
      measurements: [measured('matmul/naive', product(512), work)],
      ...change,
    }),
  );
}

const evil = '=cmd|"x"<b>\n[a](http://x) @all #1';
const withheld = compareRuns(
  [report('a', 'Den', 2), report('b', evil, 1), report('c', 'Shed', 1, { suiteVersion: '2.0.0' })],
  'a',
  { basis: 'best-of-each', showsNotComparable: false },
);

describe('a comparison as Markdown', () => {
  const lines = comparisonMarkdown(withheld).split('\n');

  it('has a column for each device and a row for each figure', () => {
    const table = lines.filter((line) => line.startsWith('|'));
    expect(table).toHaveLength(2 + 3 + 1 + 1);
    for (const line of table) expect(line.replaceAll(/\\./gu, '').split('|')).toHaveLength(6);
    expect(table[0]).toContain('Den (reference)');
    expect(table[5]).toMatch(
      /^\| Matrix product 512 × 512 × 512, f32 \| 134\sGFLOPS \(133–136\) \|/u,
    );
    expect(table[5]).toMatch(/\*\*2\.0\d?× \(1\.\d+–2\.\d+\)\*\*/u);
    expect(table[5]).toMatch(/, not comparable \|$/u);
  });

  it('gives the reasons, and no mean over what is not comparable', () => {
    expect(lines.at(-2)).toMatch(/^- Shed: not comparable\. .*2\.0\.0/u);
    expect(lines.find((line) => line.includes('The one common problem'))).toContain('Shed');
  });

  it('lets no name be markup', () => {
    const text = lines.join('\n');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('[a](');
    expect(text).not.toMatch(/@all|#1/u);
    expect(text).toContain('\\|');
  });
});

describe('a comparison as CSV', () => {
  const lines = comparisonCsv(withheld).trimEnd().split('\r\n');

  it('has one line for each figure of each device, as many cells in each', () => {
    expect(lines).toHaveLength(1 + 4 * 3);
    const cells = (line: string) => line.replaceAll(/"(?:[^"]|"")*"/gu, 'x').split(',').length;
    expect(new Set(lines.map(cells))).toEqual(new Set([17]));
    expect(lines.find((line) => line.startsWith('"Matrix') && line.includes('"Den"'))).toContain(
      '1.34218e+11',
    );
  });

  it('leaves the ratio empty where it is withheld, but not the reason', () => {
    const shed = lines.filter((line) => line.includes('"Shed"'));
    for (const line of shed) expect(line).toMatch(/,,,,not-comparable,"suite-version"$/u);
  });

  it('lets no name be a formula', () => {
    expect(lines.join('\n')).toContain('"\'=cmd|""x""');
  });
});

it.each([
  [{ median: 1.98, low: 1.82, high: 2.16 }, '2.0×', '1.8–2.2'],
  [{ median: 1.984, low: 1.972, high: 1.996 }, '1.98×', '1.97–2.00'],
  [{ median: 0.0512, low: 0.048, high: 0.055 }, '0.051×', '0.048–0.055'],
  [{ median: 1534, low: 1400, high: 1700 }, '1,500×', '1,400–1,700'],
  [{ median: 2, low: 2, high: 2 }, '2.00×', ''],
])('a ratio of %o reads %s (%s)', (ratio, value, range) => {
  expect(printRatio(ratio)).toEqual({ value, range });
});
