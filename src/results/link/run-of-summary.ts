// The summary of a link as a comparison takes it: figures without samples, each with its interval.
import type { ComparedRun } from '../compare/compared-run.ts';
import type { Summary, SummaryTimed } from './summary.ts';

export function runOfSummary(summary: Summary): ComparedRun {
  const { vendor, architecture, device, description, label, softwareAdapter } = summary;
  const timed = ([kernel, kernelHash, flops, bytes, ms, low, high, clockError]: SummaryTimed) => ({
    kernel,
    kernelHash,
    flops,
    bytes,
    durationMs: { median: ms, low: ms * low, high: ms * high },
    samplesMs: [],
    timingMethod: summary.timingMethod,
    clockError,
  });
  return {
    id: summary.id,
    createdAt: summary.createdAt,
    suite: summary.suite,
    suiteVersion: summary.suiteVersion,
    complete: summary.complete,
    identity: { vendor, architecture, device, description, label, note: '', softwareAdapter },
    host: summary.host,
    runtime: summary.runtime,
    operatingSystem: summary.operatingSystem,
    timingMethod: summary.timingMethod,
    quantumNs: summary.quantumNs,
    clockError: summary.clockError,
    visibility: summary.visibility,
    charging: summary.charging,
    drift: summary.drift,
    retained: summary.retained,
    figures: [
      ...summary.ceilings.map(([ceiling, precision, values]) => ({
        kind: 'ceiling' as const,
        ceiling,
        precision,
        ...timed(values),
      })),
      ...summary.kernels.map(([problem, sumsInHalf, values]) => ({
        kind: 'kernel' as const,
        problem,
        sumsInHalf,
        ...timed(values),
      })),
    ],
  };
}
