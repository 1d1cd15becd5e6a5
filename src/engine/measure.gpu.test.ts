import { beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../test/support/full.ts';
import { nodeProvider } from '../cli/node-provider.ts';
import type { MeasureEvent } from '../shared/events.ts';
import { validateResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { acquireDevice } from './device/acquire-device.ts';
import type { GpuProvider } from './gpu-provider.ts';
import { measure } from './measure.ts';

let provider: GpuProvider;
beforeAll(async () => {
  provider = await nodeProvider();
});

describe('the smoke suite on the adapter at hand', () => {
  let profile: DeviceProfile;
  const events: MeasureEvent[] = [];
  beforeAll(async () => {
    profile = await measure(
      provider,
      { suite: 'smoke', label: 'test' },
      {
        onEvent: (event) => events.push(event),
      },
    );
  });

  it('gives a document that the schema accepts, label included', () => {
    expect(validateResult(structuredClone(profile))).toEqual(profile);
    expect(profile.identity.label).toBe('test');
    expect(profile.complete).toBe(true);
  });

  it('finds the ceilings for arithmetic, memory and launches', () => {
    const kinds = profile.ceilings.map(({ kind, precision }) => `${kind} ${precision}`);
    expect(kinds).toEqual(
      expect.arrayContaining(['multiply-add f32', 'copy f32', 'launch f32']) as string[],
    );
    for (const { best } of profile.ceilings) expect(best.durationMs.median).toBeGreaterThan(0);
  });

  it('measures every kind of layer, verified, with samples, hash and share of the ceiling', () => {
    const measured = profile.measurements.filter((entry) => entry.status === 'measured');
    const families = new Set(measured.map((entry) => entry.kernel.split('/')[0]));
    expect([...families].sort()).toEqual(['convolution', 'matmul']);
    for (const entry of measured) {
      expect(entry.maxError).toBeLessThanOrEqual(entry.errorBound);
      expect(entry.samplesMs).toHaveLength(entry.sampleTimesMs.length);
      expect(entry.kernelHash).toMatch(/^[0-9a-f]{16}$/);
      expect(entry.flopsPerSecond?.median).toBeCloseTo(
        (entry.flops * 1e3) / entry.durationMs.median,
        -1,
      );
      expect(entry.shareOfCeiling?.median).toBeGreaterThan(0);
    }
  });

  it('has no kernel that is wrong or does not compile here', () => {
    const broken = profile.measurements.filter(
      ({ status }) => status === 'wrong' || status === 'failed',
    );
    expect(broken).toEqual([]);
  });

  it('tells its progress: a fraction that never falls and ends at 1', () => {
    const fractions = events.flatMap((event) =>
      event.type === 'progress' ? [event.fraction] : [],
    );
    expect(fractions.length).toBeGreaterThan(20);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('marks a software adapter, and only that', () => {
    const marked = profile.warnings.some((warning) => warning.code === 'software-adapter');
    expect(marked).toBe(profile.identity.softwareAdapter);
  });
});

describe('the forced wall clock', () => {
  it.runIf(FULL)('is used and reported', async () => {
    const profile = await measure(
      provider,
      { suite: 'smoke', timingMethod: 'wall-clock-slope', only: ['matmul/naive'] },
      { onEvent: () => undefined },
    );
    expect(profile.timingMethod).toBe('wall-clock-slope');
    expect(profile.timingForced).toBe(true);
    expect(profile.complete).toBe(false);
    const kernels = profile.measurements.map((entry) => entry.kernel);
    expect(new Set(kernels)).toEqual(new Set(['matmul/naive']));
  });
});

describe('a run that is cut short', () => {
  it('ends with `aborted` when cancelled, and the next run works', async () => {
    const controller = new AbortController();
    const run = measure(
      provider,
      { suite: 'smoke' },
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === 'progress' && event.fraction > 0.1) controller.abort();
        },
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
  });

  it('says so when the device is lost', async () => {
    // Destroyed behind the engine's back, as a driver reset would do it.
    let device: GPUDevice | undefined;
    const treacherous: GpuProvider = {
      ...provider,
      gpu: exposing(provider, (got) => (device = got)),
    };
    const run = measure(
      treacherous,
      { suite: 'smoke' },
      {
        onEvent: (event) => {
          if (event.type === 'progress' && event.fraction > 0.1) device?.destroy();
        },
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'device-lost' });
  });
});

describe('acquireDevice', () => {
  it('explains an insecure origin, missing WebGPU and a missing adapter, each with its remedy', async () => {
    const without = (change: Partial<GpuProvider>) => acquireDevice({ ...provider, ...change });
    await expect(
      without({ facts: { ...provider.facts, secureContext: false } }),
    ).rejects.toMatchObject({ code: 'insecure-context' });
    await expect(without({ gpu: undefined })).rejects.toMatchObject({ code: 'no-webgpu' });
    const blind = new Proxy(requireGpu(provider), {
      get: (gpu, key) =>
        key === 'requestAdapter' ? () => Promise.resolve(null) : (Reflect.get(gpu, key) as unknown),
    });
    await expect(without({ gpu: blind })).rejects.toMatchObject({
      code: 'no-adapter',
      message: expect.stringMatching(/driver/) as string,
    });
  });

  it('says why an adapter refused, and what to do', async () => {
    // A real refusal: the adapter is asked for more than it has.
    const greedy = new Proxy(requireGpu(provider), {
      get: (gpu, key) => {
        const value: unknown = Reflect.get(gpu, key);
        if (key !== 'requestAdapter') return value;
        return async () => {
          const adapter = await gpu.requestAdapter();
          return adapter === null ? null : exaggerating(adapter);
        };
      },
    });
    await expect(acquireDevice({ ...provider, gpu: greedy })).rejects.toMatchObject({
      code: 'adapter-refused',
      message: expect.stringMatching(/restart the browser/) as string,
    });
  });
});

function requireGpu({ gpu }: GpuProvider): GPU {
  if (gpu === undefined) throw new Error('Dawn is not loaded.');
  return gpu;
}

/** The same GPU, telling which device was handed out. */
function exposing(host: GpuProvider, tell: (device: GPUDevice) => void): GPU {
  const gpu = requireGpu(host);
  return new Proxy(gpu, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (key !== 'requestAdapter') return value;
      return async (options: GPURequestAdapterOptions) => {
        const adapter = await target.requestAdapter(options);
        return adapter === null ? null : exposingAdapter(adapter, tell);
      };
    },
  });
}

function exposingAdapter(adapter: GPUAdapter, tell: (device: GPUDevice) => void): GPUAdapter {
  return new Proxy(adapter, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (key !== 'requestDevice') return value;
      return async (descriptor: GPUDeviceDescriptor) => {
        const device = await target.requestDevice(descriptor);
        tell(device);
        return device;
      };
    },
  });
}

/** The same adapter, claiming limits that its devices do not have. */
function exaggerating(adapter: GPUAdapter): GPUAdapter {
  const limits = new Proxy(adapter.limits, {
    get: (target, key) => Number(Reflect.get(target, key)) * 2,
  });
  return new Proxy(adapter, {
    get: (target, key) => {
      if (key === 'limits') return limits;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
