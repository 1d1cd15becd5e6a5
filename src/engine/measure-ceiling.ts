// Finds one ceiling of the device: the best of many forms of a kernel that does nothing else.
import { kernelsFor } from '../kernels/kernel-list.ts';
import type { KernelDescriptor } from '../kernels/descriptor.ts';
import type {
  CopyProblem,
  LaunchProblem,
  MatrixMultiplyAddProblem,
  MultiplyAddProblem,
  Precision,
  TriadProblem,
  WorkgroupMemoryProblem,
} from '../shared/problem.ts';
import type { Ceiling, CeilingKind } from '../shared/result/schema.ts';
import { median } from '../shared/statistics.ts';
import { buildMeasurement } from './build-measurement.ts';
import { enterContender } from './enter-contender.ts';
import { race, rankByMedian } from './race.ts';
import { supportedVariants } from '../kernels/supported-variants.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';
import type { StopReason } from './sampling/sampler.ts';

type CeilingProblem =
  | MultiplyAddProblem
  | MatrixMultiplyAddProblem
  | CopyProblem
  | TriadProblem
  | WorkgroupMemoryProblem
  | LaunchProblem;

export interface PlannedCeiling {
  readonly kind: CeilingKind;
  readonly precision: Precision;
  readonly title: string;
  /** Ascending; the first takes a moment on anything. */
  readonly ladder: readonly CeilingProblem[];
  /** Part of the suite's time for a ceiling, for those that only stand beside a more important one; 1 if absent. */
  readonly timeShare?: number;
}

export interface FoundCeiling {
  readonly planned: PlannedCeiling;
  /** Stays prepared: it is sampled again beside everything that is compared with it. */
  readonly best: Contender;
  readonly forms: Ceiling['forms'];
  /** Why its own final ended; the samples beside kernels come on top. */
  readonly stopReason: StopReason;
}

/** An execution this long makes launching it negligible (launches cost 1–20 µs). */
const LONG_ENOUGH_MS = 4;

/** Forms differ by ten times; the slowest must stay below the watchdog's limit. */
const EXECUTION_LIMIT_MS = 25;

/** How many forms go into the final, sampled interleaved. */
const FINALISTS = 3;

/** @returns undefined when no form runs on this device; the reasons are recorded. */
export async function measureCeiling(
  run: RunContext,
  planned: PlannedCeiling,
): Promise<FoundCeiling | undefined> {
  const [smallest] = planned.ladder;
  if (smallest === undefined) return undefined;
  const descriptor = kernelsFor(planned.kind).find(
    (kernel) => supportedVariants(kernel, smallest, run.session.traits).length > 0,
  );
  if (descriptor === undefined) return undefined;
  const problem = await chooseProblem(run, descriptor, planned.ladder);
  if (problem === undefined) return undefined;
  const variants = supportedVariants(descriptor, problem, run.session.traits);
  const { timeShare = 1 } = planned;
  const { ceilingBudgetMs, sampling } = run.suite;
  const { finalists, entries } = await race(
    run,
    { descriptor, problem, variants },
    { budgetMs: ceilingBudgetMs * timeShare, keep: FINALISTS },
    (fraction, detail) => {
      run.progress(fraction * 0.7, detail);
    },
  );
  if (finalists.length === 0) return undefined;
  const final = { ...sampling, budgetMs: sampling.budgetMs * timeShare };
  const reasons = await run.sampler.block(finalists, [], final, (fraction) => {
    run.progress(0.7 + 0.3 * fraction, `${planned.title}: final`);
  });
  const [best, ...others] = rankByMedian(finalists);
  if (best === undefined) return undefined;
  for (const other of others) other.kernel.dispose();
  const { amount, unit } = workOf(planned, best);
  const forms = entries.map(({ tunables, executionMs }) => ({
    parameters: { ...tunables },
    rate: (amount * 1e3) / executionMs,
    unit,
  }));
  const found = { planned, best, forms, stopReason: reasons.get(best) ?? 'time-budget' };
  run.emit({ type: 'ceiling', ceiling: ceilingRecord(run, found) });
  return found;
}

export function ceilingRecord(
  run: RunContext,
  { planned, best, forms, stopReason }: FoundCeiling,
): Ceiling {
  return {
    kind: planned.kind,
    precision: planned.precision,
    best: buildMeasurement(best, run.clock, stopReason),
    forms,
  };
}

/** Climbs the ladder with the first form until one execution is long enough. */
async function chooseProblem(
  run: RunContext,
  descriptor: KernelDescriptor,
  ladder: readonly CeilingProblem[],
): Promise<CeilingProblem | undefined> {
  let chosen: CeilingProblem | undefined;
  for (const [index, problem] of ladder.entries()) {
    const [tunables] = supportedVariants(descriptor, problem, run.session.traits);
    if (tunables === undefined) break;
    const next = ladder[index + 1];
    if (next === undefined) return problem;
    const contender = await enterContender(run, descriptor, problem, tunables);
    if (contender === undefined) break;
    await run.sampler.sample(contender);
    const { plan } = contender.kernel;
    const nextPlan = descriptor.plan(next, tunables);
    contender.kernel.dispose();
    chosen = problem;
    if (contender.samples.length === 0) break;
    const executionMs = median(contender.samplesMs);
    const growth = (nextPlan.flops + nextPlan.bytes) / (plan.flops + plan.bytes);
    // Beyond the caches is what counts, however long it takes.
    const inMemory = problem.op === 'copy' || problem.op === 'triad';
    const climbs = inMemory || executionMs < LONG_ENOUGH_MS;
    const limitMs = inMemory ? EXECUTION_LIMIT_MS * 4 : EXECUTION_LIMIT_MS;
    if (!climbs || executionMs * growth > limitMs) break;
  }
  return chosen;
}

/** What one execution of a ceiling's form counts for. */
function workOf(
  { kind, precision }: PlannedCeiling,
  { kernel }: Contender,
): { amount: number; unit: string } {
  const { flops, bytes } = kernel.plan;
  switch (kind) {
    case 'multiply-add':
    case 'matrix-multiply-add':
      return { amount: flops, unit: precision === 'i8' ? 'OP/s' : 'FLOP/s' };
    case 'copy':
    case 'triad':
    case 'workgroup-memory':
      return { amount: bytes, unit: 'B/s' };
    case 'launch':
      return { amount: 1, unit: '1/s' };
  }
}
