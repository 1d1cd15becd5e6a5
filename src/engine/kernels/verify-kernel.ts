// Runs a kernel once on random data and compares it with a float64 reference. What fails is never timed.
import type { Tolerance, Verification } from '../../kernels/descriptor.ts';
import { createRandom } from '../../shared/random.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { decodeOutput } from './buffer-data.ts';
import type { PreparedKernel } from './prepared-kernel.ts';

export interface VerificationReport {
  readonly verified: boolean;
  /** max |C − Ĉ| / (|A|·|B|) over the checked entries; 0 or 1 for exact kernels. */
  readonly maxError: number;
  /** The bound for maxError: units × unit roundoff; 0 for exact kernels. */
  readonly errorBound: number;
  readonly checkedEntries: number;
  /** Why it is wrong, as a sentence; empty when verified. */
  readonly reason: string;
}

/** Reference work on the CPU in multiply-adds: about 30 ms of JavaScript. */
const REFERENCE_BUDGET_MACS = 4e6;

/** Enough entries that a wrong tile of 1 % of the output is missed with a probability below 1e-5. */
const MIN_ENTRIES = 1200;
const MAX_ENTRIES = 16_384;

/** @throws FlopscopeError of the session when the device fails meanwhile. */
export async function verifyKernel(
  session: GpuSession,
  kernel: PreparedKernel,
): Promise<VerificationReport> {
  kernel.setMode('verify');
  const encoder = session.device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  kernel.encode(pass, 1);
  pass.end();
  session.device.queue.submit([encoder.finish()]);
  const { verification, furtherVerifications = [] } = kernel.plan;
  let report = await verifyOutput(kernel, verification);
  for (const further of furtherVerifications) {
    if (!report.verified) break;
    report = together(report, await verifyOutput(kernel, further));
  }
  return report;
}

/** Both hold; the worse error is told, next to the bound that it had to meet. */
function together(first: VerificationReport, second: VerificationReport): VerificationReport {
  if (!second.verified) return second;
  const strain = ({ maxError, errorBound }: VerificationReport) =>
    errorBound === 0 ? 0 : maxError / errorBound;
  const worse = strain(second) > strain(first) ? second : first;
  return { ...worse, checkedEntries: first.checkedEntries + second.checkedEntries };
}

async function verifyOutput(
  kernel: PreparedKernel,
  verification: Verification,
): Promise<VerificationReport> {
  const { spec, data } = await kernel.readOutput(verification.output);
  const output = decodeOutput(spec, data);
  const { tolerance } = verification;
  const errorBound = boundOf(tolerance);

  const unwritten = output.firstUnwritten();
  if (unwritten >= 0) {
    return wrong(errorBound, `Element ${unwritten} of ${output.length} was never written.`);
  }
  const macsPerEntry = verification.referenceMacs ?? kernel.plan.flops / 2 / output.length;
  const indices = chooseEntries(output.length, macsPerEntry, kernel.seed);
  let maxError = 0;
  for (const index of indices) {
    const expected = verification.reference(kernel.inputs, index);
    const actual = output.value(index);
    const error = relativeError(actual, expected.value, expected.magnitude, tolerance);
    if (error > errorBound || Number.isNaN(error)) {
      return {
        ...wrong(
          errorBound,
          `Element ${index} is ${actual}, the float64 reference is ${expected.value}: off by ${error.toExponential(1)} of |A|·|B|, allowed are ${errorBound.toExponential(1)}.`,
        ),
        maxError: Number.isFinite(error) ? error : 1,
      };
    }
    maxError = Math.max(maxError, error);
  }
  return { verified: true, maxError, errorBound, checkedEntries: indices.length, reason: '' };
}

function wrong(errorBound: number, reason: string): VerificationReport {
  return { verified: false, maxError: 1, errorBound, checkedEntries: 1, reason };
}

function boundOf(tolerance: Tolerance): number {
  return tolerance.kind === 'exact' ? 0 : tolerance.units * tolerance.accumulationRoundoff;
}

/** The error beyond the unavoidable rounding of the stored result, over |A|·|B|. */
function relativeError(
  actual: number,
  expected: number,
  magnitude: number,
  tolerance: Tolerance,
): number {
  if (tolerance.kind === 'exact') return actual === expected ? 0 : 1;
  const storage = Math.abs(expected) * tolerance.storageRoundoff;
  const excess = Math.max(0, Math.abs(actual - expected) - storage);
  return excess === 0 ? 0 : excess / magnitude;
}

/** All entries of a small output; of a large one the corners and a random sample. */
function chooseEntries(length: number, macsPerEntry: number, seed: number): number[] {
  const affordable = Math.floor(REFERENCE_BUDGET_MACS / Math.max(1, macsPerEntry));
  const wanted = Math.min(MAX_ENTRIES, Math.max(MIN_ENTRIES, affordable));
  if (length <= wanted) return Array.from({ length }, (_, index) => index);
  const random = createRandom(seed ^ 0x9e37_79b9);
  const sampled = Array.from({ length: wanted - 2 }, () => Math.floor(random() * length));
  return [0, length - 1, ...sampled];
}
