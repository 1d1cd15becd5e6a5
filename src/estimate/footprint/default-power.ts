// How much power a device takes when nobody typed it: measured by its own sensors, rated by its card, or the
// middle of all cards of its kind.
import { type Accelerator, provenanceOf } from '../../facts/accelerators.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { Quantity } from './footprint.ts';
import { citedDate } from './cited-date.ts';
import type { FootprintFacts } from './load-footprint-facts.ts';
import { middleOf } from './middle-of.ts';

/**
 * Mean watts over the kernels that the profile measured, by the sensor of the device that worked; undefined
 * where the host told none. What it draws at rest is in it.
 */
export function measuredWatts({
  power,
  createdAt,
}: Pick<DeviceProfile, 'power' | 'createdAt'>): Quantity | undefined {
  const [first] = power?.kernels ?? [];
  if (power === undefined || first === undefined) return undefined;
  const watts = power.kernels
    .filter(({ list, sensor }) => list === 'measurements' && sensor === first.sensor)
    .map((entry) => entry.watts);
  const sensor = power.sensors[first.sensor];
  if (watts.length === 0 || sensor === undefined) return undefined;
  return {
    label: 'Measured power',
    ...middleOf(watts),
    unit: 'W',
    provenance: 'measured',
    source: `${sensor.source}: ${sensor.covers}`,
    date: createdAt.slice(0, 10),
    note: `Median over ${watts.length} kernels, with the tenth of them that draw least and most.`,
  };
}

export function defaultTdp(
  card: Accelerator | undefined,
  software: boolean,
  { cards }: FootprintFacts,
): Quantity {
  const base = { label: 'TDP', unit: 'W' };
  if (card?.tdpWatts !== undefined) {
    const others = card.conflicts?.find(({ field }) => field === 'tdpWatts')?.values ?? [];
    const told = [card.tdpWatts, ...others.map(({ value }) => value)];
    return {
      ...base,
      value: card.tdpWatts,
      low: Math.min(...told),
      high: Math.max(...told),
      provenance: provenanceOf(card, 'tdpWatts'),
      source: `${card.name}: ${card.source}`,
      date: citedDate(card),
    };
  }
  const kind = software ? 'cpu' : 'gpu';
  const rated = cards.flatMap((each) =>
    each.kind === kind && each.tdpWatts !== undefined ? [each.tdpWatts] : [],
  );
  const name = software ? 'processors' : 'GPUs';
  return {
    ...base,
    ...middleOf(rated),
    provenance: 'derived',
    source: `Median of ${rated.length} ${name} in Flopscope’s table of cards, 10th to 90th percentile`,
    note:
      card === undefined
        ? 'The browser does not tell which card this is. Choose it, and this becomes one figure.'
        : `No source at hand tells the TDP of ${card.name}.`,
  };
}

export function defaultShare({ power }: FootprintFacts): Quantity {
  const { value, low, high, provenance, source, date, checked, sentence } = power.range;
  return {
    label: 'Mean power',
    value,
    low,
    high,
    unit: 'of TDP',
    provenance,
    source,
    date: citedDate({ date, checked }),
    note: sentence,
  };
}

/** @param machine what stands around the device; `processor` when the device is the processor. */
export function defaultRest(
  machine: 'desktop' | 'processor' | 'server',
  { power }: FootprintFacts,
): Quantity {
  const { value, low, high, provenance, source, date, checked, sentence } =
    power.restOfMachine[machine];
  return {
    label: 'Rest of the machine',
    value,
    low,
    high,
    unit: 'W a device',
    provenance,
    source,
    date: citedDate({ date, checked }),
    note: sentence,
  };
}
