import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilings, measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import type { DeviceProfile, Environment } from '../../shared/result/schema.ts';
import { comparability } from './comparability.ts';
import type { ComparedRun } from './compared-run.ts';
import { runOfProfile } from './run-of-profile.ts';
import { isWorse } from './verdict.ts';

const base = testProfile();
const { identity, environment, drift } = base;

function run(change: Partial<DeviceProfile> = {}): ComparedRun {
  return runOfProfile(
    testProfile({ id: 'other', createdAt: '2026-02-03T04:05:06.000Z', ...change }),
  );
}
const around = (change: Partial<Environment>): Partial<DeviceProfile> => ({
  environment: { ...environment, ...change },
});
const clocked = (clockError: number): Partial<DeviceProfile> => ({
  measurements: [
    { ...measured('matmul/naive', product(64), { ms: 1, flops: 1, bytes: 1 }), clockError },
  ],
});
const moved = (largestChange: number): Partial<DeviceProfile> => ({
  drift: { ...drift, largestChange },
});
const sustained = (retained: number): Partial<DeviceProfile> => ({
  sustained: {
    kernel: 'matmul/naive',
    problem: product(64),
    samples: [],
    steady: { median: 1, low: 1, high: 1 },
    retained,
  },
});
const hidden = around({ visibility: 'was-hidden' });
const byWallClock = { timingMethod: 'wall-clock-slope' } as const;

describe('comparability', () => {
  it('finds nothing between two runs of one kind', () => {
    expect(comparability(runOfProfile(base), run())).toEqual({
      verdict: 'comparable',
      reasons: [],
    });
  });

  it.each<[string, string, Partial<DeviceProfile>, RegExp]>([
    ['suite', 'with-care', { suite: 'full' }, /suite quick.*suite full.*same code/],
    ['suite-version', 'with-care', { suiteVersion: '1.1.0' }, /1\.0\.0.*1\.1\.0/],
    ['suite-version', 'not-comparable', { suiteVersion: '2.0.0' }, /changed in between/],
    ['drifted', 'with-care', moved(0.06), /by 6\.0\s%/],
    ['drifted', 'not-comparable', moved(0.3), /30\s%/],
    ['timing-method', 'with-care', byWallClock, /host’s clock/],
    ['coarse-clock', 'with-care', clocked(0.02), /100\sns.*2\.0\s%/],
    ['was-hidden', 'with-care', hidden, /background/],
    ['on-battery', 'with-care', around({ battery: { charging: false, level: 1 } }), /Plug in/],
    ['throttled', 'with-care', sustained(0.8), /80\s%/],
    ['incomplete', 'with-care', { complete: false }, /to the end/],
    [
      'software-and-gpu',
      'not-comparable',
      { identity: { ...identity, softwareAdapter: true } },
      /acceleration/,
    ],
    ['host', 'with-care', around({ host: 'node', runtime: 'Node 20.20.2 with Dawn' }), /in Node/],
    ['runtime', 'with-care', around({ runtime: 'Firefox 150' }), /Firefox 150/],
  ])('says “%s”, %s', (code, verdict, change, sentence) => {
    const { reasons, verdict: found } = comparability(runOfProfile(base), run(change));
    expect(reasons.map((reason) => reason.code)).toEqual([code]);
    expect(found).toBe(verdict);
    expect(reasons[0]?.sentence).toMatch(sentence);
  });

  it('refuses the page’s clock of a page that was hidden', () => {
    const both = { ...hidden, ...byWallClock };
    const { reasons, verdict } = comparability(run({ id: 'a', ...byWallClock }), run(both));
    expect(reasons.map(({ code }) => code)).toEqual(['was-hidden']);
    expect(verdict).toBe('not-comparable');
  });

  it('takes care with two software adapters, whose processors are not named', () => {
    const software = { identity: { ...identity, softwareAdapter: true } };
    const { reasons, verdict } = comparability(run({ id: 'a', ...software }), run(software));
    expect(reasons.map(({ code }) => code)).toEqual(['software-adapters']);
    expect(verdict).toBe('with-care');
  });

  it.each<[string, Partial<DeviceProfile>]>([
    ['a version of the browser', around({ runtime: 'Chromium 157' })],
    ['a patch of the suites', { suiteVersion: '1.0.7' }],
    ['a clock within the bound', clocked(0.004)],
    ['a drift within the bound', moved(0.04)],
    ['a device that keeps its pace', sustained(0.95)],
    ['a full battery on mains', around({ battery: { charging: true, level: 1 } })],
    ['a host that tells nothing of visibility', around({ visibility: 'unknown' })],
  ])('lets pass %s', (_, change) => {
    expect(comparability(runOfProfile(base), run(change)).verdict).toBe('comparable');
  });

  it('names one device at two times by the times, two devices by their names', () => {
    const twice = comparability(runOfProfile(base), run({ complete: false }));
    expect(twice.reasons[0]?.sentence).toContain('“NVIDIA Lovelace of 2026-02-03 04:05” ended');
    const labelled = { identity: { ...identity, label: 'Den' }, complete: false };
    expect(comparability(runOfProfile(base), run(labelled)).reasons[0]?.sentence).toContain(
      '“Den” ended',
    );
  });

  const changes = fc
    .record({
      suite: fc.constantFrom('quick' as const, 'full' as const, 'sustained' as const),
      suiteVersion: fc.constantFrom('1.0.0', '1.1.0', '2.0.0'),
      complete: fc.boolean(),
      timingMethod: fc.constantFrom('timestamp-query' as const, 'wall-clock-slope' as const),
      software: fc.boolean(),
      host: fc.constantFrom('browser' as const, 'node' as const),
      runtime: fc.constantFrom('Chromium 156', 'Firefox 150'),
      visibility: fc.constantFrom('visible' as const, 'was-hidden' as const, 'unknown' as const),
      charging: fc.constantFrom(true, false, null),
      largestChange: fc.constantFrom(0, 0.1, 0.5),
      retained: fc.constantFrom(0.5, 1, null),
      clockError: fc.constantFrom(0, 0.02, 0.2),
      id: fc.uuid(),
      createdAt: fc.constantFrom('2026-01-02T03:04:05.000Z', '2026-02-03T04:05:06.000Z'),
    })
    .map(
      ({
        software,
        host,
        runtime,
        visibility,
        charging,
        largestChange,
        retained,
        clockError,
        ...rest
      }) =>
        run({
          ...rest,
          identity: { ...identity, softwareAdapter: software },
          ...around({
            host,
            runtime,
            visibility,
            battery: charging === null ? null : { charging, level: 1 },
          }),
          ...moved(largestChange),
          ...(retained === null ? {} : sustained(retained)),
          ...clocked(clockError),
          ceilings: [...ceilings],
        }),
    );

  it('is symmetric, to the letter', () => {
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        expect(comparability(one, other)).toEqual(comparability(other, one));
      }),
      { numRuns: 300 },
    );
  });

  it('tells each code once, the gravest first, and judges by it', () => {
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const { verdict, reasons } = comparability(one, other);
        expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
        expect(reasons[0]?.verdict ?? 'comparable').toBe(verdict);
        for (const reason of reasons) expect(isWorse(reason.verdict, verdict)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is never bettered by a defect', () => {
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const before = comparability(one, other).verdict;
        const defects: Partial<ComparedRun>[] = [
          { complete: false },
          { charging: false },
          { drift: other.drift + 0.3 },
          { visibility: 'was-hidden' },
        ];
        for (const defect of defects) {
          expect(isWorse(before, comparability(one, { ...other, ...defect }).verdict)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});
