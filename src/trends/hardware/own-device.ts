// A person's own device among the dated cards: its measured multiply-add rate, and price and power as typed or as
// published of the card that it is.
import { type Accelerator, provenanceOf } from '../../facts/accelerators.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Precision } from '../../shared/problem.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import type { HardwareMeasure } from './hardware-trend.ts';

export interface OwnHardware {
  readonly name: string;
  readonly year: number;
  /** USD or W per measured TFLOPS. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Where price or power comes from; the rate was measured. */
  readonly origin: Origin;
  /** Measured here, published elsewhere: said beside the point. */
  readonly caution: string;
}

export interface OwnHardwareRequest {
  readonly profile: DeviceProfile;
  readonly measure: HardwareMeasure;
  readonly precision: Precision;
  /** The card that it is, where that is known: tells release, price and power. */
  readonly card?: Accelerator;
  /** What a person typed: USD or W, and the day it was bought or released. */
  readonly amount?: number;
  readonly released?: string;
}

/** @throws FlopscopeError `invalid-input` naming what is missing. */
export function ownHardware(request: OwnHardwareRequest): OwnHardware {
  const { profile, measure, precision, card } = request;
  const rate = multiplyAddRate(profile, precision);
  const figure = measure === 'usd' ? 'priceUsd' : 'tdpWatts';
  const amount = request.amount ?? card?.[figure];
  if (amount === undefined || !Number.isFinite(amount) || amount <= 0) {
    throw missing(
      measure === 'usd'
        ? 'The price of this device is not known. Type what it cost in USD.'
        : 'The power of this device is not known. Type its watts.',
    );
  }
  const released = request.released ?? card?.released;
  if (released === undefined) {
    throw missing('When this device came out is not known. Type the year, or choose the card.');
  }
  const typed = request.amount !== undefined || card === undefined;
  return {
    name: card?.name ?? profile.identity.label,
    year: decimalYear(released),
    value: amount / (rate.median / 1e12),
    low: amount / (rate.high / 1e12),
    high: amount / (rate.low / 1e12),
    origin: typed
      ? { source: 'Typed by you', date: released, licence: 'yours', provenance: 'yours' }
      : originOf(card, provenanceOf(card, figure)),
    caution:
      'The rate was measured here in WebGPU; the others are published peaks, which no program quite reaches.',
  };
}

function multiplyAddRate(profile: DeviceProfile, precision: Precision) {
  const rates = profile.ceilings.flatMap(({ kind, precision: each, best }) =>
    kind === 'multiply-add' && each === precision && best.flopsPerSecond !== undefined
      ? [best.flopsPerSecond]
      : [],
  );
  const [best] = rates.sort((a, b) => b.median - a.median);
  if (best !== undefined && best.low > 0) return best;
  throw missing(
    `The multiply-add rate in ${precision} was not measured. Measure this device first.`,
  );
}

function missing(sentence: string): FlopscopeError {
  return new FlopscopeError('invalid-input', sentence);
}
