// "What this would take on your GPU, or on N of them": FLOP over the measured rate of training, without any loss
// between the devices, which is what N real ones would at best do.
import { FlopscopeError } from '../../shared/errors.ts';
import { powerOfTen } from '../../shared/format.ts';
import type { Range } from '../../estimate/training-estimate.ts';

export interface WhatItTakes {
  readonly devices: number;
  readonly seconds: Range;
  /** Devices to be done within the time asked for; at least 1, and null where no number is enough. */
  readonly devicesFor: (seconds: number) => Range | null;
}

/** As many as nobody has, and few enough that every figure stays finite. */
export const MOST_DEVICES = 1e9;

/** Far beyond any training ever imagined, and every quotient of it is still a number. */
const MOST_FLOPS = 1e60;

/**
 * @param flops of the whole training; 1 MAC = 2 FLOP.
 * @param flopsPerSecond of one device in training, above 0.
 * @throws FlopscopeError `invalid-input` for a number of devices that is not from 1 to a thousand million,
 *   or FLOP beyond all sense.
 */
export function whatItTakes(flops: number, flopsPerSecond: Range, devices = 1): WhatItTakes {
  if (!Number.isInteger(devices) || devices < 1 || devices > MOST_DEVICES) {
    throw new FlopscopeError(
      'invalid-input',
      `The number of devices must be a whole number from 1 to ${MOST_DEVICES.toLocaleString('en')}. Correct it.`,
    );
  }
  if (!(flops > 0 && flops <= MOST_FLOPS)) {
    throw new FlopscopeError(
      'invalid-input',
      `The FLOP of a training must be a number above 0 and at most ${powerOfTen(60)}. Correct it.`,
    );
  }
  const { value, low, high } = flopsPerSecond;
  return {
    devices,
    seconds: {
      value: flops / value / devices,
      low: flops / high / devices,
      high: flops / low / devices,
    },
    devicesFor: (seconds) => {
      const needed = (rate: number) => Math.max(1, Math.ceil(flops / rate / seconds));
      const range = { value: needed(value), low: needed(high), high: needed(low) };
      return seconds > 0 && Number.isFinite(range.high) ? range : null;
    },
  };
}
