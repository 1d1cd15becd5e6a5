// How the steps of a recipe are run: in parts, with recomputation, on several devices, training all or some weights.
// A recipe without a regime runs plainly: whole batches on one device, every weight trained, nothing recomputed.
import type { AdapterChoice } from '../../models/variants/low-rank-adapters.ts';

export type Tuning =
  | { readonly kind: 'all' }
  /** The task head, and as many of the last blocks; nothing below them is trained. */
  | { readonly kind: 'last'; readonly blocks: number }
  /** Frozen weights with trained low-rank adapters beside them (Hu et al., arXiv 2106.09685). */
  | ({ readonly kind: 'lora' } & AdapterChoice);

export type Checkpointing = 'none' | 'blocks';

export interface TrainingRegime {
  /** Parts into which a device's share of the batch is cut; each runs forward and backward, then one update. */
  readonly accumulation: number;
  /** `blocks` keeps the inputs of blocks only and computes the inside again for backward. */
  readonly checkpointing: Checkpointing;
  /** Devices that share the batch, each with a copy of the model. */
  readonly devices: number;
  /** Id of a record of facts/interconnects. */
  readonly interconnect: string;
  readonly tuning: Tuning;
  /** Whole runs, this one included. */
  readonly trials: number;
  /** Memory of one device, for the verdict; absent: no verdict. */
  readonly deviceMemoryBytes?: number;
}

export const PLAIN_REGIME: TrainingRegime = {
  accumulation: 1,
  checkpointing: 'none',
  devices: 1,
  interconnect: 'pcie-4',
  tuning: { kind: 'all' },
  trials: 1,
};

export function regimeOf(recipe: { readonly regime?: TrainingRegime }): TrainingRegime {
  return recipe.regime ?? PLAIN_REGIME;
}

/** Examples that one device runs at once. */
export function microBatch(
  batch: number,
  { accumulation, devices }: Pick<TrainingRegime, 'accumulation' | 'devices'>,
): number {
  return batch / accumulation / devices;
}
