// Cards of results that were really measured, and of results that mean harm.
import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../../test/support/real-profiles.ts';
import { ceilings, measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import type { ComparedRun } from '../compare/compared-run.ts';
import { runOfProfile } from '../compare/run-of-profile.ts';
import { encodeSummary, openLink } from '../link/result-link.ts';
import { runOfSummary } from '../link/run-of-summary.ts';
import { comparisonCard } from './comparison-card.ts';
import { resultCard } from './result-card.ts';

const { identity } = testProfile();

function run(label: string, ms: number, softwareAdapter = false): ComparedRun {
  return runOfProfile(
    testProfile({
      id: label,
      identity: { ...identity, label, softwareAdapter },
      ceilings: [...ceilings],
      measurements: [256, 512].map((size) =>
        measured('matmul/naive', product(size), {
          ms: ms * (size / 512) ** 3,
          flops: 2 * size ** 3,
          bytes: 12 * size ** 2,
        }),
      ),
    }),
  );
}

function compared(showsNotComparable: boolean, ...runs: readonly ComparedRun[]) {
  const options = { basis: 'best-of-each', showsNotComparable } as const;
  return compareRuns(runs, runs[0]?.id ?? '', options);
}

/** All text is escaped, so that every "<" begins a tag. */
const tags = (svg: string) => [
  ...new Set(Array.from(svg.matchAll(/<\/?([^\s/>]*)/gu), ([, name]) => name)),
];
const CLOSED_LIST = ['svg', 'title', 'desc', 'rect', 'path', 'circle', 'line', 'text', 'tspan'];

const light = { theme: 'light' } as const;

describe('a result as a picture', () => {
  it('has the figures with their intervals and units, in the picture and in words', () => {
    const { svg, alt } = resultCard(run('Den', 1), light);
    expect(svg).toContain('>Den<');
    expect(svg).toMatch(/>268<tspan[^>]*>GFLOPS</u);
    expect(svg).toMatch(/26\d–27\d\sGFLOPS/u);
    expect(alt).toMatch(
      /^Den, measured by Flopscope on 2026-01-02\. Matrix product, f32: 268\sGFLOPS/u,
    );
    expect(alt).toMatch(/Timed by GPU timestamps; suite quick/u);
    expect(svg).not.toContain('Software adapter');
    expect(resultCard(run('CPU', 1, true), light).svg).toContain('Software adapter, not a GPU');
  });

  it('differs between light and dark in colours alone', () => {
    const plain = (svg: string) => svg.replaceAll(/#[0-9a-f]{6}/gu, '#');
    const [day, night] = [light, { theme: 'dark' } as const].map((each) =>
      resultCard(run('Den', 1), each),
    );
    expect(day?.svg).not.toBe(night?.svg);
    expect(plain(day?.svg ?? '')).toBe(plain(night?.svg ?? ' '));
  });

  it('is the same from the summary of a link, but for what the summary leaves out', async () => {
    const profile = testProfile({ ceilings: [...ceilings] });
    const opened = await openLink(await encodeSummary(profile));
    if (opened.kind !== 'summary') throw new Error('That is a whole result.');
    const { alt } = resultCard(runOfSummary(opened.summary), light);
    expect(alt).toBe(resultCard(runOfProfile(profile), light).alt);
  });

  it('can be made of every result there is', () => {
    for (const { profile } of realProfiles()) {
      const { svg, alt } = resultCard(runOfProfile(profile), light);
      expect(`${svg}${alt}`).not.toMatch(/NaN|Infinity|undefined/u);
      expect(CLOSED_LIST).toEqual(expect.arrayContaining(tags(svg)));
    }
  });
});

describe('a comparison as a picture', () => {
  it('has the answer, the verdict, and ratios with their intervals', () => {
    const { svg, alt } = comparisonCard(compared(false, run('Den', 2), run('Attic', 1)), light);
    expect(svg).toContain('>“Attic” is 2.0× as fast as “Den”<');
    expect(svg).toContain('>Comparable<');
    expect(svg).toMatch(/>Geometric mean, 2 problems<.*>2\.0× \(1\.\d–2\.\d\)</u);
    expect(alt).toMatch(/^“Attic” is 2\.0× as fast as “Den”\. .* Verdict: comparable\. Geometric/u);
  });

  it('tells no ratio that is withheld, and why; one that was asked for is hollow', () => {
    const runs = [run('Den', 1), run('CPU', 100, true)] as const;
    const { svg, alt } = comparisonCard(compared(false, ...runs), light);
    expect(`${svg}${alt}`).not.toMatch(/\d×/u);
    expect(svg).toContain('>Not comparable<');
    expect(svg).toContain('is a software adapter, the other a GPU');
    const asked = comparisonCard(compared(true, ...runs), light);
    expect(asked.svg).toMatch(/\d×/u);
    expect(asked.alt).toContain('although not comparable');
  });

  it('has a line for each of several devices, and says where there are more', () => {
    const runs = Array.from({ length: 12 }, (_, index) => run(`Device ${index}`, index + 1));
    const { svg } = comparisonCard(compared(false, ...runs), light);
    expect(svg).toContain('>Device 1<');
    expect(svg).toMatch(/And \d more\. Geometric mean, 2 problems/u);
  });
});

it('lets no name be markup, whichever card it stands on', () => {
  const evil = `</text></svg><script>alert(1)</script><image href="x"/>"'&\u0000\u202e\ud800]]>`;
  const cards = [
    resultCard(run(evil, 1), light),
    comparisonCard(compared(false, run(evil, 1), run(`2${evil}`, 2, true)), light),
    comparisonCard(compared(false, run(evil, 1), run(`${evil}2`, 2)), light),
  ];
  for (const { svg } of cards) {
    expect(CLOSED_LIST).toEqual(expect.arrayContaining(tags(svg)));
    expect(svg).not.toMatch(/\b(?:href|style|on\w+)="|url\(/u);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    expect(svg).not.toMatch(/[\u0000-\u0009\u202e]|\p{Surrogate}/u);
  }
});
