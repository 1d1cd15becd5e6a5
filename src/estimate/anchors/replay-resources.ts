// Anchors about energy and money: what was measured or billed, by the formulas of the footprint.
import type { Accelerator } from '../../facts/accelerators.ts';
import type { PowerFractions } from '../../facts/power-fractions.ts';
import type { AnchorOf } from '../../facts/validation-anchors.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { footprintOutputs } from '../footprint/footprint-formula.ts';
import type { Computed } from './anchor-result.ts';
import { type Replay, unexpected } from './replay.ts';

export function replayMeasuredEnergy(
  { inputs }: AnchorOf<'measured-energy'>,
  card: Accelerator,
  { range }: PowerFractions,
): Replay {
  const { count, hours, kwh } = inputs;
  const { tdpWatts: tdp } = card;
  if (tdp === undefined) {
    throw new FlopscopeError('internal', `The thermal design power of ${card.name} is not known.`);
  }
  const meanWatts = (kwh * 1000) / (count * hours);
  const energyAt = (powerShare: number) =>
    footprintOutputs({ runTime: hours, devices: count, tdp, powerShare, rest: 0, pue: 1 }).energy;
  return ({ quantity }): Computed => {
    switch (quantity) {
      case 'mean-watts':
        return { value: meanWatts, explanation: 'Measured energy over devices and hours.' };
      case 'tdp-fraction':
        return {
          value: meanWatts / tdp,
          explanation: `Mean power over the ${tdp} W of ${card.name} in our list of cards.`,
        };
      case 'energy-kwh': {
        const [low, high] = [energyAt(range.low), energyAt(range.high)];
        return {
          value: energyAt(range.value),
          interval: { low, high },
          explanation: `What the footprint would say beforehand: ${percent(range.value)} of the rated power, between ${percent(range.low)} and ${percent(range.high)}; the measured energy lies ${kwh >= low && kwh <= high ? 'inside' : 'outside'}.`,
          conventions: [
            { name: 'at the full TDP, as many calculators reckon', value: energyAt(1) },
          ],
        };
      }
      default:
        return unexpected(quantity);
    }
  };
}

export function replayCost({ inputs }: AnchorOf<'cost'>): Replay {
  const { priced, tasks, criticised } = inputs;
  const cost = (each: { readonly hours: number; readonly usdPerHour: number }) =>
    footprintOutputs({ runTime: each.hours, cloudPrice: each.usdPerHour }).cloud;
  const total = priced.reduce((sum, each) => sum + cost(each), 0);
  return ({ quantity }): Computed => {
    switch (quantity) {
      case 'usd':
        return {
          value: total,
          explanation: 'Chip-hours × the preemptible price of each kind of chip, summed.',
        };
      case 'usd-per-task':
        return { value: total / tasks, explanation: `The same over ${tasks} tasks.` };
      case 'critic-usd':
        return {
          value: cost(criticised),
          explanation: 'Core-hours × a price that is one of a chip on demand.',
          conventions: [{ name: 'the authors’ hours at their preemptible prices', value: total }],
        };
      default:
        return unexpected(quantity);
    }
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
