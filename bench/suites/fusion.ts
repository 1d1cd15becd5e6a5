// What fusing the epilogue into a matrix product buys: the product's fastest variant with the epilogue, against
// the same variant without and the passes that the epilogue replaces, sampled in the same rounds.
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import type { Contender } from '../../src/engine/sampling/contender.ts';
import { Sampler } from '../../src/engine/sampling/sampler.ts';
import { supportedVariants } from '../../src/kernels/supported-variants.ts';
import { calibrate } from '../../src/engine/timing/calibrate.ts';
import { kernelsFor } from '../../src/kernels/registry.ts';
import { type Problem, problemLabel } from '../../src/shared/problem.ts';
import { bootstrapMedian, median } from '../../src/shared/statistics.ts';
import { enter, type Entered, type Instruments } from '../support/enter.ts';

export interface FusionCase {
  readonly name: string;
  readonly fused: Problem;
  /** What it replaces, in order: the product first. */
  readonly parts: readonly Problem[];
}

export interface FusionOptions {
  readonly cases: readonly FusionCase[];
  readonly rounds: number;
  readonly sampleMs: number;
}

export interface TimedPart {
  readonly label: string;
  readonly kernel: string;
  readonly tunables: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** Median of one execution. */
  readonly ms: number;
  readonly samplesMs: readonly number[];
}

export interface FusionRow {
  readonly name: string;
  readonly fused: TimedPart;
  readonly parts: readonly TimedPart[];
  /** Time of the parts together over the fused kernel's: median over rounds with its 95 % interval. */
  readonly gain: { readonly median: number; readonly low: number; readonly high: number };
}

export interface FusionReport {
  readonly adapter: string;
  readonly host: string;
  readonly rows: readonly FusionRow[];
}

/** @throws FlopscopeError when there is no adapter, or the device is lost. */
export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<FusionReport> {
  const session = await acquireDevice(provider);
  try {
    const { cases, rounds, sampleMs } = options as FusionOptions;
    const { timestamp, wall } = await calibrate(session);
    const clock = timestamp ?? wall;
    const started = provider.now();
    const sampler = new Sampler(clock, () => provider.now() - started, undefined);
    const instruments = { session, clock, sampleMs };
    const rows: FusionRow[] = [];
    for (const each of cases) {
      log(each.name);
      rows.push(await compare(each, instruments, sampler, rounds));
    }
    const { vendor, architecture, description } = session.info;
    return {
      adapter: [vendor, architecture, description].filter(Boolean).join(' '),
      host: provider.facts.runtime,
      rows,
    };
  } finally {
    session.dispose();
  }
}

async function compare(
  { name, fused, parts }: FusionCase,
  instruments: Instruments,
  sampler: Sampler,
  rounds: number,
): Promise<FusionRow> {
  const others: Contender[] = [];
  for (const problem of parts) others.push(await fastest(problem, instruments, sampler));
  const [product] = others;
  if (product === undefined) throw new Error(`${name}: nothing to compare.`);
  const { descriptor, tunables } = product.kernel;
  const { contender: whole, failure } = await enter(instruments, descriptor, fused, tunables);
  if (whole === undefined) throw new Error(`${name}: ${failure}`);
  const contenders = [whole, ...others];
  const plan = {
    targetHalfWidth: 0,
    minSamples: rounds,
    maxSamples: rounds,
    budgetMs: Number.POSITIVE_INFINITY,
  };
  await sampler.block(contenders, [], plan, () => undefined);
  const gains = whole.samples.flatMap(({ round, ms }) => {
    const times = others.map((other) => other.samples.find((sample) => sample.round === round)?.ms);
    const known = times.filter((time) => time !== undefined);
    return known.length < others.length ? [] : [known.reduce((sum, time) => sum + time, 0) / ms];
  });
  for (const { kernel } of contenders) kernel.dispose();
  return {
    name,
    fused: timed(whole, fused),
    parts: others.map((other, index) => timed(other, parts[index] ?? fused)),
    gain: bootstrapMedian(gains),
  };
}

/** So many variants are looked at a second time; one sample alone may have met another program. */
const SECOND_LOOK = 4;
const SECOND_LOOK_SAMPLES = 3;

async function fastest(
  problem: Problem,
  instruments: Instruments,
  sampler: Sampler,
): Promise<Contender> {
  let known: Entered[] = [];
  for (const descriptor of kernelsFor(problem.op)) {
    for (const tunables of supportedVariants(descriptor, problem, instruments.session.traits)) {
      const entered = await enter(instruments, descriptor, problem, tunables);
      if (entered.contender === undefined) continue;
      const firstMs = ({ contender }: Entered) => contender?.kernel.executionMs ?? Infinity;
      known = [...known, entered].sort((a, b) => firstMs(a) - firstMs(b));
      for (const { contender } of known.slice(SECOND_LOOK)) contender?.kernel.dispose();
      known = known.slice(0, SECOND_LOOK);
    }
  }
  const contenders = known.flatMap(({ contender }) => contender ?? []);
  for (let sample = 0; sample < SECOND_LOOK_SAMPLES; sample++) {
    for (const contender of contenders) await sampler.sample(contender);
  }
  const [best, ...others] = contenders.sort((a, b) => median(a.samplesMs) - median(b.samplesMs));
  if (best === undefined) throw new Error(`No kernel does ${problemLabel(problem)} here.`);
  for (const { kernel } of others) kernel.dispose();
  best.samples = [];
  return best;
}

function timed({ kernel, samplesMs }: Contender, problem: Problem): TimedPart {
  return {
    label: problemLabel(problem),
    kernel: kernel.descriptor.id,
    tunables: kernel.tunables,
    bytes: kernel.plan.bytes,
    ms: median(samplesMs),
    samplesMs,
  };
}
