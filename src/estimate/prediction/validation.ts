// Predicted beside measured steps: the rows that the page and the command line show, and what they come to.
import type { CheckNetwork } from '../../models/check-networks/check-network.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type {
  Validation,
  ValidationFailure,
  ValidationRow,
  ValidationSummary,
} from '../../shared/result/validation.ts';
import { bootstrapMedian, median } from '../../shared/statistics.ts';
import type { StepPredictor } from './step-predictor.ts';

/** A step as it is foretold before any is run, at the device's pace while it was measured; in milliseconds. */
export interface ForetoldStep {
  readonly network: string;
  readonly predictedMs: number;
  readonly low: number;
  readonly high: number;
}

/** What the engine tells of a network, as far as it matters here. */
export type TrainedSteps =
  | {
      readonly id: string;
      readonly steps: {
        readonly stepsMs: readonly number[];
        readonly allocatedBytes: number;
        readonly kernels: readonly unknown[];
        readonly moved: boolean;
      };
      /** As the engine foretold it from the profile. */
      readonly plannedBytes: number;
      readonly slowdown: number;
    }
  | { readonly id: string; readonly message: string };

/** @param networks in the order of `trained`. */
export function validationOf(
  networks: readonly CheckNetwork[],
  trained: readonly TrainedSteps[],
  predictor: StepPredictor,
  profile: DeviceProfile,
): Validation {
  const rows: ValidationRow[] = [];
  const failures: ValidationFailure[] = [];
  for (const result of trained) {
    const network = networks.find(({ id }) => id === result.id);
    if (network === undefined) continue;
    if ('message' in result) {
      failures.push({ network: network.id, name: network.name, reason: result.message });
    } else {
      rows.push(validationRow(network, result, predictor));
    }
  }
  return validationRecord(rows, failures, profile);
}

/** What was checked on the device of a profile, as a record to keep. */
export function validationRecord(
  rows: readonly ValidationRow[],
  failures: readonly ValidationFailure[],
  profile: Pick<DeviceProfile, 'id' | 'identity' | 'environment'>,
): Validation {
  return {
    format: 'flopscope-validation',
    version: 1,
    createdAt: new Date().toISOString(),
    profile: profile.id,
    device: profile.identity,
    runtime: profile.environment.runtime,
    rows: [...rows],
    failures: [...failures],
    summary: rows.length === 0 ? null : summarise(rows),
  };
}

/** @throws FlopscopeError `unsupported-model` naming the operators that no kernel here runs. */
export function foretell(network: CheckNetwork, predictor: StepPredictor): ForetoldStep {
  const program = compileProgram(network.build(), { precision: 'f32', mode: 'training' });
  const { value, low, high } = predictor.predict(program, network.optimizer).seconds;
  return { network: network.id, predictedMs: value * 1e3, low: low * 1e3, high: high * 1e3 };
}

export function validationRow(
  network: CheckNetwork,
  { steps, plannedBytes, slowdown }: Extract<TrainedSteps, { readonly slowdown: number }>,
  predictor: StepPredictor,
): ValidationRow {
  const program = compileProgram(network.build(), { precision: 'f32', mode: 'training' });
  const { seconds } = predictor.predict(program, network.optimizer);
  const measured = bootstrapMedian(steps.stepsMs);
  const toMs = (value: number) => value * 1e3 * slowdown;
  const predictedMs = toMs(seconds.value);
  const low = toMs(seconds.low);
  const high = toMs(seconds.high);
  return {
    network: network.id,
    name: network.name,
    batch: network.batch,
    predictedMs,
    low,
    high,
    measuredMs: measured.median,
    measuredLow: measured.low,
    measuredHigh: measured.high,
    errorPercent: 100 * (predictedMs / measured.median - 1),
    inside: measured.median >= low && measured.median <= high,
    slowdown,
    moved: steps.moved,
    predictedMemoryBytes: plannedBytes,
    allocatedBytes: steps.allocatedBytes,
    kernels: steps.kernels.length,
    stepsMs: [...steps.stepsMs],
  };
}

/** @param rows at least one. */
export function summarise(rows: readonly ValidationRow[]): ValidationSummary {
  const errors = rows.map(({ errorPercent }) => Math.abs(errorPercent));
  return {
    medianErrorPercent: median(errors),
    worstErrorPercent: Math.max(...errors),
    insideShare: rows.filter(({ inside }) => inside).length / rows.length,
    medianHalfWidthPercent: median(
      rows.map(({ low, high, predictedMs }) => (50 * (high - low)) / predictedMs),
    ),
    worstMemoryErrorPercent: Math.max(
      ...rows.map(({ predictedMemoryBytes, allocatedBytes }) =>
        Math.abs(100 * (predictedMemoryBytes / allocatedBytes - 1)),
      ),
    ),
  };
}
