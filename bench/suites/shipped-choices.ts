// Finds what the lab ships as choices for this adapter: every candidate of the suites' problems is raced, and
// the winner of a longer final is kept.
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { quietRun } from '../../src/engine/quiet-run.ts';
import { rankByMedian } from '../../src/engine/race.ts';
import type { RunContext } from '../../src/engine/run-context.ts';
import { plannedBlocks } from '../../src/engine/suites/blocks.ts';
import { accumulatorChoices, choiceOf } from '../../src/kernels/candidates.ts';
import { gainOf } from '../../src/engine/tuner/report-tuning.ts';
import { tune } from '../../src/engine/tuner/tune.ts';
import { kernelsFor } from '../../src/kernels/registry.ts';
import { type Problem, problemLabel, problemMacs } from '../../src/shared/problem.ts';
import type { Choice } from '../../src/shared/tuning.ts';

export interface ShippedChoicesOptions {
  /** Blocks whose id starts with one of these; all without. */
  readonly blocks?: readonly string[];
  /** Problems of more multiply-adds are left out: a software adapter would take minutes for one. */
  readonly maxMacs: number;
  /** Problems of each block, from the largest allowed one down. */
  readonly problemsPerBlock: number;
  readonly budgetMs: number;
}

export interface ShippedChoice extends Choice {
  readonly problem: Problem;
}

export interface ShippedChoicesReport {
  readonly vendor: string;
  readonly architecture: string;
  readonly choices: readonly ShippedChoice[];
}

/** Enough for a difference of a few percent. */
const FINAL = { targetHalfWidth: 0.02, minSamples: 7, maxSamples: 15, budgetMs: 6000 } as const;

export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<ShippedChoicesReport> {
  const settings = options as ShippedChoicesOptions;
  const session = await acquireDevice(provider);
  try {
    const context = await quietRun(session);
    const choices: ShippedChoice[] = [];
    for (const problem of problemsOf(context, settings)) {
      choices.push(...(await choose(context, problem, settings, log)));
    }
    const { vendor, architecture } = session.info;
    return { vendor, architecture, choices };
  } finally {
    session.dispose();
  }
}

function problemsOf(run: RunContext, settings: ShippedChoicesOptions): readonly Problem[] {
  const { blocks: prefixes = [''], maxMacs, problemsPerBlock } = settings;
  const { traits } = run.session;
  return [...plannedBlocks(traits, 'all'), ...plannedBlocks(traits, 'training')]
    .filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)))
    .flatMap(({ ladder }) =>
      ladder.filter((problem) => problemMacs(problem) <= maxMacs).slice(-problemsPerBlock),
    );
}

async function choose(
  run: RunContext,
  problem: Problem,
  { budgetMs }: ShippedChoicesOptions,
  log: (line: string) => void,
): Promise<readonly ShippedChoice[]> {
  const kernels = kernelsFor(problem.op);
  const choices: ShippedChoice[] = [];
  for (const accumulatorBits of accumulatorChoices(kernels, problem, run.session.traits)) {
    const outcome = await tune(
      run,
      {
        problem,
        kernels,
        accumulatorBits,
        budgetMs,
        roofs: { bytesPerSecond: undefined, launchMs: undefined },
        keep: 3,
        coverage: 'each',
        afresh: true,
      },
      () => undefined,
    );
    if (outcome === undefined) continue;
    for (const contender of outcome.contenders) contender.samples = [];
    await run.sampler.block(outcome.contenders, [], FINAL, () => undefined);
    const [winner] = rankByMedian(outcome.contenders);
    for (const { kernel } of outcome.contenders) kernel.dispose();
    if (winner === undefined) continue;
    const { descriptor, tunables } = winner.kernel;
    const choice = choiceOf({ descriptor, tunables });
    const gain = gainOf(outcome.untuned, winner).median.toFixed(2);
    log(
      `${problem.op} ${problem.precision} ${problemLabel(problem)}: ${choice.kernel} ${JSON.stringify(choice.parameters)}, ${gain} × the choice before, ${outcome.facts.left} left`,
    );
    choices.push({ problem, ...choice });
  }
  return choices;
}
