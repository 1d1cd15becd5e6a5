// Where the machine stands: what the building adds, what the electricity costs there, and how clean it is.
import type { GridPlace } from '../../facts/grid-intensity.ts';
import type { Price, Quantity } from './footprint.ts';
import { citedDate } from './cited-date.ts';
import type { FootprintFacts } from './load-footprint-facts.ts';
import { middleOf } from './middle-of.ts';

export const AT_HOME = 'home';

/** @param hosting `home`, or the id of a record of PUE. */
export function defaultPue(hosting: string, { power }: FootprintFacts): Quantity {
  const record = power.pue.find(({ id }) => id === hosting);
  const base = { label: 'PUE', unit: '' };
  if (record === undefined) {
    return {
      ...base,
      value: 1,
      low: 1,
      high: 1,
      provenance: 'derived',
      source: 'By definition: no data centre around the machine',
    };
  }
  const { pue, provenance, source, date, checked } = record;
  // An unnamed data centre may be as good as the best that is listed.
  const low = hosting === 'average' ? Math.min(...power.pue.map((each) => each.pue)) : pue;
  return {
    ...base,
    value: pue,
    low,
    high: pue,
    provenance,
    source,
    date: citedDate({ date, checked }),
  };
}

export function defaultIntensity(place: GridPlace, { grid }: FootprintFacts): Quantity {
  const { gramsPerKwh, provenance, source, date, checked, year } = place;
  return {
    label: 'Grid intensity',
    value: gramsPerKwh,
    ...intensityEnds(place, grid),
    unit: 'g CO₂e/kWh',
    provenance,
    source: year === undefined ? source : `${source}; figure of ${year}`,
    date: citedDate({ date, checked }),
  };
}

/** An annual mean says nothing of its hours; what spread the sources at hand show is taken, and named. */
function intensityEnds(
  place: GridPlace,
  grid: readonly GridPlace[],
): { readonly low: number; readonly high: number; readonly note: string } {
  const { gramsPerKwh } = place;
  const around = (others: readonly number[]) => ({
    low: Math.min(gramsPerKwh, ...others),
    high: Math.max(gramsPerKwh, ...others),
  });
  switch (place.kind) {
    case 'world': {
      const countries = grid.filter(({ kind }) => kind === 'country');
      const { low, high } = middleOf(countries.map((each) => each.gramsPerKwh));
      return {
        low,
        high,
        note: `From the 10th to the 90th percentile of ${countries.length} countries. Choose the country or the region.`,
      };
    }
    case 'country': {
      // Old figures of regions are of other years than the country's.
      const regions = grid.filter(
        ({ kind, country, dated }) => kind === 'region' && country === place.id && !dated,
      );
      return {
        ...around(regions.map((each) => each.gramsPerKwh)),
        note:
          regions.length === 0
            ? 'Mean of a year; single hours differ, and no spread is published with it.'
            : `Mean of a year; the ends include ${regions.length === 1 ? 'the cloud region' : `${regions.length} cloud regions`} there.`,
      };
    }
    case 'region': {
      const { earlierGramsPerKwh } = place;
      if (earlierGramsPerKwh !== undefined) {
        return {
          low: gramsPerKwh,
          high: gramsPerKwh,
          note: `Mean of a year at the place, offsets not subtracted. An older source says ${earlierGramsPerKwh} g.`,
        };
      }
      const country = grid.find(({ kind, id }) => kind === 'country' && id === place.country);
      if (country === undefined || !place.dated) {
        return {
          low: gramsPerKwh,
          high: gramsPerKwh,
          note: 'Mean of a year at the place, offsets not subtracted.',
        };
      }
      return {
        ...around([country.gramsPerKwh]),
        note: `An old figure; the ends include the present mean of ${country.name}.`,
      };
    }
  }
}

/** The country's household tariff; where there is none, the middle of those in US dollars. */
export function defaultTariff(place: GridPlace, { prices }: FootprintFacts): Price {
  const country = place.kind === 'country' ? place.id : place.country;
  const base = { label: 'Electricity tariff' };
  const own = prices.tariffs.find((tariff) => tariff.country === country);
  if (own !== undefined) {
    const { price, currency, provenance, source, date, checked } = own;
    return {
      ...base,
      value: price,
      low: price,
      high: price,
      unit: `${currency}/kWh`,
      currency,
      provenance,
      source,
      date: citedDate({ date, checked }),
    };
  }
  const dollars = prices.tariffs.filter(({ currency }) => currency === 'USD');
  return {
    ...base,
    ...middleOf(dollars.map(({ price }) => price)),
    unit: 'USD/kWh',
    currency: 'USD',
    provenance: dollars.some(({ provenance }) => provenance === 'memory') ? 'memory' : 'derived',
    source: `Median of the household tariffs of ${dollars.length} countries, 10th to 90th percentile`,
    date: '2024',
    note:
      place.kind === 'world'
        ? 'Enter your own tariff, or choose the country.'
        : `No tariff of ${place.name} is at hand. Enter your own.`,
  };
}
