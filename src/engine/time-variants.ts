// Really runs a network and variants of it, each in turn with the dense one, so that a predicted speed-up can be held
// against them and a change of the device's pace strikes both.
import { WARM_UP_STEPS } from '../models/check-networks/check-steps.ts';
import type { ModelGraph } from '../models/graph.ts';
import { compileProgram } from '../models/program/compile-program.ts';
import { initialParameters } from '../models/program/initial-parameters.ts';
import { randomInputs } from '../models/program/random-inputs.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { throwIfAborted } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { bootstrapMedian } from '../shared/statistics.ts';
import { acquireDevice } from './device/acquire-device.ts';
import type { GpuSession } from './device/gpu-session.ts';
import { createExecutor } from './executor/create-executor.ts';
import type { Executor } from './executor/executor.ts';
import { fillInputs } from './executor/measure-steps.ts';
import type { GpuProvider } from './gpu-provider.ts';

export interface VariantTimesRequest {
  readonly dense: ModelGraph;
  readonly variants: readonly { readonly id: string; readonly graph: ModelGraph }[];
  /** Of this device: it decides which kernels run. */
  readonly profile: DeviceProfile;
  /** For each variant: pairs that are timed at least and at most, and the time after which no further one begins. */
  readonly fewestPairs: number;
  readonly mostPairs: number;
  readonly budgetMs: number;
}

export interface VariantTimesHooks {
  readonly signal?: AbortSignal;
  /** Fraction of all variants, and the one that is under way. */
  readonly onProgress?: (fraction: number, variant: string) => void;
  readonly onVariant?: (result: VariantTimes | VariantFailure) => void;
}

/** Wall milliseconds of one inference each; those of a pair were taken one after the other. */
export interface VariantTimes {
  readonly id: string;
  readonly ms: readonly number[];
  readonly denseMs: readonly number[];
}

export interface VariantFailure {
  readonly id: string;
  readonly message: string;
}

/** Enough pairs that the median of their ratios is good to some per cent; seconds for each variant. */
export const RUN_PAIRS = { fewestPairs: 5, mostPairs: 41, budgetMs: 3000 } as const;

const WEIGHT_SEED = 1;
const INPUT_SEED = 2;

/** Medians with their intervals; `speedup` is the dense time over the variant's, pair by pair. */
export function speedupOf({ id, ms, denseMs }: VariantTimes) {
  const ratios = ms.map((own, index) => (denseMs[index] ?? Number.NaN) / own);
  return {
    id,
    speedup: bootstrapMedian(ratios),
    ms: bootstrapMedian(ms),
    denseMs: bootstrapMedian(denseMs),
    pairs: ms.length,
  };
}

/**
 * @returns an entry for each variant; those that cannot run carry the reason.
 * @throws FlopscopeError when the dense network cannot run, the device is lost, or the run is cancelled; nothing stays
 *   allocated.
 */
export async function timeVariants(
  provider: GpuProvider,
  request: VariantTimesRequest,
  hooks: VariantTimesHooks = {},
): Promise<readonly (VariantTimes | VariantFailure)[]> {
  const session = await acquireDevice(provider);
  try {
    return await timeAll(session, request, hooks);
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
  }
}

async function timeAll(
  session: GpuSession,
  request: VariantTimesRequest,
  hooks: VariantTimesHooks,
): Promise<readonly (VariantTimes | VariantFailure)[]> {
  const { signal } = hooks;
  const rates = new KernelRates(request.profile, session.traits);
  const run = { session, rates, ...(signal === undefined ? {} : { signal }) };
  const dense = await inferenceOf(request.dense, run);
  try {
    const results: (VariantTimes | VariantFailure)[] = [];
    for (const [index, variant] of request.variants.entries()) {
      throwIfAborted(signal);
      const onProgress = (fraction: number) => {
        hooks.onProgress?.((index + fraction) / request.variants.length, variant.id);
      };
      onProgress(0);
      const result = await timeOne(variant, dense, request, { ...run, onProgress });
      results.push(result);
      hooks.onVariant?.(result);
    }
    return results;
  } finally {
    dense.dispose();
  }
}

interface Run {
  readonly session: GpuSession;
  readonly rates: KernelRates;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

async function timeOne(
  { id, graph }: VariantTimesRequest['variants'][number],
  dense: Executor,
  request: VariantTimesRequest,
  run: Run,
): Promise<VariantTimes | VariantFailure> {
  try {
    const own = await inferenceOf(graph, run);
    try {
      return { id, ...(await timePairs(own, dense, request, run)) };
    } finally {
      own.dispose();
    }
  } catch (thrown) {
    const error = await run.session.explain(thrown);
    if (error.code === 'aborted' || error.code === 'device-lost') throw error;
    return { id, message: error.message };
  }
}

async function timePairs(
  own: Executor,
  dense: Executor,
  { fewestPairs, mostPairs, budgetMs }: VariantTimesRequest,
  { session, signal, onProgress }: Run,
): Promise<Pick<VariantTimes, 'ms' | 'denseMs'>> {
  const ms: number[] = [];
  const denseMs: number[] = [];
  for (let turn = 0; turn < WARM_UP_STEPS; turn++) {
    throwIfAborted(signal);
    onProgress?.((1 + turn / WARM_UP_STEPS) / 3);
    await own.step();
    await dense.step();
  }
  const started = session.provider.now();
  while (ms.length < mostPairs) {
    throwIfAborted(signal);
    ms.push(await own.step());
    denseMs.push(await dense.step());
    const spent = (session.provider.now() - started) / budgetMs;
    onProgress?.((2 + Math.min(1, Math.max(spent, ms.length / mostPairs))) / 3);
    if (ms.length >= fewestPairs && spent >= 1) break;
  }
  return { ms, denseMs };
}

/** The weights of both are made by one rule: dense ones, from which a variant packs its own. */
async function inferenceOf(graph: ModelGraph, { session, rates, signal, onProgress }: Run) {
  const program = compileProgram(graph, { precision: 'f32', mode: 'inference' });
  const executor = await createExecutor(session, program, {
    rates,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (fraction) => onProgress?.(fraction / 3),
  });
  executor.initialise(initialParameters(graph, WEIGHT_SEED));
  fillInputs(executor, randomInputs(graph, INPUT_SEED));
  return executor;
}
