// How many damaged files a fuzz test opens, from which seed, and the clocks of Node that it is held to.
import { readFileSync } from 'node:fs';
import type { FuzzMeters, FuzzReport } from '../../src/models/importers/fuzz/fuzz-importer.ts';
import { FULL } from './full.ts';

export const FUZZ_CASES = FULL ? 100_000 : 1_000;

/** FLOPSCOPE_FUZZ_SEED looks for new damage; the fixed seed keeps `npm test` the same every day. */
export const FUZZ_SEED = Number(process.env['FLOPSCOPE_FUZZ_SEED'] ?? 4);

/** For the test that runs FUZZ_CASES: far beyond what they take, so that only a hang ends it. */
export const FUZZ_TIMEOUT_MS = FULL ? 3_600_000 : 300_000;

/** Processor time, which other work on the machine does not lengthen, and resident memory with its peak. */
export const NODE_METERS: FuzzMeters = {
  timeMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  },
  memory: () => ({ resident: process.memoryUsage.rss(), peak: peakBytes() }),
};

/** Of this program alone: Linux also counts in maxRSS what the parent held when it forked. */
function peakBytes(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  } catch {
    // No Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

/** The figures of a full run, for its report. */
export function showFuzzReport(format: string, report: FuzzReport): void {
  if (FULL) process.stdout.write(`fuzz ${format}: ${JSON.stringify(report)}\n`);
}
