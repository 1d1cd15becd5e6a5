// Every supported variant of every kernel of the given problems, side by side with the multiply-add ceiling:
// which forms win, and which lose everywhere and should go.
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { verifyKernel } from '../../src/engine/kernels/verify-kernel.ts';
import { Contender } from '../../src/engine/sampling/contender.ts';
import { probe } from '../../src/engine/sampling/probe.ts';
import { Sampler } from '../../src/engine/sampling/sampler.ts';
import { supportedVariants } from '../../src/engine/supported-variants.ts';
import { calibrate } from '../../src/engine/timing/calibrate.ts';
import type { Clock } from '../../src/engine/timing/clock.ts';
import type { KernelDescriptor, Tunables } from '../../src/kernels/descriptor.ts';
import { kernelById, kernelsFor } from '../../src/kernels/registry.ts';
import type { MultiplyAddProblem, Problem } from '../../src/shared/problem.ts';
import { problemLabel } from '../../src/shared/problem.ts';
import { bootstrapMedian, median } from '../../src/shared/statistics.ts';

export interface KernelVariantsOptions {
  readonly problems: readonly Problem[];
  /** Beginnings of kernel ids; all kernels without. */
  readonly only?: readonly string[];
  /** Sampled interleaved, after the first look has sorted out what is far slower. */
  readonly finalists: number;
  readonly samples: number;
  /** Wished length of a sample. */
  readonly sampleMs: number;
}

export interface VariantRow {
  readonly kernel: string;
  readonly tunables: Tunables;
  readonly compileMs: number;
  /** Why it was not timed; empty when it was. */
  readonly failure: string;
  /** GFLOP/s of the first look: two samples, the better one counts. */
  readonly firstLook: number;
  /** GFLOP/s and share of the ceiling in the final: median with its 95 % interval. */
  readonly final?: { readonly rate: number; readonly low: number; readonly high: number };
  readonly shareOfCeiling?: number;
}

export interface KernelVariantsReport {
  readonly adapter: string;
  readonly problems: readonly {
    readonly label: string;
    readonly problem: Problem;
    readonly ceiling: number;
    /** Fastest first. */
    readonly rows: readonly VariantRow[];
  }[];
}

/** What the problems' rates are shares of; sized for software adapters, where this benchmark is needed most. */
const ceilingProblem: MultiplyAddProblem = {
  op: 'multiply-add',
  invocations: 2 ** 14,
  steps: 12_288,
  precision: 'f32',
};

const FIRST_LOOK_SAMPLES = 2;

export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<KernelVariantsReport> {
  const session = await acquireDevice(provider);
  try {
    return await new VariantRace(session, options as KernelVariantsOptions, log).run();
  } finally {
    session.dispose();
  }
}

class VariantRace {
  readonly #session: GpuSession;
  readonly #options: KernelVariantsOptions;
  readonly #log: (line: string) => void;
  #seed = 1;

  constructor(session: GpuSession, options: KernelVariantsOptions, log: (line: string) => void) {
    this.#session = session;
    this.#options = options;
    this.#log = log;
  }

  async run(): Promise<KernelVariantsReport> {
    const { vendor, architecture, description } = this.#session.info;
    const { timestamp, wall } = await calibrate(this.#session);
    const clock = timestamp ?? wall;
    const started = this.#session.provider.now();
    const sampler = new Sampler(clock, () => this.#session.provider.now() - started, undefined);
    const ceiling = await this.#bestCeiling(clock, sampler);
    const problems: KernelVariantsReport['problems'][number][] = [];
    for (const problem of this.#options.problems) {
      problems.push(await this.#raceProblem(problem, ceiling, clock, sampler));
    }
    return {
      adapter: [vendor, architecture, description].filter(Boolean).join(' '),
      problems,
    };
  }

  async #bestCeiling(clock: Clock, sampler: Sampler): Promise<Contender> {
    const descriptor = kernelById('ceilings/multiply-add');
    let best: Contender | undefined;
    for (const tunables of supportedVariants(descriptor, ceilingProblem, this.#session.traits)) {
      const { contender } = await this.#enter(descriptor, ceilingProblem, tunables, clock);
      if (contender === undefined) continue;
      await firstLook(contender, sampler);
      const loses = best !== undefined && rate(best) >= rate(contender);
      (loses ? contender : best)?.kernel.dispose();
      if (!loses) best = contender;
    }
    if (best === undefined) throw new Error('No multiply-add chain runs on this adapter.');
    return best;
  }

  async #raceProblem(problem: Problem, ceiling: Contender, clock: Clock, sampler: Sampler) {
    const label = problemLabel(problem);
    const rows: VariantRow[] = [];
    let finalists: { contender: Contender; row: VariantRow }[] = [];
    for (const descriptor of kernelsFor(problem.op)) {
      const { only = [''] } = this.#options;
      if (!only.some((prefix) => descriptor.id.startsWith(prefix))) continue;
      for (const tunables of supportedVariants(descriptor, problem, this.#session.traits)) {
        const { contender, failure, compileMs } = await this.#enter(
          descriptor,
          problem,
          tunables,
          clock,
        );
        if (contender !== undefined) await firstLook(contender, sampler);
        const look = contender === undefined ? 0 : rate(contender);
        const row = { kernel: descriptor.id, tunables, compileMs, failure, firstLook: look };
        this.#log(
          `${label}: ${descriptor.id} ${JSON.stringify(tunables)} ${failure || look.toFixed(2)} compile ${compileMs.toFixed(0)}`,
        );
        rows.push(row);
        if (contender === undefined) continue;
        finalists.push({ contender, row });
        finalists.sort((a, b) => b.row.firstLook - a.row.firstLook);
        for (const loser of finalists.slice(this.#options.finalists)) {
          loser.contender.kernel.dispose();
        }
        finalists = finalists.slice(0, this.#options.finalists);
      }
    }
    const contenders = finalists.map(({ contender }) => contender);
    for (const contender of [ceiling, ...contenders]) contender.samples = [];
    const { samples } = this.#options;
    const plan = {
      targetHalfWidth: 0,
      minSamples: samples,
      maxSamples: samples,
      budgetMs: Number.POSITIVE_INFINITY,
    };
    await sampler.block(contenders, [ceiling], plan, () => undefined);
    const finals = new Map(
      finalists.map(({ contender, row }) => {
        contender.kernel.dispose();
        const { median: ms, low, high } = bootstrapMedian(contender.samplesMs);
        const { flops } = contender.kernel.plan;
        const final = { rate: flops / ms / 1e6, low: flops / high / 1e6, high: flops / low / 1e6 };
        return [row, { ...row, final, shareOfCeiling: final.rate / rate(ceiling) }];
      }),
    );
    return {
      label,
      problem,
      ceiling: rate(ceiling),
      rows: rows
        .map((row) => finals.get(row) ?? row)
        .sort((a, b) => (b.final?.rate ?? 0) - (a.final?.rate ?? 0) || b.firstLook - a.firstLook),
    };
  }

  /** Compiled, verified and probed, or why not. */
  async #enter(
    descriptor: KernelDescriptor,
    problem: Problem,
    tunables: Tunables,
    clock: Clock,
  ): Promise<{ contender?: Contender; failure: string; compileMs: number }> {
    const kernel = await PreparedKernel.create(
      this.#session,
      descriptor,
      problem,
      tunables,
      this.#seed++,
    );
    const report = await verifyKernel(this.#session, kernel);
    kernel.releaseInputs();
    if (!report.verified) {
      kernel.dispose();
      return { failure: report.reason, compileMs: kernel.compileMs };
    }
    kernel.setMode('time');
    const contender = new Contender(kernel, report);
    const { executions, firstRunMs } = await probe(
      this.#session,
      clock,
      kernel,
      this.#options.sampleMs,
    );
    contender.executions = executions;
    contender.firstRunMs = firstRunMs;
    return { contender, failure: '', compileMs: kernel.compileMs };
  }
}

async function firstLook(contender: Contender, sampler: Sampler): Promise<void> {
  for (let sample = 0; sample < FIRST_LOOK_SAMPLES; sample++) await sampler.sample(contender);
}

/** GFLOP/s by the median of the samples taken so far. */
function rate({ kernel, samplesMs }: Contender): number {
  return samplesMs.length === 0 ? 0 : kernel.plan.flops / median(samplesMs) / 1e6;
}
