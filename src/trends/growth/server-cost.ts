// What a training run cost on the servers of its day: how many, what they cost to buy, the share of that which the run
// used up, and energy with cooling. Every assumption is a parameter that a person may change.
import type { Accelerator } from '../../facts/accelerators.ts';
import type { Prices } from '../../facts/cloud-prices.ts';
import type { NotableModel } from '../../facts/notable-models.ts';
import type { ModelMarks } from '../../facts/notable-models-marks.ts';
import { publishedUtilization, utilizationRecords } from '../../facts/utilization.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { choosePeak } from '../../estimate/clocks/native-clock.ts';
import { peakName } from '../../estimate/clocks/native-peak.ts';
import { type Origin, originOf } from '../fit/origin.ts';

export interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly sentence: string;
  readonly origin: Origin;
}

export type ServerAssumptionName =
  | 'priceUsd'
  /** Of one server at full load. */
  | 'watts'
  /** Power of the site over that of its servers. */
  | 'coolingFactor'
  /** Years over which the price is spread. */
  | 'lifetimeYears'
  | 'acceleratorsPerServer'
  /** Peak of one accelerator. */
  | 'peakFlopsPerSecond'
  /** Share of the peak that training reaches. */
  | 'utilization'
  | 'usdPerKwh';

export type ServerAssumptions = Readonly<Record<ServerAssumptionName, Assumption>>;

export interface ServerCost {
  readonly servers: number;
  readonly hours: number;
  readonly serverHours: number;
  /** Of all servers, bought new. */
  readonly purchaseUsd: number;
  /** The share of the purchase that the run used up. */
  readonly amortisedUsd: number;
  /** Cooling included. */
  readonly energyKwh: number;
  readonly energyUsd: number;
  /** Whether hours and servers were published, or follow from FLOP, peak and utilisation. */
  readonly basis: 'published' | 'computed';
}

/** Where most of the large runs were, and whose currency the prices are in. */
const TARIFF_COUNTRY = 'usa';

const HOURS_PER_YEAR = 365.25 * 24;

/**
 * @param card the server's accelerator.
 * @throws FlopscopeError `invalid-input` where its peak is not known; RangeError when the facts lack a tariff in USD.
 */
export function serverDefaults(
  { server }: ModelMarks,
  card: Accelerator,
  { tariffs }: Pick<Prices, 'tariffs'>,
): ServerAssumptions {
  const tariff = tariffs.find(({ country }) => country === TARIFF_COUNTRY);
  if (tariff?.currency !== 'USD') throw new RangeError('No tariff in USD is held.');
  const peak = choosePeak(card);
  const { median, runs } = publishedUtilization();
  const cited = (fact: ModelMarks['server']['watts'], unit: string): Assumption => ({
    value: fact.value,
    unit,
    sentence: fact.sentence,
    origin: originOf(fact),
  });
  const looked = utilizationRecords.map(({ checked }) => checked).toSorted();
  return {
    priceUsd: cited(server.priceUsd, 'USD'),
    watts: cited(server.watts, 'W'),
    coolingFactor: cited(server.coolingFactor, ''),
    lifetimeYears: cited(server.lifetimeYears, 'years'),
    acceleratorsPerServer: cited(server.accelerators, ''),
    peakFlopsPerSecond: {
      value: card.peakFlopsPerSecond[peak] ?? NaN,
      unit: 'FLOPS',
      sentence: `Peak of one accelerator: ${peakName(peak)}.`,
      origin: originOf(card),
    },
    utilization: {
      value: median,
      unit: '',
      sentence: `Median of ${runs} published training runs.`,
      origin: originOf({
        source: 'Flopscope’s table of published utilisation, each record with its own source',
        checked: looked.at(-1) ?? '',
        licence: 'facts',
        provenance: 'derived',
      }),
    },
    usdPerKwh: {
      value: tariff.price,
      unit: 'USD/kWh',
      sentence: 'Electricity of households in the United States; industry pays less.',
      origin: originOf(tariff),
    },
  };
}

type RunSize = Pick<NotableModel, 'trainingFlops' | 'quantity' | 'hours'>;

/**
 * By the published number of accelerators and hours where both are known; else `accelerators` of them share the FLOP.
 * @throws FlopscopeError `invalid-input` when neither tells the size of the run, or an assumption is not above 0.
 */
export function serverCost(
  { trainingFlops, quantity, hours: publishedHours }: RunSize,
  assumptions: ServerAssumptions,
  accelerators = quantity ?? 8,
): ServerCost {
  check(assumptions);
  const { priceUsd, watts, coolingFactor, lifetimeYears, acceleratorsPerServer } = assumptions;
  const servers = Math.ceil(accelerators / acceleratorsPerServer.value);
  const published = publishedHours !== null && quantity === accelerators;
  if (!published && trainingFlops === null) {
    throw new FlopscopeError(
      'invalid-input',
      'Neither the compute of this training nor its hours are known. Choose another model.',
    );
  }
  const rate = assumptions.peakFlopsPerSecond.value * assumptions.utilization.value;
  const hours = published ? publishedHours : (trainingFlops ?? NaN) / rate / accelerators / 3600;
  const serverHours = servers * hours;
  const energyKwh = (serverHours * watts.value * coolingFactor.value) / 1000;
  return {
    servers,
    hours,
    serverHours,
    purchaseUsd: servers * priceUsd.value,
    amortisedUsd: (serverHours * priceUsd.value) / (lifetimeYears.value * HOURS_PER_YEAR),
    energyKwh,
    energyUsd: energyKwh * assumptions.usdPerKwh.value,
    basis: published ? 'published' : 'computed',
  };
}

function check(assumptions: ServerAssumptions): void {
  const wrong = Object.values(assumptions).find(
    ({ value }) => !(Number.isFinite(value) && value > 0),
  );
  if (wrong === undefined) return;
  throw new FlopscopeError(
    'invalid-input',
    `"${wrong.sentence}" needs a number above 0. Correct it, or take the default again.`,
  );
}
