// Energy of a span of time on one device, whatever it does in it.
import { estimateFootprint, type FootprintRequest } from '../footprint/estimate-footprint.ts';
import { scale } from '../range.ts';
import type { Range } from '../training-estimate.ts';

const HOUR = 3600;

/** kWh. @param footprint power, machine and building; its run time, devices and trials are not used. */
export function energyOf(seconds: Range, footprint: FootprintRequest): Range {
  const one = { value: 1, low: 1, high: 1 };
  const { value, low, high } = estimateFootprint({
    ...footprint,
    runTime: { ...footprint.runTime, ...scale(seconds, 1 / HOUR) },
    trials: { ...footprint.trials, ...one },
    devices: { ...footprint.devices, ...one },
  }).outcomes.energy;
  return { value, low, high };
}
