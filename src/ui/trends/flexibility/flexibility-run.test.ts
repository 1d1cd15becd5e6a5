import { expect, it } from 'vitest';
import type { FlexibilityPiece } from '../../../models/flexibility/flexibility-piece.ts';
import { ESTIMATORS, flexibilityPlan } from '../../../models/flexibility/flexibility-plan.ts';
import {
  applyFlexibilityEvent,
  progressNote,
  progressStep,
  startFlexibility,
  unfinishedDesigns,
} from './flexibility-run.ts';

const plan = flexibilityPlan('smoke');
const design = (repeat: number): readonly FlexibilityPiece[] =>
  plan.sampleSizes.flatMap((samples) =>
    ESTIMATORS.map((estimator) => ({ repeat, samples, estimator, normalisedError: 1, flops: 1 })),
  );

it('folds events, never backwards, and adds pieces to those of an earlier run', () => {
  const [first, ...others] = design(0);
  let run = startFlexibility(plan, first === undefined ? [] : [first]);
  expect(progressStep(run)).toBe('Waiting for the GPU');
  expect(progressNote(run)).toMatch(/learnt/);
  run = applyFlexibilityEvent(run, {
    type: 'progress',
    ...{ fraction: 0.4, repeat: 1, samples: 1300, remainingMs: 9000 },
  });
  run = applyFlexibilityEvent(run, { type: 'progress', fraction: 0.3, repeat: 1, samples: 3000 });
  expect(run.fraction).toBe(0.4);
  expect(progressStep(run)).toBe('Design 2 of 3, 3,000 samples');
  run = applyFlexibilityEvent(run, { type: 'pieces', pieces: others });
  expect(run.pieces).toEqual(design(0));
});

it('counts the designs of which something is missing', () => {
  expect(unfinishedDesigns(plan, [])).toBe(3);
  expect(unfinishedDesigns(plan, [...design(0), ...design(1).slice(1)])).toBe(2);
  expect(unfinishedDesigns(plan, [...design(0), ...design(1), ...design(2)])).toBe(0);
  // A fourth design does not stand in for one that is asked for.
  expect(unfinishedDesigns(plan, [...design(0), ...design(1), ...design(3)])).toBe(1);
});
