// A whole result as a comparison takes it, samples included. Kernels that were wrong, failed or skipped have no figure.
import { accumulatesInHalf } from '../../shared/result/accumulation.ts';
import type { Ceiling, DeviceProfile, Measured } from '../../shared/result/schema.ts';
import { isMeasured } from '../headline.ts';
import type { CeilingFigure, ComparedRun, KernelFigure } from './compared-run.ts';

export function runOfProfile(profile: DeviceProfile): ComparedRun {
  const { environment, identity } = profile;
  const figures = [
    ...profile.ceilings.map(ceilingFigure),
    ...profile.measurements.filter(isMeasured).map(kernelFigure),
  ];
  return {
    id: profile.id,
    createdAt: profile.createdAt,
    suite: profile.suite,
    suiteVersion: profile.suiteVersion,
    complete: profile.complete,
    identity,
    host: environment.host,
    runtime: environment.runtime,
    operatingSystem: environment.operatingSystem,
    timingMethod: profile.timingMethod,
    quantumNs: environment.quantumNs,
    clockError: figures.reduce((worst, { clockError }) => Math.max(worst, clockError), 0),
    visibility: environment.visibility,
    charging: environment.battery?.charging ?? null,
    drift: profile.drift.largestChange,
    retained: profile.sustained?.retained ?? null,
    figures,
  };
}

function ceilingFigure({ kind, precision, best }: Ceiling): CeilingFigure {
  return { kind: 'ceiling', ceiling: kind, precision, ...timed(best) };
}

export function kernelFigure(measured: Measured): KernelFigure {
  const { problem } = measured;
  return { kind: 'kernel', problem, sumsInHalf: accumulatesInHalf(measured), ...timed(measured) };
}

function timed(measured: Measured) {
  const { kernel, kernelHash, flops, bytes, durationMs, samplesMs, timingMethod, clockError } =
    measured;
  return { kernel, kernelHash, flops, bytes, durationMs, samplesMs, timingMethod, clockError };
}
