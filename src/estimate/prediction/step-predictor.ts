// Everything that a profile tells about training steps, ready to be asked: the surfaces of its kernels, and what its
// calibration steps took beyond them.
import { findCalibrationNetwork } from '../../models/check-networks/calibration-networks.ts';
import type { OptimizerName } from '../../models/optimizer.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import { DEFAULT_LIMITS, type MemoryLimits } from '../../models/program/plan-memory.ts';
import type { Program } from '../../models/program/program.ts';
import type { Precision } from '../../shared/problem.ts';
import type { DeviceProfile, Steps } from '../../shared/result/schema.ts';
import { median } from '../../shared/statistics.ts';
import { predictStep, type PredictedStep } from './predict-step.ts';
import { type CalibrationStep, StepOverhead } from './step-overhead.ts';
import { TimePredictor } from './time-predictor.ts';

/** As long as there is no calibration, a step is the sum of its kernels. */
const NOTHING_KNOWN = new StepOverhead([]);

export class StepPredictor {
  readonly kernels: TimePredictor;
  readonly overhead: StepOverhead;
  readonly limits: MemoryLimits;

  /** @throws FlopscopeError `invalid-input` when the profile has no measured kernel in this precision. */
  constructor(profile: DeviceProfile, precision: Precision) {
    this.kernels = new TimePredictor(profile, precision);
    this.limits = limitsOf(profile);
    this.overhead = new StepOverhead(
      (profile.steps ?? []).flatMap((steps) => this.#calibrationStep(profile, steps)),
    );
  }

  predict(program: Program, optimizer: OptimizerName): PredictedStep {
    return predictStep(program, optimizer, this.kernels, this.overhead, this.limits);
  }

  #calibrationStep(profile: DeviceProfile, steps: Steps): CalibrationStep[] {
    const { network, optimizer, samplesMs, sentinelMs } = steps;
    const graph = findCalibrationNetwork(network).build();
    const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
    const { kernelSeconds, kernelDeviation } = predictStep(
      program,
      optimizer,
      this.kernels,
      NOTHING_KNOWN,
      this.limits,
    );
    return [
      {
        measuredSeconds: median(samplesMs) / 1e3 / paceOf(profile, sentinelMs),
        kernelSeconds,
        kernelDeviation,
        kernels: steps.kernels,
      },
    ];
  }
}

/** How much longer the sentinel took beside the steps than in the whole measurement. */
function paceOf({ drift, ceilings }: DeviceProfile, sentinelMs: readonly number[]): number {
  const ceiling = ceilings.find(
    ({ kind, precision }) => kind === 'multiply-add' && precision === 'f32',
  );
  if (ceiling === undefined || sentinelMs.length === 0 || drift.samples.length === 0) return 1;
  const rate = median(drift.samples.map(({ flopsPerSecond }) => flopsPerSecond));
  return median(sentinelMs) / ((ceiling.best.flops * 1e3) / rate);
}

function limitsOf({ environment: { limits } }: DeviceProfile): MemoryLimits {
  const binding = limits['maxStorageBufferBindingSize'] ?? DEFAULT_LIMITS.maxBindingBytes;
  return {
    maxBindingBytes: Math.min(binding, limits['maxBufferSize'] ?? binding),
    offsetAlignment: limits['minStorageBufferOffsetAlignment'] ?? DEFAULT_LIMITS.offsetAlignment,
  };
}
