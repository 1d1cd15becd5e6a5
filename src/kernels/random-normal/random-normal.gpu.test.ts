// Normal numbers on a real adapter: the words bit by bit, the numbers within bounds, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { RandomNormalProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { normalDraw } from './normal-reference.ts';
import { philox } from './philox.ts';
import philoxSource from './philox.wgsl?raw';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('random-normal/counter');
const usual = { op: 'random-normal', elements: 4096, precision: 'f32' } as const;

describe.each(['f32', 'f16'] as const)('random-normal/counter in %s', (precision) => {
  it.for([1, 3, 1001, 4096, 4 * 64 * 129])('%i values', async (elements, { skip }) => {
    const problem: RandomNormalProblem = { op: 'random-normal', elements, precision };
    for (const variant of kernel.variants(problem)) {
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      const report = await verifyOn(session, kernel, problem, variant);
      expect(report, report.reason).toMatchObject({ verified: true });
    }
  });
});

it('draws the words of Philox, bit by bit', async () => {
  const count = 4096;
  const key = [0xdead_beef, 0x1234_5678] as const;
  const source = `
@group(0) @binding(0) var<storage, read_write> y: array<vec4<u32>, COUNT>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) place: vec3<u32>) {
  y[place.x] = philox(vec4<u32>(place.x * 0x9e3779b1u, place.x, ~place.x, 5u), vec2<u32>(${key[0]}u, ${key[1]}u));
}`;
  const words = withPlan(kernel, () => ({
    passes: [
      {
        label: 'words',
        code: assembleShader({ constants: { COUNT: count }, sources: [philoxSource, source] }),
        bindings: ['y'],
        workgroups: [count / 64, 1, 1],
      },
    ],
    buffers: [{ role: 'output', name: 'y', format: 'u32', length: 4 * count }],
    flops: 0,
    bytes: 16 * count,
    verification: {
      output: 'y',
      tolerance: { kind: 'exact' },
      reference(_, index) {
        const place = Math.floor(index / 4);
        const counter = [Math.imul(place, 0x9e37_79b1) >>> 0, place, ~place >>> 0, 5] as const;
        return { value: philox(counter, key)[index % 4] ?? NaN, magnitude: 1 };
      },
    },
  }));
  const [variant = {}] = kernel.variants(usual);
  expect(await verifyOn(session, words, usual, variant)).toMatchObject({ verified: true });
});

it('begins where it is told to, and leaves zeros behind the last', async () => {
  const shifted = withPlan(kernel, (plan) => ({
    ...plan,
    buffers: plan.buffers.map((buffer) =>
      buffer.role === 'uniform' ? { ...buffer, values: [9, 8, 50, 600] } : buffer,
    ),
    verification: {
      ...plan.verification,
      reference(_, index) {
        const { value, radius } = normalDraw([9, 8], 200 + index);
        return { value: index < 2400 ? value : 0, magnitude: radius };
      },
    },
  }));
  const [variant = {}] = kernel.variants(usual);
  expect(await verifyOn(session, shifted, usual, variant)).toMatchObject({ verified: true });
});

describe('verification catches', () => {
  it.each([
    ['a carry that is lost', '+ (second >> HALF)', ''],
    ['a key whose halves change places', 'seed.xy)', 'seed.yx)'],
    ['one logarithm for both pairs', 'onCircle(radius.y', 'onCircle(radius.x'],
    [
      'the quarters of a turn the wrong way round',
      'vec2<f32>(-sine, cosine)',
      'vec2<f32>(sine, -cosine)',
    ],
    ['a series with a term too few', '0.2 + q', '0.0 + q'],
  ] as const)('%s', async (_, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const [variant = {}] = broken.variants(usual);
    expect((await verifyOn(session, broken, usual, variant)).verified).toBe(false);
  });
});
