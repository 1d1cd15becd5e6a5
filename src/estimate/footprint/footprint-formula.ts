// The formulas themselves, on plain numbers. Energy after Green Algorithms and CodeCarbon: power of the device
// and of the machine around it, times hours, times the building's PUE; carbon is energy times the grid's intensity.
import type { InputName, OutputName } from './footprint.ts';

/** Watts: TDP times the share of it, or `watts` where they were measured. */
export type InputValues = Readonly<Partial<Record<InputName, number>>>;

/** Grams to kilograms, watts to kilowatts. */
const KILO = 1000;

/** Device-hours: hours of a run × trials × devices. */
export function deviceHours({ runTime = 0, trials = 1, devices = 1 }: InputValues): number {
  return runTime * trials * devices;
}

/** kWh, amounts in the currencies of their prices, kg CO₂e. */
export function footprintOutputs(values: InputValues): Readonly<Record<OutputName, number>> {
  const { tdp = 0, powerShare = 0, rest = 0, pue = 1 } = values;
  const { tariff = 0, cloudPrice = 0, intensity = 0 } = values;
  const hours = deviceHours(values);
  const deviceWatts = values.watts ?? tdp * powerShare;
  const energy = (hours * (deviceWatts + rest) * pue) / KILO;
  return {
    energy,
    electricity: energy * tariff,
    cloud: hours * cloudPrice,
    carbon: (energy * intensity) / KILO,
  };
}
