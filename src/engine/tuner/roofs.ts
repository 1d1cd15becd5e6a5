// The roofline as a sieve: how fast a candidate can be at most, before a second is spent on compiling it.
// Only what is certain counts, so that no possible winner is lost.
import type { KernelPlan } from '../../kernels/descriptor.ts';
import { workgroupInvocations } from '../../kernels/wgsl/workgroup-invocations.ts';
import { bytesPerElement, type Precision } from '../../shared/problem.ts';

/** What the device was measured to do at most; undefined where it was not measured. */
export interface Roofs {
  readonly bytesPerSecond: number | undefined;
  /** Duration of one dependent dispatch. */
  readonly launchMs: number | undefined;
}

/**
 * FLOP/s of one invocation at most: two f32 multiply-adds a clock at 4 GHz. No lane of a GPU and no SIMD lane
 * of a processor is faster; narrower types go in proportion.
 */
const FASTEST_LANE = 2 * 2 * 4e9;

/** The cleverest algorithm here, Winograd F(2×2, 3×3), needs 2.25 times fewer multiplications than counted. */
const FEWEST_OPERATIONS = 1 / 2.25;

/** Dispatches may overlap where the driver sees that they do not depend on each other. */
const LAUNCH_OVERLAP = 0.5;

/** Intermediate results below this may never leave the caches: the largest of 2025 is 256 MiB. */
const LARGEST_CACHE_BYTES = 256 * 2 ** 20;

/** No execution of the plan can take less than this, in milliseconds. */
export function leastMs(plan: KernelPlan, precision: Precision, roofs: Roofs): number {
  const { bytesPerSecond, launchMs } = roofs;
  const launching = launchMs === undefined ? 0 : plan.passes.length * launchMs * LAUNCH_OVERLAP;
  const moving = bytesPerSecond === undefined ? 0 : (scratchBytes(plan) * 2e3) / bytesPerSecond;
  return Math.max(launching, moving, computingMs(plan, precision));
}

/** All arithmetic, dealt evenly to every invocation of the pass that has most of them. */
function computingMs(plan: KernelPlan, precision: Precision): number {
  const invocations = plan.passes.map(({ code, workgroups }) => {
    const each = workgroupInvocations(code);
    return each === undefined ? Infinity : each * workgroups.reduce((a, b) => a * b, 1);
  });
  const lane = (FASTEST_LANE * bytesPerElement('f32')) / bytesPerElement(precision);
  return (plan.flops * FEWEST_OPERATIONS * 1e3) / (Math.max(...invocations) * lane);
}

function scratchBytes(plan: KernelPlan): number {
  const bytes = plan.buffers
    .filter(({ role }) => role === 'scratch')
    .reduce((sum, buffer) => sum + (buffer.role === 'scratch' ? 4 * buffer.length : 0), 0);
  return Math.max(0, bytes - LARGEST_CACHE_BYTES);
}
