import { describe, expect, it } from 'vitest';
import { piece, plan } from '../../../models/digits-shrink/digits-piece.fixture.ts';
import {
  applyAccuracyEvent,
  secondsFromPieces,
  startAccuracy,
  stillMissing,
} from './accuracy-run.ts';

describe('applyAccuracyEvent', () => {
  const dense = piece(1, 'dense', 970);

  it('never lets progress fall', () => {
    const at = (fraction: number) =>
      ({ type: 'progress', fraction, seed: 1, step: 'dense' }) as const;
    const run = [0.4, 0.3].map(at).reduce(applyAccuracyEvent, startAccuracy(plan, undefined, []));
    expect(run.fraction).toBe(0.4);
    expect(run.now).toEqual({ seed: 1, step: 'dense', activity: undefined });
  });

  it('adds a piece, keeping the objects of the others', () => {
    const fused = piece(1, 'fused', 970);
    const run = applyAccuracyEvent(startAccuracy(plan, undefined, [dense]), {
      type: 'piece',
      piece: fused,
      pieces: structuredClone([dense, fused]),
    });
    expect(run.pieces).toHaveLength(2);
    expect(run.pieces[0]).toBe(dense);
  });

  it('drops the pieces of a seed whose dense network came out otherwise', () => {
    const anew = piece(1, 'dense', 960, { weights: 'others' });
    const run = applyAccuracyEvent(startAccuracy(plan, undefined, [dense, piece(1, 'int8', 968)]), {
      type: 'piece',
      piece: anew,
      pieces: [anew],
    });
    expect(run.pieces).toEqual([anew]);
  });
});

describe('stillMissing', () => {
  it('counts the steps of all seeds, or of those that are asked for', () => {
    const pieces = [piece(1, 'dense', 970), piece(1, 'int8', 970), piece(2, 'dense', 970)];
    const all = plan.steps.length * plan.seeds.length;
    expect(stillMissing(plan, undefined, pieces)).toEqual({ missing: all - 3, all });
    expect(stillMissing(plan, ['int8'], pieces)).toEqual({ missing: 3, all: 6 });
    expect(stillMissing({ ...plan, seeds: [1] }, ['int8'], pieces).missing).toBe(0);
  });
});

describe('secondsFromPieces', () => {
  const one = { ...plan, seeds: [1] };

  it('tells nothing before the dense network was trained here', () => {
    expect(secondsFromPieces(one, undefined, [])).toBeUndefined();
  });

  it('takes the pace of the dense training for what is missing, the dense training anew included', () => {
    const dense = piece(1, 'dense', 970, { steps: 80, stepsMs: 8000 });
    // 80 steps of training, and 30 for examining int8, at 0.1 s.
    expect(secondsFromPieces(one, ['int8'], [dense])).toBeCloseTo(11, 9);
    expect(secondsFromPieces(one, ['int8'], [dense, piece(1, 'int8', 970)])).toBe(0);
    // The second seed from its start: two examinations.
    const both = { ...plan, seeds: [1, 2] };
    expect(secondsFromPieces(both, ['int8'], [dense, piece(1, 'int8', 970)])).toBeCloseTo(14, 9);
  });
});
