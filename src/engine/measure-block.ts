// Measures one kind of layer: the tuned variant of every kernel that can do it, interleaved with each other,
// with the untuned choice, and with the ceiling.
import type { KernelDescriptor } from '../kernels/descriptor.ts';
import { kernelsFor } from '../kernels/kernel-list.ts';
import { type Problem, problemMacs } from '../shared/problem.ts';
import { median } from '../shared/statistics.ts';
import { buildMeasurement, medianRate } from './build-measurement.ts';
import { type CeilingAnchors, anchorFor, anchorsOf } from './ceiling-anchors.ts';
import { enterContender } from './enter-contender.ts';
import { fastForms, hasForm } from './tuner/fast-forms.ts';
import { rankByMedian } from './race.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';
import { MAX_SUBMIT_MS } from './sampling/probe.ts';
import type { Block } from './suites/block.ts';
import { topRung } from './top-rung.ts';
import { refusedByDevice, supportedVariants } from '../kernels/supported-variants.ts';
import { accumulatorChoices } from '../kernels/candidates.ts';
import { reportTuning } from './tuner/report-tuning.ts';
import { tune, type TuningOutcome } from './tuner/tune.ts';
import type { TuningBudget } from './tuner/tuning-budget.ts';

/** A good kernel reaches at least this share of the ceiling; it decides the size of the problem. */
const EXPECTED_SHARE = 0.1;

/** The same of the memory's bandwidth, where moving bytes is the work. */
const EXPECTED_BANDWIDTH_SHARE = 0.3;

/** The worst kernel seen: naive on SwiftShader, 0.3 of 85 GFLOPS. */
const WORST_SHARE = 0.003;

/** How much of a rung's time goes into tuning, for the progress bar. */
const TUNING_PART = 0.6;

export async function measureBlock(
  run: RunContext,
  block: Block,
  anchors: CeilingAnchors,
  budget: TuningBudget,
): Promise<void> {
  const targetMs = run.suite.executionTargetMs;
  const top = topRung(
    block.ladder,
    run.session.traits,
    (problem) => expectedMs(run, problem, anchors) <= targetMs,
  );
  const rungs = inOrder(run, block, top);
  for (const [step, rung] of rungs.entries()) {
    await measureRung(run, block, rung, { anchors, budget }, (fraction, detail) => {
      run.progress((step + fraction) / rungs.length, detail);
    });
  }
}

/** From the largest problem down; where only some are tuned, those first. */
function inOrder(run: RunContext, block: Block, top: number): readonly Rung[] {
  const count = rungsOf(run, block, top);
  const rungs = Array.from({ length: count }, (_, step) => ({
    index: top - step,
    isLast: step === count - 1,
  }));
  if (run.suite.tunes !== 'some') return rungs;
  const { ladder, tuned = [] } = block;
  const wanted = rungs.filter(({ index }) => tuned.some((each) => each === ladder[index]));
  const first = wanted.length > 0 ? wanted : rungs.slice(0, 1);
  const others = rungs.filter((rung) => !first.includes(rung));
  const led = first.flatMap(({ index }) => ladder[index] ?? []);
  return [...first, ...others.map((rung) => ({ ...rung, led }))];
}

function rungsOf(run: RunContext, { problems = Infinity }: Block, top: number): number {
  return Math.min(run.suite.problemsPerBlock, problems, top + 1);
}

/** Of a kernel at the expected share of the ceilings. */
function expectedMs(
  run: RunContext,
  problem: Problem,
  { sentinel, memory }: CeilingAnchors,
): number {
  const macs = problemMacs(problem);
  if (macs > 0) return (2e3 * macs) / (medianRate(sentinel) * EXPECTED_SHARE);
  const plan = anyPlan(run, problem);
  if (plan === undefined || memory === undefined) return 0;
  const bytesPerMs = memory.kernel.plan.bytes / median(memory.samplesMs);
  return plan.bytes / (bytesPerMs * EXPECTED_BANDWIDTH_SHARE);
}

function anyPlan(run: RunContext, problem: Problem) {
  for (const kernel of kernelsFor(problem.op)) {
    const [tunables] = supportedVariants(kernel, problem, run.session.traits);
    if (tunables !== undefined) return kernel.plan(problem, tunables);
  }
  return undefined;
}

interface Rung {
  readonly index: number;
  readonly isLast: boolean;
  /** Problems that were tuned: what was fast on them is measured here. Absent where this problem is tuned itself. */
  readonly led?: readonly Problem[];
}

interface Instruments {
  readonly anchors: CeilingAnchors;
  readonly budget: TuningBudget;
}

async function measureRung(
  run: RunContext,
  block: Block,
  rung: Rung,
  instruments: Instruments,
  onProgress: (fraction: number, detail: string) => void,
): Promise<void> {
  const among = rung.led === undefined ? undefined : fastForms(run.tuning, rung.led);
  const sweeps =
    ledSweeps(run, block, rung, among) ?? (await sweepsOf(run, block, rung, instruments.anchors));
  const outcomes: TuningOutcome[] = [];
  const budgetMs = instruments.budget.share() / Math.max(1, sweeps.length);
  try {
    for (const [index, sweep] of sweeps.entries()) {
      const outcome = await tune(
        run,
        {
          ...sweep,
          budgetMs,
          roofs: roofsOf(instruments.anchors),
          keep: run.suite.kernelsPerProblem,
          coverage: run.suite.coverage,
          ...(among === undefined ? {} : { among }),
          afresh: run.request.retune === true,
        },
        (fraction, detail) => {
          const done = (index + fraction) / sweeps.length;
          onProgress(TUNING_PART * done, `${block.title}: ${detail}`);
        },
      );
      if (outcome !== undefined) outcomes.push(outcome);
    }
    if (rung.led === undefined) {
      instruments.budget.spend(outcomes.reduce((sum, { facts }) => sum + facts.spentMs, 0));
    }
    await sampleAndRecord(run, block, instruments.anchors, outcomes, (fraction, detail) => {
      onProgress(TUNING_PART + (1 - TUNING_PART) * fraction, detail);
    });
  } finally {
    for (const { contenders } of outcomes) {
      for (const contender of contenders) contender.kernel.dispose();
    }
  }
}

interface Sweep {
  readonly problem: Problem;
  readonly kernels: readonly KernelDescriptor[];
  readonly accumulatorBits: number;
}

/** What was fast on other problems needs no probing; undefined where none of it runs this one. */
function ledSweeps(
  run: RunContext,
  { ladder }: Block,
  { index }: Rung,
  among: ReadonlySet<string> | undefined,
): readonly Sweep[] | undefined {
  const problem = ladder[index];
  if (problem === undefined || among === undefined) return undefined;
  const { traits } = run.session;
  const kernels = kernelsFor(problem.op).filter(
    (kernel) => hasForm(kernel, among) && supportedVariants(kernel, problem, traits).length > 0,
  );
  if (kernels.length === 0) return undefined;
  return accumulatorChoices(kernels, problem, traits).map((accumulatorBits) => ({
    problem,
    kernels,
    accumulatorBits,
  }));
}

/** The kernels of a rung by the problem that each can do in time, and by the type that they sum in. */
async function sweepsOf(
  run: RunContext,
  block: Block,
  rung: { readonly index: number; readonly isLast: boolean },
  { sentinel }: CeilingAnchors,
): Promise<readonly Sweep[]> {
  const byProblem = new Map<Problem, KernelDescriptor[]>();
  for (const kernel of chosenKernels(run, block, rung.index)) {
    const problem = await safeProblem(run, kernel, block, rung.index, medianRate(sentinel));
    if (problem === undefined) continue;
    // Too slow for this rung: it is measured on the next one, beside the others.
    if (problem !== block.ladder[rung.index] && !rung.isLast) continue;
    byProblem.set(problem, [...(byProblem.get(problem) ?? []), kernel]);
  }
  return [...byProblem].flatMap(([problem, kernels]) =>
    accumulatorChoices(kernels, problem, run.session.traits).map((accumulatorBits) => ({
      problem,
      kernels,
      accumulatorBits,
    })),
  );
}

async function sampleAndRecord(
  run: RunContext,
  block: Block,
  anchors: CeilingAnchors,
  outcomes: readonly TuningOutcome[],
  onProgress: (fraction: number, detail: string) => void,
): Promise<void> {
  const contenders = outcomes.flatMap((outcome) => outcome.contenders);
  if (contenders.length === 0) return;
  // The samples of the sweep chose the contenders and would flatter them: measure afresh.
  for (const contender of contenders) contender.samples = [];
  const reasons = await run.sampler.block(
    contenders,
    anchorsOf(anchors, contenders),
    run.suite.sampling,
    (fraction) => {
      onProgress(fraction, `${block.title}: ${contenders.length} kernels side by side`);
    },
  );
  for (const outcome of outcomes) {
    for (const best of bestOfEachKernel(outcome.contenders)) {
      const reason = reasons.get(best);
      if (reason === undefined) continue;
      run.record(buildMeasurement(best, run.clock, reason, anchorFor(anchors, best)));
    }
    reportTuning(run, outcome);
  }
}

function bestOfEachKernel(contenders: readonly Contender[]): readonly Contender[] {
  const best = new Map<string, Contender>();
  for (const contender of rankByMedian(contenders)) {
    const { id } = contender.kernel.descriptor;
    if (!best.has(id)) best.set(id, contender);
  }
  return [...best.values()];
}

function roofsOf({ memory, launch }: CeilingAnchors) {
  const msOf = (contender: Contender) => median(contender.samplesMs);
  return {
    bytesPerSecond:
      memory === undefined ? undefined : (memory.kernel.plan.bytes * 1e3) / msOf(memory),
    launchMs: launch === undefined ? undefined : msOf(launch),
  };
}

/** Kernels for the rung's problem; those that only this device cannot run are recorded as skipped. */
function chosenKernels(run: RunContext, block: Block, rung: number): readonly KernelDescriptor[] {
  const problem = block.ladder[rung];
  if (problem === undefined) return [];
  const { only } = run.request;
  const { traits } = run.session;
  return kernelsFor(problem.op).filter((kernel) => {
    if (only !== undefined && !only.some((prefix) => kernel.id.startsWith(prefix))) return false;
    const reason = refusedByDevice(kernel, problem, traits);
    if (reason !== undefined) {
      run.record({
        kernel: kernel.id,
        kernelHash: '',
        problem: { ...problem },
        parameters: {},
        status: 'skipped',
        verified: false,
        reason,
      });
    }
    return supportedVariants(kernel, problem, traits).length > 0;
  });
}

/**
 * The wished problem, or a smaller one where a single execution could outlast the watchdog. Only probed
 * (on the smallest problem, whose rate is the worst) when the worst known kernel would be in danger.
 */
async function safeProblem(
  run: RunContext,
  kernel: KernelDescriptor,
  { ladder }: Block,
  rung: number,
  ceilingRate: number,
): Promise<Problem | undefined> {
  const wished = ladder[rung];
  const [smallest] = ladder;
  if (wished === undefined || smallest === undefined) return undefined;
  const worstMs = (2 * problemMacs(wished) * 1e3) / (ceilingRate * WORST_SHARE);
  if (worstMs <= MAX_SUBMIT_MS || wished === smallest) return wished;
  const [tunables] = supportedVariants(kernel, smallest, run.session.traits);
  if (tunables === undefined) return wished;
  const contender = await enterContender(run, kernel, smallest, tunables);
  if (contender === undefined) return undefined;
  await run.sampler.sample(contender);
  contender.kernel.dispose();
  if (contender.samples.length === 0) return smallest;
  const msPerMac = median(contender.samplesMs) / problemMacs(smallest);
  return ladder
    .slice(0, rung + 1)
    .findLast((problem) => problemMacs(problem) * msPerMac <= MAX_SUBMIT_MS);
}
