// Turns the samples of one contender into the record that is kept, with its intervals and its provenance.
import { bootstrapMedian, type Interval, mad, median, rateInterval } from '../shared/statistics.ts';
import type { Measured } from '../shared/result/schema.ts';
import type { Contender } from './sampling/contender.ts';
import type { StopReason } from './sampling/sampler.ts';
import type { Clock } from './timing/clock.ts';

/** @param anchor the ceiling sampled in the same rounds; absent for the ceilings themselves. */
export function buildMeasurement(
  contender: Contender,
  clock: Clock,
  stopReason: StopReason,
  anchor?: Contender,
): Measured {
  const { kernel, verification, samplesMs, samples, executions } = contender;
  const { plan } = kernel;
  const durationMs = bootstrapMedian(samplesMs);
  const flopsPerSecond = plan.flops > 0 ? rateInterval(plan.flops * 1e3, durationMs) : undefined;
  const share = anchor === undefined ? undefined : shareOf(contender, anchor);
  return {
    status: 'measured',
    kernel: kernel.descriptor.id,
    kernelHash: kernel.hash,
    problem: { ...kernel.problem },
    parameters: { ...kernel.tunables },
    flops: plan.flops,
    bytes: plan.bytes,
    samplesMs,
    sampleTimesMs: samples.map((sample) => Math.round(sample.atMs)),
    executionsPerSample: executions,
    durationMs,
    madMs: samplesMs.length > 1 ? mad(samplesMs) : 0,
    ...(flopsPerSecond === undefined ? {} : { flopsPerSecond }),
    bytesPerSecond: rateInterval(plan.bytes * 1e3, durationMs),
    ...(share === undefined ? {} : { shareOfCeiling: share }),
    timingMethod: clock.method,
    clockError: clock.resolutionError(durationMs.median * executions),
    firstRunMs: contender.firstRunMs,
    verified: true,
    maxError: verification.maxError,
    errorBound: verification.errorBound,
    checkedEntries: verification.checkedEntries,
    seed: kernel.seed,
    stopReason,
  };
}

/** Rate over the anchor's rate, sample by sample of the same round, so that drift cancels. */
function shareOf(contender: Contender, anchor: Contender): Interval | undefined {
  const { plan } = contender.kernel;
  const { plan: anchorPlan } = anchor.kernel;
  // A kernel without arithmetic is compared by its bytes with the memory's ceiling.
  const rate = plan.flops > 0 ? plan.flops : plan.bytes;
  const anchorRate =
    plan.flops > 0 ? anchorPlan.flops : anchorPlan.flops > 0 ? 0 : anchorPlan.bytes;
  if (rate === 0 || anchorRate === 0) return undefined;
  const anchorMs = new Map(anchor.samples.map((sample) => [sample.round, sample.ms]));
  const ratios = contender.samples.flatMap(({ ms, round }) => {
    const beside = anchorMs.get(round);
    return beside === undefined ? [] : [rate / ms / (anchorRate / beside)];
  });
  return ratios.length === 0 ? undefined : bootstrapMedian(ratios);
}

/** FLOP/s of one sample. */
export function sampleRate(contender: Contender, ms: number): number {
  return (contender.kernel.plan.flops * 1e3) / ms;
}

export function medianRate(contender: Contender): number {
  return sampleRate(contender, median(contender.samplesMs));
}
