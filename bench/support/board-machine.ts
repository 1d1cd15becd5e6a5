// What else a figure of the board depends on: the machine was quiet, or it was not.
import { loadavg } from 'node:os';

export interface MachineState {
  readonly node: string;
  /** Processes that ran or waited for a core, mean of the last minute before the measurement. */
  readonly loadBefore: number;
}

export function machineState(): MachineState {
  return { node: process.version, loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100 };
}
