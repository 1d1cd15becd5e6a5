// Which parts of a model a training step spends its time on: layers summed by block or by operator, and
// within each by what bounds them.
import type { Bound, LayerEstimate, Range } from '../../estimate/training-estimate.ts';

export const bounds: readonly Bound[] = ['compute', 'memory', 'launch'];

export const boundNames: Readonly<Record<Bound, string>> = {
  compute: 'arithmetic',
  memory: 'memory',
  launch: 'launches',
};

export interface BlockCost {
  readonly block: string;
  readonly seconds: Range;
  readonly share: number;
  /** Seconds of the block's layers that each bound dominates. */
  readonly byBound: Readonly<Record<Bound, number>>;
  readonly flops: number;
  readonly macs: number;
  readonly layers: readonly LayerEstimate[];
  /** Whether this is what is left over when the dearest have been picked. */
  readonly others: boolean;
}

export type Grouping = 'block' | 'operator';

/** Layers at the top of a model belong to no block. */
const NO_BLOCK = 'outside the blocks';

/** Blocks (or operators) in the order in which the model first uses them. */
export function blockCosts(
  layers: readonly LayerEstimate[],
  by: Grouping = 'block',
): readonly BlockCost[] {
  const blocks = new Map<string, LayerEstimate[]>();
  for (const layer of layers) {
    const name = layer[by] === '' ? NO_BLOCK : layer[by];
    const members = blocks.get(name);
    if (members === undefined) blocks.set(name, [layer]);
    else members.push(layer);
  }
  return [...blocks].map(([block, members]) => ({
    block,
    seconds: sumRanges(members.map(({ seconds }) => seconds)),
    share: sum(members.map(({ share }) => share)),
    byBound: {
      compute: boundSeconds(members, 'compute'),
      memory: boundSeconds(members, 'memory'),
      launch: boundSeconds(members, 'launch'),
    },
    flops: sum(members.map(({ flops }) => flops)),
    macs: sum(members.map(({ macs }) => macs)),
    layers: members,
    others: false,
  }));
}

/** The `count` dearest, dearest first, and all others as one. */
export function dearest(costs: readonly BlockCost[], count: number): readonly BlockCost[] {
  const sorted = [...costs].sort((a, b) => b.seconds.value - a.seconds.value);
  if (sorted.length <= count + 1) return sorted;
  const [rest] = blockCosts(
    sorted.slice(count).flatMap(({ layers }) => layers.map((layer) => ({ ...layer, block: '' }))),
  );
  const others =
    rest === undefined ? [] : [{ ...rest, block: `${sorted.length - count} others`, others: true }];
  return [...sorted.slice(0, count), ...others];
}

/** The bound under which most of the block's time falls. */
export function mainBound({ byBound }: BlockCost): Bound {
  return bounds.reduce((main, bound) => (byBound[bound] > byBound[main] ? bound : main), 'compute');
}

function boundSeconds(layers: readonly LayerEstimate[], bound: Bound): number {
  return sum(layers.filter((layer) => layer.bound === bound).map(({ seconds }) => seconds.value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The layers' rates err together, so that their limits add. */
function sumRanges(ranges: readonly Range[]): Range {
  return {
    value: sum(ranges.map(({ value }) => value)),
    low: sum(ranges.map(({ low }) => low)),
    high: sum(ranges.map(({ high }) => high)),
  };
}
