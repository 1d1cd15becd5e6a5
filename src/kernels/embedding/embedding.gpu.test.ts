// Look-ups in tables and their gradient on a real adapter: shapes, repeated ids, every variant, and bugs to be
// caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const lookUp = kernelById('embedding/look-up');
const chains = kernelById('embedding/chains');
const byEntry = kernelById('embedding/by-entry');

const shapes = [
  { name: 'one of one', count: 1, entries: 1, features: 1 },
  { name: 'odd', count: 13, entries: 7, features: 5 },
  { name: 'vectors', count: 50, entries: 20, features: 12 },
  { name: 'two segments', count: 300, entries: 2, features: 16 },
  { name: 'more entries than places', count: 40, entries: 1001, features: 8 },
  { name: 'every id many times', count: 1000, entries: 30, features: 4 },
];

describe.each(['f32', 'f16'] as const)('in %s', (precision) => {
  it.for(shapes)('looks up $name', async ({ count, entries, features }, { skip }) => {
    const problem = { op: 'embedding', count, entries, features, precision } as const;
    for (const variant of lookUp.variants(problem)) {
      const reason = lookUp.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      const report = await verifyOn(session, lookUp, problem, variant, 2);
      expect(report).toMatchObject({ verified: true });
    }
  });

  describe.each([chains, byEntry])('$id', (kernel) => {
    const tasks = shapes.flatMap((shape) =>
      [false, true].map((accumulate) => ({ ...shape, accumulate })),
    );
    it.for(tasks)(
      '$name, accumulate: $accumulate',
      async ({ count, entries, features, accumulate }, { skip }) => {
        const sizes = { count, entries, features, accumulate };
        const problem = { op: 'embedding-gradient', ...sizes, precision } as const;
        const [variant = {}] = kernel.variants(problem);
        const reason = kernel.unsupported(problem, variant, session.traits);
        if (reason !== undefined) skip(reason);
        const report = await verifyOn(session, kernel, problem, variant);
        expect(report).toMatchObject({ verified: true });
      },
    );

    const sizes = { count: 333, entries: 41, features: 20 };
    const usual = { op: 'embedding-gradient', ...sizes, precision } as const;
    it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
      const reason = kernel.unsupported(usual, variant, session.traits);
      if (precision === 'f32') expect(reason).toBeUndefined();
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
    });
  });
});

it('leaves large tables to chains', () => {
  const sizes = { count: 8, entries: 65, features: 4 };
  const problem = { op: 'embedding-gradient', ...sizes, precision: 'f32' } as const;
  const [variant = {}] = byEntry.variants(problem);
  expect(byEntry.unsupported(problem, variant, session.traits)).toMatch(/at most 64 entries/);
});

describe('verification catches', () => {
  it.each([
    [lookUp, false, 'the row of another id', 'table[ids[place0 / COLUMNS]', 'table[ids[0]'],
    [chains, false, 'a place left out', 'at = next[at]', 'at = next[next[at]]'],
    [chains, false, 'a chain that stops', '(found == NONE)', '(found == NONE) & (at < start + 3)'],
    [chains, false, 'a chain that skips', 'at + 0, same0', 'at + 0, same0 & !same1'],
    [chains, false, 'a row that is not cleared', 'index0 < ENTRIES * COLUMNS', 'index0 < COLUMNS'],
    [chains, true, 'old values forgotten', 'Value(dtable[id * COLUMNS + column])', 'Value()'],
    [chains, true, 'every place a first one', '& (marks[id] == place)', ''],
    [byEntry, false, 'a share too short', 'i < SHARE', 'i < SHARE - 1'],
    [byEntry, true, 'old values forgotten', 'sum = Value(dtable[place])', 'sum = Value()'],
  ] as const)('$0.id, accumulate: $1: $2', async (kernel, accumulate, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const sizes = { count: 400, entries: 50, features: 8, precision: 'f32' } as const;
    const problem =
      kernel === lookUp
        ? ({ op: 'embedding', ...sizes } as const)
        : ({ op: 'embedding-gradient', ...sizes, accumulate } as const);
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
