// Measures one kind of layer: every kernel that can do it, each with its best variant, interleaved with
// each other and with the ceiling.
import type { KernelDescriptor } from '../kernels/descriptor.ts';
import { kernelsFor } from '../kernels/registry.ts';
import { type Problem, problemMacs } from '../shared/problem.ts';
import { median } from '../shared/statistics.ts';
import { buildMeasurement, medianRate } from './build-measurement.ts';
import { enterContender } from './enter-contender.ts';
import { race } from './race.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';
import { MAX_SUBMIT_MS } from './sampling/probe.ts';
import type { Block } from './suites/blocks.ts';
import { refusedByDevice, supportedVariants } from './supported-variants.ts';

export interface BlockAnchors {
  /** The f32 multiply-add ceiling: drift sentinel of the whole run. */
  readonly sentinel: Contender;
  /** What the block's kernels are compared with; the sentinel itself for f32. */
  readonly ceiling: Contender;
}

/** A good kernel reaches at least this share of the ceiling; it decides the size of the problem. */
const EXPECTED_SHARE = 0.1;

/** The worst kernel seen: naive on SwiftShader, 0.3 of 85 GFLOPS. */
const WORST_SHARE = 0.003;

export async function measureBlock(
  run: RunContext,
  block: Block,
  anchors: BlockAnchors,
): Promise<void> {
  const rate = medianRate(anchors.ceiling);
  const top = topRung(block, rate, run.suite.executionTargetMs);
  const rungs = Math.min(run.suite.problemsPerBlock, top + 1);
  for (let step = 0; step < rungs; step++) {
    const offset = step / rungs;
    await measureRung(run, block, top - step, anchors, (fraction, detail) => {
      run.progress(offset + fraction / rungs, detail);
    });
  }
}

/** The largest problem that a kernel at the expected share of the ceiling finishes in time. */
function topRung({ ladder }: Block, ceilingRate: number, targetMs: number): number {
  const affordable = (ceilingRate * EXPECTED_SHARE * targetMs) / 1e3;
  const index = ladder.findLastIndex((problem) => 2 * problemMacs(problem) <= affordable);
  return Math.max(0, index);
}

async function measureRung(
  run: RunContext,
  block: Block,
  rung: number,
  anchors: BlockAnchors,
  onProgress: (fraction: number, detail: string) => void,
): Promise<void> {
  const kernels = chosenKernels(run, block, rung);
  const winners: Contender[] = [];
  try {
    for (const [index, kernel] of kernels.entries()) {
      const problem = await safeProblem(run, kernel, block, rung, medianRate(anchors.ceiling));
      if (problem === undefined) continue;
      const { finalists } = await race(
        run,
        kernel,
        problem,
        run.suite.raceBudgetMs,
        1,
        (fraction, detail) => {
          onProgress((0.6 * (index + fraction)) / kernels.length, `${block.title}: ${detail}`);
        },
      );
      winners.push(...finalists);
    }
    if (winners.length === 0) return;
    // The race's samples chose the winner and would flatter it: measure afresh.
    for (const winner of winners) winner.samples = [];
    const anchorList = [...new Set([anchors.sentinel, anchors.ceiling])];
    const reasons = await run.sampler.block(winners, anchorList, run.suite.sampling, (fraction) => {
      onProgress(0.6 + 0.4 * fraction, `${block.title}: ${winners.length} kernels side by side`);
    });
    for (const [winner, reason] of reasons) {
      if (winner.samples.length === 0) continue;
      run.record(buildMeasurement(winner, run.clock, reason, anchors.ceiling));
    }
  } finally {
    for (const winner of winners) winner.kernel.dispose();
  }
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
