// The unit trap explained on the data: for how many epochs each point's compute pays under either unit, beside what
// the paper tells, and AlexNet's total in true FLOP beside another collection's.
import type { NotableModel } from '../../facts/notable-models.ts';
import { formatScientific, roundToPlace } from '../../shared/format.ts';
import type { SeriesPoint } from './efficiency-series.ts';
import type { ImpliedEpochs } from './teraflop-days.ts';

export interface UnitTrap {
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly epochs: ImpliedEpochs;
    /** Shown as unverified where its origin is memory. */
    readonly paperEpochs: SeriesPoint['paperEpochs'];
    readonly correctedFlops: number;
  }[];
  /** Epoch AI's count of AlexNet's training, 1 MAC = 2 FLOP; null where it is not held. */
  readonly elsewhereFlops: number | null;
  readonly sentence: string;
}

/** @param series of an image level. */
export function unitTrap(
  series: readonly SeriesPoint[],
  models: readonly NotableModel[],
): UnitTrap {
  const rows = series.flatMap(({ id, name, epochs, paperEpochs, flops }) =>
    epochs === null ? [] : [{ id, name, epochs, paperEpochs, correctedFlops: flops }],
  );
  const elsewhereFlops = models.find(({ name }) => name === 'AlexNet')?.trainingFlops ?? null;
  const first = rows[0];
  return {
    rows,
    elsewhereFlops,
    sentence: first === undefined ? '' : explain(first, elsewhereFlops),
  };
}

function explain(row: UnitTrap['rows'][number], elsewhere: number | null): string {
  const { name, epochs, correctedFlops } = row;
  const print = (value: number) => roundToPlace(value, 0);
  const known =
    elsewhere === null
      ? ''
      : `; Epoch AI counts ${formatScientific(elsewhere)} for the same training`;
  return `The compute of ${name} pays for ${print(epochs.oneOperation)} epochs if a multiply-accumulate is one operation and for ${print(epochs.twoOperations)} if it is two. It trained for about 90, so the table counts one. At two FLOP each, it took ${formatScientific(correctedFlops)} FLOP${known}. Factors and doubling times stay the same.`;
}
