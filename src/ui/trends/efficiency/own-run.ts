// A person's own run among the points of the ruler: what the form asks, and where it lies or what is wrong with it.
import { isGiven, parseTypedNumber } from '../../../estimate/parse-number.ts';
import type { TrainingRecipe } from '../../../estimate/recipe.ts';
import { FlopscopeError } from '../../../shared/errors.ts';
import type { SeriesPoint } from '../../../trends/efficiency/efficiency-series.ts';
import { type OwnPoint, placeOwnRun } from '../../../trends/efficiency/on-device.ts';
import { imagenetRecipe } from '../../../trends/efficiency/imagenet-recipe.ts';
import { imagenetImages } from '../../../trends/efficiency/teraflop-days.ts';
import type { Parameters } from '../../route/route.ts';

export interface CountedNetwork {
  readonly id: string;
  readonly name: string;
  /** Multiply-accumulates of one image, forward. */
  readonly macs: number;
}

export type PlacedRun =
  | { readonly ok: true; readonly point: OwnPoint; readonly recipe: TrainingRecipe }
  | { readonly ok: false; readonly error: string };

/**
 * @param network that the address names, counted.
 * @param date of today, "2026-11-22".
 * @returns undefined while no epochs are given.
 */
export function placeRun(
  { epochs, examples }: Parameters,
  network: CountedNetwork,
  series: readonly SeriesPoint[],
  date: string,
): PlacedRun | undefined {
  if (!isGiven(epochs)) return undefined;
  const run = {
    name: network.name,
    macs: network.macs,
    epochs: parseTypedNumber(epochs) ?? Number.NaN,
    images: isGiven(examples) ? (parseTypedNumber(examples) ?? Number.NaN) : imagenetImages(),
    date,
  };
  try {
    return {
      ok: true,
      point: placeOwnRun(run, series),
      recipe: imagenetRecipe(run.epochs, run.images),
    };
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return { ok: false, error: thrown.message };
    throw thrown;
  }
}
