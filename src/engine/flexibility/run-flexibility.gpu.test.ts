// The flexibility experiment on a real adapter: against the same samples in float64, and against its closed forms.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession } from '../../../test/support/node-gpu.ts';
import { normalDraw } from '../../kernels/random-normal/normal-reference.ts';
import type { FlexibilityPiece } from '../../models/flexibility/flexibility-piece.ts';
import {
  type FlexibilityPlan,
  flexibilityPlan,
  RESPONSES,
} from '../../models/flexibility/flexibility-plan.ts';
import { flexibilityCurves } from '../../trends/flexibility/flexibility-curves.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { GramLab } from './gram-lab.ts';
import { runFlexibility } from './run-flexibility.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const tiny: FlexibilityPlan = {
  parameters: 40,
  relevant: 4,
  noise: 1,
  sampleSizes: [12, 28, 52, 150],
  repeats: 40,
  penalty: { kind: 'chosen', factor: 1 },
  chunkRows: 32,
  seed: 7,
};

describe('GramLab', () => {
  it('sums the products of the samples that Philox numbers', async () => {
    const lab = await GramLab.create(session, tiny);
    try {
      lab.begin(2);
      await lab.drawUntil(28);
      await lab.drawUntil(75);
      const { samples, gram, noiseCross } = await lab.moments();
      const few = await lab.fewSamples();
      expect(samples).toBe(75);
      const x = (row: number, column: number) => normalDraw([7, 4], row * 40 + column).value;
      const noise = (row: number, column: number) => normalDraw([7, 5], row * 4 + column).value;
      const sum = (count: number, term: (index: number) => number) =>
        Array.from({ length: count }, (_, index) => term(index)).reduce((a, b) => a + b, 0);
      for (const [i, j] of [
        [0, 0],
        [39, 39],
        [3, 17],
        [38, 2],
      ] as const) {
        expect(gram[i * 40 + j]).toBeCloseTo(
          sum(75, (row) => x(row, i) * x(row, j)),
          3,
        );
        expect(noiseCross[i * RESPONSES + (j % RESPONSES)]).toBeCloseTo(
          sum(75, (row) => x(row, i) * noise(row, j % RESPONSES)),
          3,
        );
      }
      expect(few.rows).toBe(28);
      expect(few.design[27 * 40 + 39]).toBeCloseTo(x(27, 39), 4);
      expect(few.noise[27 * 4 + 3]).toBeCloseTo(noise(27, 3), 4);
      expect(few.dual[27 * 28 + 5]).toBeCloseTo(
        sum(40, (column) => x(27, column) * x(5, column)),
        3,
      );
    } finally {
      lab.dispose();
    }
  });
});

describe('runFlexibility', () => {
  it('agrees with the closed forms, whatever the chunks', async () => {
    const fractions: number[] = [];
    const pieces = await runFlexibility(session, tiny, {
      onProgress: ({ fraction }) => fractions.push(fraction),
    });
    expect(pieces).toHaveLength(40 * 4 * 4);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expectTheory(tiny, pieces, 28);
    const other = await runFlexibility(session, { ...tiny, repeats: 1, chunkRows: 12 });
    for (const [index, piece] of other.entries()) {
      const first = pieces[index];
      expect({ ...piece, normalisedError: 0, flops: 0 }).toEqual({
        ...first,
        normalisedError: 0,
        flops: 0,
      });
      expect(piece.normalisedError / (first?.normalisedError ?? NaN)).toBeCloseTo(1, 3);
    }
  });

  it('cross-validates the penalty of the same samples', async () => {
    const once = { ...tiny, repeats: 3 };
    const chosen = await runFlexibility(session, once);
    const penalty = { kind: 'cross-validated', folds: 3 } as const;
    const validated = await runFlexibility(session, { ...once, penalty });
    for (const [index, piece] of validated.entries()) {
      const other = chosen[index];
      if (piece.estimator === 'regularized') {
        // Of 22 descents, most begin close to their end.
        expect(piece.flops).toBeGreaterThan(2 * (other?.flops ?? NaN));
        expect(piece.normalisedError).toBeLessThan(1.5);
      } else {
        expect(piece.normalisedError / (other?.normalisedError ?? NaN)).toBeCloseTo(1, 3);
      }
    }
  });

  it('stops when it is told to, with what was found', async () => {
    const controller = new AbortController();
    let found: readonly FlexibilityPiece[] = [];
    const stopped = runFlexibility(session, tiny, {
      signal: controller.signal,
      onPiece: (_, all) => {
        found = all;
        if (all.length === 5) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect(found.length).toBeLessThan(16);
  });

  it('goes on where a run was stopped, and adds designs to those that are there', async () => {
    const twice = { ...tiny, repeats: 2 };
    const whole = await runFlexibility(session, twice);
    // All of the first design but its last decompositions, and a design that is not asked for.
    const known = [
      ...whole.slice(0, 14),
      ...whole.slice(0, 4).map((each) => ({ ...each, repeat: 5 })),
    ];
    const fractions: number[] = [];
    const found: FlexibilityPiece[] = [];
    const resumed = await runFlexibility(session, twice, {
      known,
      onProgress: ({ fraction }) => fractions.push(fraction),
      onPiece: (piece) => found.push(piece),
    });
    expect(found).toEqual(whole.slice(14));
    expect(resumed).toEqual(whole);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    const nothing: FlexibilityPiece[] = [];
    await runFlexibility(session, twice, {
      known: whole,
      onPiece: (piece) => nothing.push(piece),
    });
    expect(nothing).toEqual([]);
  });

  it('refuses a plan that cannot be run', async () => {
    await expect(runFlexibility(session, { ...tiny, sampleSizes: [40] })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});

/** Two hundred designs of a thousand columns: a quarter of an hour on a software adapter, and longer on busy cores. */
const PATIENCE_MS = 3_600_000;

describe.runIf(FULL)('two hundred designs agree with the closed forms', () => {
  const standard = flexibilityPlan('standard');
  it(
    'of 1,000 parameters, around as many samples',
    async () => {
      const plan = { ...standard, sampleSizes: [43, 200, 632, 928, 1050, 2000], repeats: 200 };
      expectTheory(plan, await runFlexibility(session, plan), 30);
    },
    PATIENCE_MS,
  );

  it(
    'of 200 parameters, up to 20,000 samples',
    async () => {
      const sampleSizes = standard.sampleSizes.filter((samples) => Math.abs(samples - 200) >= 50);
      const plan = {
        ...standard,
        parameters: 200,
        sampleSizes,
        repeats: 200,
        chunkRows: 1024,
      };
      expectTheory(plan, await runFlexibility(session, plan), 30);
    },
    PATIENCE_MS,
  );
});

function expectTheory(
  plan: FlexibilityPlan,
  pieces: readonly FlexibilityPiece[],
  least: number,
): void {
  for (const { estimator, points } of flexibilityCurves(plan, pieces)) {
    for (const { samples, theory } of points) {
      if (theory === null || samples < least) continue;
      expect(Math.abs(theory.z ?? NaN), `${estimator}, n = ${samples}`).toBeLessThanOrEqual(4);
    }
  }
}
