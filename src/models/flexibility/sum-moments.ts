// Gram matrices of parts of the samples add up to that of all.
import { FlopscopeError } from '../../shared/errors.ts';
import type { Moments } from './estimate-all.ts';

/** Those of all samples together. */
export function sumMoments(folds: readonly Moments[]): Moments {
  const [first, ...others] = folds;
  if (first === undefined) throw new FlopscopeError('internal', 'There is at least one fold.');
  return others.length === 0 ? first : others.reduce(sumOf, first);
}

function sumOf(left: Moments, right: Moments): Moments {
  const sum = (pick: (moments: Moments) => Float32Array | Float64Array) => {
    const total = Float64Array.from(pick(left));
    const other = pick(right);
    for (let place = 0; place < total.length; place++) {
      total[place] = (total[place] ?? NaN) + (other[place] ?? NaN);
    }
    return total;
  };
  return {
    samples: left.samples + right.samples,
    gram: sum(({ gram }) => gram),
    noiseCross: sum(({ noiseCross }) => noiseCross),
  };
}
