// All cited figures that a footprint may need, fetched when the first one is asked for.
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { loadPrices, type Prices } from '../../facts/cloud-prices.ts';
import { type EverydayThing, loadEverydayThings } from '../../facts/equivalents.ts';
import { type GridPlace, loadGrid } from '../../facts/grid-intensity.ts';
import { loadPowerFractions, type PowerFractions } from '../../facts/power-fractions.ts';

export interface FootprintFacts {
  readonly prices: Prices;
  readonly grid: readonly GridPlace[];
  readonly power: PowerFractions;
  readonly things: readonly EverydayThing[];
  readonly cards: readonly Accelerator[];
}

export async function loadFootprintFacts(): Promise<FootprintFacts> {
  const [prices, grid, power, things, cards] = await Promise.all([
    loadPrices(),
    loadGrid(),
    loadPowerFractions(),
    loadEverydayThings(),
    loadAccelerators(),
  ]);
  return { prices, grid, power, things, cards };
}
