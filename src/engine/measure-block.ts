// Measures one kind of layer: every kernel that can do it, each with its best variant, interleaved with
// each other and with the ceiling.
import type { KernelDescriptor } from '../kernels/descriptor.ts';
import { kernelsFor } from '../kernels/registry.ts';
import { type Problem, problemMacs } from '../shared/problem.ts';
import { median } from '../shared/statistics.ts';
import { buildMeasurement, medianRate } from './build-measurement.ts';
import { enterContender } from './enter-contender.ts';
import { race, rankByMedian } from './race.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';
import { MAX_SUBMIT_MS } from './sampling/probe.ts';
import type { Block } from './suites/blocks.ts';
import { refusedByDevice, supportedVariants, variantGroups } from './supported-variants.ts';

export interface BlockAnchors {
  /** The f32 multiply-add ceiling: drift sentinel of the whole run. */
  readonly sentinel: Contender;
  /** The f16 one, in blocks of half precision. */
  readonly half: Contender | undefined;
}

/** Two samples a variant cannot tell a close second from the best: two of each kernel enter the block. */
const FINALISTS = 2;

/** A good kernel reaches at least this share of the ceiling; it decides the size of the problem. */
const EXPECTED_SHARE = 0.1;

/** The worst kernel seen: naive on SwiftShader, 0.3 of 85 GFLOPS. */
const WORST_SHARE = 0.003;

export async function measureBlock(
  run: RunContext,
  block: Block,
  anchors: BlockAnchors,
): Promise<void> {
  const rate = medianRate(anchors.sentinel);
  const top = topRung(block, rate, run.suite.executionTargetMs);
  const rungs = Math.min(run.suite.problemsPerBlock, top + 1);
  for (let step = 0; step < rungs; step++) {
    const offset = step / rungs;
    const rung = { index: top - step, isLast: step === rungs - 1 };
    await measureRung(run, block, rung, anchors, (fraction, detail) => {
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
  rung: { readonly index: number; readonly isLast: boolean },
  anchors: BlockAnchors,
  onProgress: (fraction: number, detail: string) => void,
): Promise<void> {
  const kernels = chosenKernels(run, block, rung.index);
  const entered: Contender[][] = [];
  try {
    for (const [index, kernel] of kernels.entries()) {
      const ceilingRate = medianRate(anchors.sentinel);
      const problem = await safeProblem(run, kernel, block, rung.index, ceilingRate);
      if (problem === undefined) continue;
      // Too slow for this rung: it is measured on the next one, beside the others.
      if (problem !== block.ladder[rung.index] && !rung.isLast) continue;
      for (const variants of variantGroups(kernel, problem, run.session.traits)) {
        const { finalists } = await race(
          run,
          { descriptor: kernel, problem, variants },
          { budgetMs: run.suite.raceBudgetMs, keep: FINALISTS },
          (fraction, detail) => {
            onProgress((0.6 * (index + fraction)) / kernels.length, `${block.title}: ${detail}`);
          },
        );
        entered.push(finalists);
      }
    }
    await sampleAndRecord(run, block, anchors, entered, (fraction, detail) => {
      onProgress(0.6 + 0.4 * fraction, detail);
    });
  } finally {
    for (const contender of entered.flat()) contender.kernel.dispose();
  }
}

/** @param entered the finalists of each kernel; the best of each is recorded. */
async function sampleAndRecord(
  run: RunContext,
  block: Block,
  { sentinel, half }: BlockAnchors,
  entered: readonly Contender[][],
  onProgress: (fraction: number, detail: string) => void,
): Promise<void> {
  const contenders = entered.flat();
  if (contenders.length === 0) return;
  // The race's samples chose the finalists and would flatter them: measure afresh.
  for (const contender of contenders) contender.samples = [];
  const anchors = half === undefined ? [sentinel] : [sentinel, half];
  const reasons = await run.sampler.block(contenders, anchors, run.suite.sampling, (fraction) => {
    onProgress(fraction, `${block.title}: ${entered.length} kernels side by side`);
  });
  for (const finalists of entered) {
    const [best] = rankByMedian(finalists);
    const reason = best === undefined ? undefined : reasons.get(best);
    if (best === undefined || reason === undefined) continue;
    // What limits a kernel is the type in which it multiplies and sums, not the one that it reads.
    const ceiling = best.kernel.tunables['accumulatorBits'] === 16 ? half : sentinel;
    run.record(buildMeasurement(best, run.clock, reason, ceiling ?? sentinel));
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
