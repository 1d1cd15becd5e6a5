// What every input is where nobody typed it, under the choices made.
import type { Price, Quantity } from './footprint.ts';
import type { FootprintChoices } from './footprint-choices.ts';
import type { FootprintContext } from './footprint-context.ts';
import type { NumberField } from './footprint-fields.ts';
import { defaultRest, defaultShare, defaultTdp } from './default-power.ts';
import { defaultRent } from './default-rent.ts';
import { AT_HOME, defaultIntensity, defaultPue, defaultTariff } from './default-site.ts';

const HOUR = 3600;

export type FootprintDefaults = Readonly<
  Record<Exclude<NumberField, 'watts' | 'tariff' | 'rent'>, Quantity>
> & {
  readonly tariff: Price;
  readonly rent: Price;
  /** Undefined where no sensor told any. */
  readonly watts: Quantity | undefined;
};

export function footprintDefaults(
  choices: FootprintChoices,
  context: FootprintContext,
): FootprintDefaults {
  const { facts, run, device } = context;
  const { card, hosting, place, cloud } = choices;
  const count = (label: string, value: number, note: string): Quantity => ({
    label,
    value,
    low: value,
    high: value,
    unit: '',
    provenance: 'assumed',
    source: 'From the recipe',
    note,
  });
  const around = hosting === AT_HOME ? 'desktop' : 'server';
  const machine = device.software ? 'processor' : around;
  const { value, low, high } = run.seconds;
  return {
    hours: {
      label: 'Run time',
      value: value / HOUR,
      low: low / HOUR,
      high: high / HOUR,
      unit: 'h',
      provenance: 'derived',
      source: 'Predicted above, with its interval',
    },
    trials: count('Trials', run.trials, 'Whole runs, this one included. Nobody trains once.'),
    devices: count('Devices', run.devices, 'All of them work for the whole run.'),
    tdp: defaultTdp(card, device.software, facts),
    power: defaultShare(facts),
    watts: device.watts,
    rest: defaultRest(machine, facts),
    pue: defaultPue(hosting, facts),
    tariff: defaultTariff(place, facts),
    rent: defaultRent(cloud, card, facts),
    intensity: defaultIntensity(place, facts),
  };
}
