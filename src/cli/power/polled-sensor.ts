// A power sensor that is a file: someone has to look at it again and again.
import type { PowerReading, PowerSeries } from '../../engine/power/power-meter.ts';

export interface PolledSensor {
  readonly describes: Omit<PowerSeries, 'readings'>;
  /** @returns undefined when there is nothing to tell yet, or no more. */
  read(atMs: number): Promise<PowerReading | undefined>;
}

export interface FoundSensors {
  readonly sensors: readonly PolledSensor[];
  /** Sentences about sensors that are there and cannot be read. */
  readonly notes: readonly string[];
}
