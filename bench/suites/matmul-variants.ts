// Every variant of every matrix product on one problem, verified and then sampled side by side with the
// multiply-add ceiling: what each form gains or loses on this adapter.
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
import { FlopscopeError } from '../../src/shared/errors.ts';
import type { MatmulProblem, MultiplyAddProblem, Problem } from '../../src/shared/problem.ts';
import { bootstrapMedian, median, rateInterval } from '../../src/shared/statistics.ts';

export interface MatmulVariantsOptions {
  readonly problem: MatmulProblem;
  /** Rounds of samples; a variant that needs longer than a sample for one execution gets fewer. */
  readonly rounds: number;
  /** Wished length of a sample. */
  readonly sampleMs: number;
  /** Beginnings of kernel ids; every product without. */
  readonly only: readonly string[];
}

interface Rate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface VariantRow {
  readonly kernel: string;
  readonly tunables: Tunables;
  /** From the source to the end of the first execution: drivers compile as late as that. */
  readonly compileMs: number;
  /** Why it was not timed; empty when it was. */
  readonly failure: string;
  readonly samplesMs: readonly number[];
  /** GFLOP/s with the 95 % interval of the median; null when it was not timed. */
  readonly rate: Rate | null;
  /** Medians over rounds: of the rate over the ceiling's, and over the plain register tile's. */
  readonly shareOfCeiling: number | null;
  readonly ratioToPlain: number | null;
}

export interface MatmulVariantsReport {
  readonly adapter: string;
  readonly host: string;
  readonly problem: MatmulProblem;
  readonly ceiling: { readonly tunables: Tunables; readonly rate: Rate };
  /** Largest over smallest rate of the ceiling: how calm the machine was. */
  readonly ceilingSpread: number;
  /** Fastest first. */
  readonly rows: readonly VariantRow[];
}

/** What everyone writes first after reading about tiling; the figures of others are compared with it. */
const PLAIN = { kernel: 'matmul/register-tile', tile: { tileM: 4, tileN: 4 } } as const;

/** Long enough that launching it does not count, short enough for a processor. */
const CEILING: Omit<MultiplyAddProblem, 'precision'> = {
  op: 'multiply-add',
  invocations: 2 ** 14,
  steps: 12_288,
};

/** Enough that each form meets a quiet moment. */
const CEILING_ROUNDS = 5;

/** What takes longer to compile has lost on this adapter, however fast it is. */
const COMPILE_LIMIT_MS = 20_000;

/** One execution of this many sample lengths gets three samples only: naive kernels are a hundred times slower. */
const SLOW = 8;
const SLOW_ROUNDS = 3;

/** @throws FlopscopeError when there is no adapter, or the device is lost. */
export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<MatmulVariantsReport> {
  const session = await acquireDevice(provider);
  try {
    const { timestamp, wall } = await calibrate(session);
    return await new VariantSweep(session, timestamp ?? wall, options, log).run();
  } finally {
    session.dispose();
  }
}

type Entered = Pick<VariantRow, 'kernel' | 'tunables' | 'compileMs' | 'failure'> & {
  readonly contender: Contender | undefined;
};

class VariantSweep {
  readonly #session: GpuSession;
  readonly #clock: Clock;
  readonly #sampler: Sampler;
  readonly #options: MatmulVariantsOptions;
  readonly #log: (line: string) => void;

  constructor(session: GpuSession, clock: Clock, options: unknown, log: (line: string) => void) {
    this.#session = session;
    this.#clock = clock;
    const started = session.provider.now();
    this.#sampler = new Sampler(clock, () => session.provider.now() - started, undefined);
    this.#options = options as MatmulVariantsOptions;
    this.#log = log;
  }

  async run(): Promise<MatmulVariantsReport> {
    const { problem } = this.#options;
    const ceiling = await this.#bestCeiling();
    const entered: Entered[] = [];
    for (const descriptor of this.#kernels()) {
      for (const tunables of supportedVariants(descriptor, problem, this.#session.traits)) {
        entered.push(await this.#enter(descriptor, problem, tunables));
      }
    }
    await this.#sample(
      ceiling,
      entered.flatMap(({ contender }) => contender ?? []),
    );
    const plain = entered.find(isPlain)?.contender;
    const rates = ceiling.samplesMs.map((ms) => ceiling.kernel.plan.flops / ms);
    const { vendor, architecture, description } = this.#session.info;
    const rows = entered.map((entry) => rowOf(entry, ceiling, plain));
    for (const { contender } of entered) contender?.kernel.dispose();
    return {
      adapter: [vendor, architecture, description].filter(Boolean).join(' '),
      host: this.#session.provider.facts.runtime,
      problem,
      ceiling: { tunables: ceiling.kernel.tunables, rate: rateOf(ceiling) },
      ceilingSpread: Math.max(...rates) / Math.min(...rates),
      rows: rows.sort((a, b) => (b.rate?.median ?? 0) - (a.rate?.median ?? 0)),
    };
  }

  /** The plain tile always runs: it is what the others are compared with. */
  #kernels(): readonly KernelDescriptor[] {
    const { only } = this.#options;
    return kernelsFor('matmul').filter(
      ({ id }) =>
        only.length === 0 || id === PLAIN.kernel || only.some((prefix) => id.startsWith(prefix)),
    );
  }

  /** The form that reached the highest rate. */
  async #bestCeiling(): Promise<Contender> {
    const descriptor = kernelById('ceilings/multiply-add');
    // Sums of f16 products in f32 are multiply-adds in f32: that ceiling is the common measure.
    const problem = { ...CEILING, precision: 'f32' } as const;
    const forms: Contender[] = [];
    for (const tunables of supportedVariants(descriptor, problem, this.#session.traits)) {
      const { contender } = await this.#enter(descriptor, problem, tunables);
      if (contender !== undefined) forms.push(contender);
    }
    for (let round = 0; round < CEILING_ROUNDS; round++) {
      for (const form of forms) await this.#sampler.sample(form);
    }
    // By the best sample: whatever else the machine does only ever makes a form look slower.
    const peak = ({ kernel, samplesMs }: Contender) => kernel.plan.flops / Math.min(...samplesMs);
    const [best, ...others] = forms.sort((left, right) => peak(right) - peak(left));
    if (best === undefined) throw new Error('No form of the multiply-add ceiling runs here.');
    for (const other of others) other.kernel.dispose();
    best.samples = [];
    return best;
  }

  /** Compiled, verified and probed, or why not. */
  async #enter(
    descriptor: KernelDescriptor,
    problem: Problem,
    tunables: Tunables,
  ): Promise<Entered> {
    const started = this.#session.provider.now();
    const entry = { kernel: descriptor.id, tunables };
    const refuse = (failure: string) => {
      const compileMs = this.#session.provider.now() - started;
      this.#log(`${descriptor.id} ${named(tunables)}: ${failure}`);
      return { ...entry, compileMs, failure, contender: undefined };
    };
    let kernel: PreparedKernel;
    try {
      kernel = await PreparedKernel.create(this.#session, descriptor, problem, tunables, 1);
    } catch (thrown) {
      if (thrown instanceof FlopscopeError && thrown.code === 'shader-compilation') {
        return refuse(thrown.message);
      }
      throw thrown;
    }
    const report = await verifyKernel(this.#session, kernel);
    const compileMs = this.#session.provider.now() - started;
    kernel.releaseInputs();
    const failure = report.verified
      ? compileMs > COMPILE_LIMIT_MS
        ? `It took ${(compileMs / 1e3).toFixed(0)} s to compile and was not timed.`
        : ''
      : report.reason;
    if (failure !== '') {
      kernel.dispose();
      return refuse(failure);
    }
    kernel.setMode('time');
    const contender = new Contender(kernel, report);
    const probed = await probe(this.#session, this.#clock, kernel, this.#options.sampleMs);
    contender.executions = probed.executions;
    kernel.executionMs = probed.executionMs;
    return { ...entry, compileMs, failure, contender };
  }

  async #sample(ceiling: Contender, contenders: readonly Contender[]): Promise<void> {
    const { rounds, sampleMs } = this.#options;
    const slowest = sampleMs * SLOW;
    const isSlow = ({ kernel }: Contender) => kernel.executionMs > slowest;
    const [slow, quick] = [
      contenders.filter(isSlow),
      contenders.filter((contender) => !isSlow(contender)),
    ];
    for (const [some, count] of [
      [[...quick, ...slow], Math.min(rounds, SLOW_ROUNDS)],
      [quick, Math.max(0, rounds - SLOW_ROUNDS)],
    ] as const) {
      if (some.length === 0 || count === 0) continue;
      const plan = {
        targetHalfWidth: 0,
        minSamples: count,
        maxSamples: count,
        budgetMs: Number.POSITIVE_INFINITY,
      };
      await this.#sampler.block(some, [ceiling], plan, () => undefined);
      this.#log(`${some.length} variants sampled ${count} times`);
    }
  }
}

function isPlain({ kernel, tunables }: Pick<VariantRow, 'kernel' | 'tunables'>): boolean {
  return (
    kernel === PLAIN.kernel &&
    tunables['tileM'] === PLAIN.tile.tileM &&
    tunables['tileN'] === PLAIN.tile.tileN
  );
}

function rowOf(
  { kernel, tunables, compileMs, failure, contender }: Entered,
  ceiling: Contender,
  plain: Contender | undefined,
): VariantRow {
  const timed = contender !== undefined && contender.samples.length > 0;
  return {
    kernel,
    tunables,
    compileMs: Math.round(compileMs),
    failure,
    samplesMs: contender?.samplesMs ?? [],
    rate: timed ? rateOf(contender) : null,
    shareOfCeiling: timed ? ratio(contender, ceiling) : null,
    ratioToPlain: timed && plain !== undefined ? ratio(contender, plain) : null,
  };
}

/** GFLOP/s. */
function rateOf({ kernel, samplesMs }: Contender): Rate {
  return rateInterval(kernel.plan.flops / 1e6, bootstrapMedian(samplesMs));
}

/** Median over common rounds of one rate over the other: drift between rounds cancels. */
function ratio(of: Contender, over: Contender): number | null {
  const ratios = of.samples.flatMap(({ round, ms }) => {
    const other = over.samples.find((sample) => sample.round === round);
    return other === undefined
      ? []
      : [of.kernel.plan.flops / ms / (over.kernel.plan.flops / other.ms)];
  });
  return ratios.length === 0 ? null : median(ratios);
}

/** "tileM 4, tileN 4". */
export function named(tunables: Tunables): string {
  return Object.entries(tunables)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
