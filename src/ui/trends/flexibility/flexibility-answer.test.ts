// The sentences against designs whose errors are the closed forms with a known spread: what they say then is known.
import { describe, expect, it } from 'vitest';
import { leastSquaresFlops } from '../../../models/flexibility/estimator-flops.ts';
import type { FlexibilityPiece } from '../../../models/flexibility/flexibility-piece.ts';
import {
  ESTIMATORS,
  type FlexibilityPlan,
  flexibilityPlan,
} from '../../../models/flexibility/flexibility-plan.ts';
import { closedForm, lassoOrder } from '../../../trends/flexibility/closed-forms.ts';
import { flexibilityCurves } from '../../../trends/flexibility/flexibility-curves.ts';
import { flexibilityAnswer, priceOfFlexibility } from './flexibility-answer.ts';
import { flexibilityPicture } from './flexibility-picture.ts';

const plan = { ...flexibilityPlan('standard'), repeats: 4 };

/** Errors lie this share around the closed form, by turns above and below. */
function piecesOf(asked: FlexibilityPlan, spread = 0.05): readonly FlexibilityPiece[] {
  return Array.from({ length: asked.repeats }, (_, repeat) =>
    asked.sampleSizes.flatMap((samples) =>
      ESTIMATORS.map((estimator, place) => ({
        ...{ repeat, samples, estimator },
        normalisedError:
          (closedForm(estimator, asked, samples) ?? 2 * lassoOrder(asked, samples)) *
          (1 + spread * Math.sin(repeat * Math.PI + Math.PI / 2 + place)),
        flops: leastSquaresFlops(samples, estimator === 'flexible' ? 1000 : 10),
      })),
    ),
  ).flat();
}

describe('flexibilityAnswer', () => {
  it('says where the intervals of the differences leave no doubt', () => {
    const answer = flexibilityAnswer(plan, piecesOf(plan));
    // In theory the two lines cross at 1,991 samples: 2,000 is nobody's.
    expect(answer?.amount).toBe('2,936\u00a0samples');
    expect(answer?.basis).toMatch(
      /With 1,000 possible parameters of which 10 matter: .* behind the expert at 1,363 samples and ahead of it from 2,936 on/,
    );
    expect(answer?.rest).toMatch(/regularised, from \d+$/);
    expect(answer?.basis).toMatch(/on the same 4 designs/);
  });

  it('waits for a second design, and for a size above the peak', () => {
    const all = piecesOf(plan);
    expect(flexibilityAnswer(plan, [])).toBeUndefined();
    expect(
      flexibilityAnswer(
        plan,
        all.filter(({ repeat }) => repeat === 0),
      ),
    ).toBeUndefined();
    expect(
      flexibilityAnswer(
        plan,
        all.filter(({ samples }) => samples < 1000),
      ),
    ).toBeUndefined();
  });

  it('claims no crossing that is not there', () => {
    const few = { ...plan, sampleSizes: [20, 200, 1363] };
    const answer = flexibilityAnswer(few, piecesOf(few));
    expect(answer?.claim).toMatch(/does not beat the expert/);
    expect(answer?.amount).toBe('1,363\u00a0samples');
  });
});

describe('priceOfFlexibility', () => {
  it('takes the first size whose whole interval is low enough', () => {
    const { error, reached, sentences } = priceOfFlexibility(
      plan,
      flexibilityCurves(plan, piecesOf(plan)),
    );
    expect(error).toBeCloseTo(0.05, 12);
    const at = Object.fromEntries(reached.map((each) => [each.estimator, each.at]));
    // 1 / (n − 11) falls to 0.05 at 31 samples, 100 / (n − 1001) at 3,001.
    expect(at['oracle']?.samples).toBe(43);
    expect(at['flexible']?.samples).toBe(4309);
    expect(at['expert']).toBeNull();
    expect(sentences.join(' ')).toMatch(/takes 100 times the samples/);
    expect(sentences.at(-1)).toMatch(/leaves an error of 1 in 10/);
  });
});

describe('flexibilityPicture', () => {
  const origin = {
    source: 'Found here',
    date: '2026-01-02',
    licence: 'yours',
    provenance: 'measured',
  } as const;

  it('holds every point with its interval, theory and source, on axes that stay', () => {
    const curves = flexibilityCurves(plan, piecesOf(plan));
    const whole = flexibilityPicture(plan, curves, 'samples', origin);
    const empty = flexibilityPicture(plan, flexibilityCurves(plan, []), 'samples', origin);
    expect([whole.x, whole.y]).toEqual([empty.x, empty.y]);
    for (const { points, theory, estimator } of whole.curves) {
      expect(points.map(({ x }) => x)).toEqual(plan.sampleSizes);
      expect(theory).toHaveLength({ oracle: 1, expert: 1, flexible: 2, regularized: 0 }[estimator]);
      for (const { lines, y, low = Infinity, high } of points) {
        expect(low).toBeLessThan(y);
        expect(high ?? Infinity).toBeGreaterThan(y);
        expect(lines.at(-1)).toBe('Found here; 2026-01-02; licence: yours');
      }
    }
  });

  it('has every operation between its ends, and no number that is none', () => {
    const curves = flexibilityCurves(plan, piecesOf(plan));
    const { x, curves: drawn } = flexibilityPicture(plan, curves, 'flops', origin);
    const all = drawn.flatMap(({ points, theory }) => [...points, ...theory.flat()]);
    expect(all.length).toBeGreaterThan(200);
    for (const point of all) {
      expect(point.x).toBeGreaterThan(x.low);
      expect(point.x).toBeLessThan(x.high);
      expect(Number.isFinite(point.y)).toBe(true);
    }
  });
});
