// "AlexNet level with the algorithm of year X on this GPU": the training that each point of the table pays for,
// predicted for a measured device layer by layer; and a run of a person's own among the points.
import { FlopscopeError } from '../../shared/errors.ts';
import { powerOfTen } from '../../shared/format.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { estimateTraining } from '../../estimate/estimate-training.ts';
import type { Range } from '../../estimate/training-estimate.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import type { Origin } from '../fit/origin.ts';
import type { SeriesPoint } from './efficiency-series.ts';
import { imagenetRecipe } from './imagenet-recipe.ts';
import { correctedFlops, teraflopDaysOf } from './teraflop-days.ts';

export interface PointOnDevice {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  /** Over ImageNet, as the compute of the table implies: its multiply-accumulates are single operations. */
  readonly epochs: number;
  readonly seconds: Range;
  readonly origin: Origin;
}

/**
 * For the points of an image level, in their order.
 * @throws FlopscopeError `invalid-input` when the profile carries no estimate.
 */
export function seriesOnDevice(
  series: readonly SeriesPoint[],
  profile: DeviceProfile,
): readonly PointOnDevice[] {
  return series.flatMap(({ id, name, year, model, epochs, origin }) => {
    if (model === null || epochs === null) return [];
    return {
      id,
      name,
      year,
      epochs: epochs.oneOperation,
      seconds: estimateTraining({
        model,
        recipe: imagenetRecipe(epochs.oneOperation),
        profile,
      }).seconds,
      origin: { ...origin, provenance: 'derived' as const },
    };
  });
}

export interface OwnRun {
  readonly name: string;
  /** Multiply-accumulates of one image, forward. */
  readonly macs: number;
  readonly epochs: number;
  readonly images: number;
  /** Day of the run, "2026-11-22". */
  readonly date: string;
}

export interface OwnPoint {
  readonly name: string;
  readonly year: number;
  /** In the table's unit, so that it stands on the same axis. */
  readonly teraflopDays: number;
  /** 1 MAC = 2 FLOP. */
  readonly flops: number;
  /** Compute of the level's first over this one's. */
  readonly factor: number;
  /** What the point needs to be comparable. */
  readonly caution: string;
  readonly origin: Origin;
}

/** A thousandth of an epoch is a run, and products of three of the largest are still numbers. */
const LEAST_INPUT = 1e-3;
const MOST_INPUT = 1e18;

/**
 * A person's own run among the points.
 * @param level points of one level, the first of which the factor refers to.
 * @throws FlopscopeError `invalid-input` for figures that are not above 0 or absurd, or a date that is none.
 */
export function placeOwnRun(run: OwnRun, level: readonly SeriesPoint[]): OwnPoint {
  const { name, macs, epochs, images, date } = run;
  for (const [what, value] of Object.entries({ 'multiply-accumulates': macs, epochs, images })) {
    if (!(value >= LEAST_INPUT && value <= MOST_INPUT)) {
      throw new FlopscopeError(
        'invalid-input',
        `The ${what} of ${name} must be a number from ${LEAST_INPUT} to ${powerOfTen(18)}. Correct it, then place the run again.`,
      );
    }
  }
  const teraflopDays = teraflopDaysOf(macs, epochs, images);
  return {
    name,
    year: decimalYear(date),
    teraflopDays,
    flops: correctedFlops(teraflopDays),
    factor: (level[0]?.teraflopDays ?? NaN) / teraflopDays,
    caution:
      'Comparable only if the run reaches the accuracy of the level on the same validation images.',
    origin: { source: 'Your run', date, licence: 'yours', provenance: 'yours' },
  };
}
