// Pasted points as the chart and its table take them, and an example to start from.
import type { Origin } from '../../../trends/fit/origin.ts';
import type { ErrorPoint } from '../../../trends/limits/error-line.ts';
import { imageErrors } from '../../../trends/limits/image-errors.ts';
import type { LinePoint } from './line-picture.ts';

/** @param date of today, "2026-11-22". */
export function ownLines(points: readonly ErrorPoint[], date: string): readonly LinePoint[] {
  const origin: Origin = { source: 'Your points', date, licence: 'yours', provenance: 'yours' };
  return points.map((point, index) => ({ ...point, label: `Point ${index + 1}`, origin }));
}

/** The five ResNets by their first weights: one family, trained alike. */
const EXAMPLE = /^resnet\d+$/;
const EXAMPLE_WEIGHTS = 'IMAGENET1K_V1';

/** As a person would paste it. */
export function exampleText(): string {
  const rows = imageErrors()
    .points.filter(({ model, weights }) => EXAMPLE.test(model) && weights === EXAMPLE_WEIGHTS)
    .map(({ flop, errorPercent }) => `${flop},${Number(errorPercent.toPrecision(6))}`);
  return ['FLOP of a pass,top-1 error %', ...rows].join('\n');
}
