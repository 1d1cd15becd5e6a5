// What else a figure of the board depends on: the machine was quiet, or it was not.
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

export interface MachineState {
  readonly node: string;
  /** Processes that ran or waited for a core, mean of the last minute before the measurement. */
  readonly loadBefore: number;
}

export function machineState(): MachineState {
  return { node: process.version, loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100 };
}

/** Clock ticks of Linux's process statistics are hundredths of a second. */
const TICK_MS = 10;

/** Processor time that a process has used, which other work on the machine hardly lengthens. Of Linux alone. */
export function processorMs(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}
