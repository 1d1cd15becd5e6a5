// Really trains steps of several networks on the device behind a provider, each between two readings of the sentinel;
// one during which the device changed its pace is repeated.
import type { ModelGraph } from '../models/graph.ts';
import { compileProgram } from '../models/program/compile-program.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { throwIfAborted } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { acquireDevice } from './device/acquire-device.ts';
import type { GpuSession } from './device/gpu-session.ts';
import { adapterKey } from './device/identity.ts';
import { type MeasuredSteps, measureSteps } from './executor/measure-steps.ts';
import type { Optimizer } from './executor/optimizer.ts';
import { plannedStepBytes } from './executor/planned-memory.ts';
import { Sentinel } from './executor/sentinel.ts';
import type { GpuProvider } from './gpu-provider.ts';
import { calibrate } from './timing/calibrate.ts';

export interface TrainedNetwork {
  readonly id: string;
  readonly steps: MeasuredSteps;
  /** Memory of a step as the profile foretold it. */
  readonly plannedBytes: number;
  /** Pace of the device now over that while the profile was measured: 1.1 takes 10 % longer. */
  readonly slowdown: number;
}

export interface NetworkFailure {
  readonly id: string;
  readonly message: string;
}

export interface TrainRequest {
  readonly networks: readonly {
    readonly id: string;
    readonly name: string;
    readonly optimizer: Optimizer;
    readonly build: () => ModelGraph;
  }[];
  /** Of this device: its choices of kernels, and its sentinel. */
  readonly profile: DeviceProfile;
  /** Per network. */
  readonly budgetMs: number;
  readonly fewestSteps: number;
}

export interface TrainHooks {
  readonly signal?: AbortSignal;
  /** Fraction of all networks, and what is going on. */
  readonly onProgress?: (fraction: number, detail: string) => void;
  readonly onNetwork?: (result: TrainedNetwork | NetworkFailure) => void;
}

/** Of timing the steps of one network, where the device changes its pace. */
const MOST_ATTEMPTS = 3;

/**
 * @returns one entry for each network; those that cannot run carry the reason.
 * @throws FlopscopeError when there is no device, it is lost, or the run is cancelled.
 */
export async function trainNetworks(
  provider: GpuProvider,
  request: TrainRequest,
  hooks: TrainHooks = {},
): Promise<readonly (TrainedNetwork | NetworkFailure)[]> {
  const session = await acquireDevice(provider);
  try {
    const calibration = await calibrate(session);
    const clock = calibration.timestamp ?? calibration.wall;
    const sentinel = await Sentinel.create(session, clock, request.profile);
    const rates = KernelRates.ofProfile(request.profile);
    const results: (TrainedNetwork | NetworkFailure)[] = [];
    for (const [index, network] of request.networks.entries()) {
      throwIfAborted(hooks.signal);
      const onProgress = (fraction: number, detail: string) => {
        hooks.onProgress?.(
          (index + fraction) / request.networks.length,
          `${network.name}: ${detail}`,
        );
      };
      const result = await trainOne(
        session,
        sentinel,
        network,
        request,
        rates,
        hooks.signal,
        onProgress,
      );
      results.push(result);
      hooks.onNetwork?.(result);
    }
    sentinel.dispose();
    return results;
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
  }
}

/** Whether a profile was measured on this very adapter, host and driver. */
export async function isProfileOf(provider: GpuProvider, profile: DeviceProfile): Promise<boolean> {
  const session = await acquireDevice(provider);
  try {
    const { runtime, operatingSystem } = profile.environment;
    const { vendor, architecture, device, description } = profile.identity;
    const known = [vendor, architecture, device, description, runtime, operatingSystem];
    const here = adapterKey(session.info, provider.facts).split(' | ');
    return known.every((part, index) => part.slice(0, 160) === here[index]);
  } finally {
    session.dispose();
  }
}

async function trainOne(
  session: GpuSession,
  sentinel: Sentinel,
  network: TrainRequest['networks'][number],
  { profile, budgetMs, fewestSteps }: TrainRequest,
  rates: KernelRates,
  signal: AbortSignal | undefined,
  onProgress: (fraction: number, detail: string) => void,
): Promise<TrainedNetwork | NetworkFailure> {
  try {
    const graph = network.build();
    const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
    const plannedBytes = plannedStepBytes(program, network.optimizer.name, profile, rates);
    const steps = await measureSteps(session, {
      graph,
      optimizer: network.optimizer,
      rates,
      fewestSteps,
      budgetMs,
      sentinel: () => sentinel.read(),
      mostAttempts: MOST_ATTEMPTS,
      onProgress,
      ...(signal === undefined ? {} : { signal }),
    });
    const [before = 1, after = before] = steps.sentinelMs;
    const slowdown = (before + after) / 2 / sentinel.profileMs;
    return { id: network.id, steps, plannedBytes, slowdown };
  } catch (thrown) {
    // A lost device is told apart from a network that does not run: without it none of the others would.
    const error = await session.explain(thrown);
    if (error.code === 'aborted' || error.code === 'device-lost') throw error;
    return { id: network.id, message: error.message };
  }
}
