// Every variant of every kernel for the given problems, verified and then sampled side by side with the
// multiply-add ceiling: what each form gains or loses on this adapter, and which should go.
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import type { Contender } from '../../src/engine/sampling/contender.ts';
import { Sampler } from '../../src/engine/sampling/sampler.ts';
import { supportedVariants } from '../../src/kernels/supported-variants.ts';
import { calibrate } from '../../src/engine/timing/calibrate.ts';
import type { Clock } from '../../src/engine/timing/clock.ts';
import type { KernelDescriptor, Tunables } from '../../src/kernels/descriptor.ts';
import { kernelById, kernelsFor } from '../../src/kernels/registry.ts';
import { type MultiplyAddProblem, type Problem, problemLabel } from '../../src/shared/problem.ts';
import { enter, type Entered } from '../support/enter.ts';
import { bootstrapMedian, median, rateInterval } from '../../src/shared/statistics.ts';

export interface VariantsOptions {
  readonly problems: readonly Problem[];
  /** Rounds of samples; a variant that needs longer than a sample for one execution gets fewer. */
  readonly rounds: number;
  /** Wished length of a sample. */
  readonly sampleMs: number;
  /** Beginnings of kernel ids; every kernel of the operation without. */
  readonly only: readonly string[];
  /** How many are sampled, by the speed of their first execution; all of them without. */
  readonly finalists?: number;
  /** The kernel that ratios are to, with those of its tunables that tell the form; it always runs. */
  readonly reference?: { readonly kernel: string; readonly tunables: Tunables };
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
  /** GFLOP/s of the first execution after verification; null when it failed. */
  readonly firstLook: number | null;
  readonly samplesMs: readonly number[];
  /** GFLOP/s with the 95 % interval of the median; null when it was not timed. */
  readonly rate: Rate | null;
  /** Medians over rounds: of the rate over the ceiling's, and over the reference's. */
  readonly shareOfCeiling: number | null;
  readonly ratioToReference: number | null;
}

export interface VariantsReport {
  readonly adapter: string;
  readonly host: string;
  readonly problems: readonly ProblemReport[];
}

export interface ProblemReport {
  readonly label: string;
  readonly problem: Problem;
  readonly ceiling: { readonly tunables: Tunables; readonly rate: Rate };
  /** Largest over smallest rate of the ceiling: how calm the machine was. */
  readonly ceilingSpread: number;
  /** Fastest first. */
  readonly rows: readonly VariantRow[];
}

/** Long enough that launching it does not count, short enough for a processor. */
const CEILING: Omit<MultiplyAddProblem, 'precision'> = {
  op: 'multiply-add',
  invocations: 2 ** 14,
  steps: 12_288,
};

/** Enough that each form meets a quiet moment. */
const CEILING_ROUNDS = 5;

/** One execution of this many sample lengths gets three samples only: naive kernels are a hundred times slower. */
const SLOW = 8;
const SLOW_ROUNDS = 3;

/** @throws FlopscopeError when there is no adapter, or the device is lost. */
export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<VariantsReport> {
  const session = await acquireDevice(provider);
  try {
    const { timestamp, wall } = await calibrate(session);
    return await new VariantSweep(session, timestamp ?? wall, options, log).run();
  } finally {
    session.dispose();
  }
}

interface Racing extends Entered {
  readonly firstLook: number | null;
}

class VariantSweep {
  readonly #session: GpuSession;
  readonly #clock: Clock;
  readonly #sampler: Sampler;
  readonly #options: VariantsOptions;
  readonly #log: (line: string) => void;

  constructor(session: GpuSession, clock: Clock, options: unknown, log: (line: string) => void) {
    this.#session = session;
    this.#clock = clock;
    const started = session.provider.now();
    this.#sampler = new Sampler(clock, () => session.provider.now() - started, undefined);
    this.#options = options as VariantsOptions;
    this.#log = log;
  }

  async run(): Promise<VariantsReport> {
    const ceiling = await this.#bestCeiling();
    const problems: ProblemReport[] = [];
    for (const problem of this.#options.problems) {
      problems.push(await this.#sweep(problem, ceiling));
    }
    const { vendor, architecture, description } = this.#session.info;
    return {
      adapter: [vendor, architecture, description].filter(Boolean).join(' '),
      host: this.#session.provider.facts.runtime,
      problems,
    };
  }

  async #sweep(problem: Problem, ceiling: Contender): Promise<ProblemReport> {
    const { finalists = Infinity } = this.#options;
    const entered: Racing[] = [];
    let racing: Racing[] = [];
    for (const descriptor of this.#kernels(problem)) {
      for (const tunables of supportedVariants(descriptor, problem, this.#session.traits)) {
        const entry = await this.#enter(descriptor, problem, tunables);
        entered.push(entry);
        if (entry.contender === undefined) continue;
        // The slowest goes at once, so that its buffers make room.
        racing = [...racing, entry].sort((a, b) => (b.firstLook ?? 0) - (a.firstLook ?? 0));
        const [out] = racing
          .slice(finalists)
          .filter((each) => !this.#isReference(each))
          .slice(-1);
        if (out === undefined) continue;
        out.contender?.kernel.dispose();
        racing = racing.filter((each) => each !== out);
      }
    }
    ceiling.samples = [];
    await this.#sample(
      ceiling,
      racing.flatMap(({ contender }) => contender ?? []),
    );
    const reference = racing.find((each) => this.#isReference(each))?.contender;
    const rates = ceiling.samplesMs.map((ms) => ceiling.kernel.plan.flops / ms);
    const rows = entered.map((entry) => rowOf(entry, ceiling, reference));
    for (const { contender } of racing) contender?.kernel.dispose();
    return {
      label: problemLabel(problem),
      problem,
      ceiling: { tunables: ceiling.kernel.tunables, rate: rateOf(ceiling) },
      ceilingSpread: Math.max(...rates) / Math.min(...rates),
      rows: rows.sort((a, b) => speedOf(b) - speedOf(a)),
    };
  }

  #kernels({ op }: Problem): readonly KernelDescriptor[] {
    const { only, reference } = this.#options;
    return kernelsFor(op).filter(
      ({ id }) =>
        only.length === 0 ||
        id === reference?.kernel ||
        only.some((prefix) => id.startsWith(prefix)),
    );
  }

  #isReference({ kernel, tunables }: Pick<VariantRow, 'kernel' | 'tunables'>): boolean {
    const { reference } = this.#options;
    return (
      kernel === reference?.kernel &&
      Object.entries(reference.tunables).every(([name, value]) => tunables[name] === value)
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

  async #enter(
    descriptor: KernelDescriptor,
    problem: Problem,
    tunables: Tunables,
  ): Promise<Racing> {
    const { sampleMs } = this.#options;
    const instruments = { session: this.#session, clock: this.#clock, sampleMs };
    const entered = await enter(instruments, descriptor, problem, tunables);
    const { contender, failure } = entered;
    if (failure !== '') this.#log(`${descriptor.id} ${named(tunables)}: ${failure}`);
    const firstLook =
      contender === undefined
        ? null
        : contender.kernel.plan.flops / contender.kernel.executionMs / 1e6;
    return { ...entered, firstLook };
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

/** Sampled rows first. */
function speedOf({ rate, firstLook }: VariantRow): number {
  return rate === null ? (firstLook ?? 0) / Number.MAX_SAFE_INTEGER : rate.median;
}

function rowOf(
  { kernel, tunables, compileMs, failure, firstLook, contender }: Racing,
  ceiling: Contender,
  reference: Contender | undefined,
): VariantRow {
  const timed = contender !== undefined && contender.samples.length > 0;
  return {
    kernel,
    tunables,
    compileMs: Math.round(compileMs),
    failure,
    firstLook,
    samplesMs: contender?.samplesMs ?? [],
    rate: timed ? rateOf(contender) : null,
    shareOfCeiling: timed ? ratio(contender, ceiling) : null,
    ratioToReference: timed && reference !== undefined ? ratio(contender, reference) : null,
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
