import { describe, expect, it } from 'vitest';
import { validateResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { explainResult } from './explain-result.ts';
import { measured, product, testProfile } from '../shared/result/profile.fixture.ts';

const codes = (change: Partial<DeviceProfile>) =>
  explainResult(testProfile(change)).map(({ code }) => code);

const explanation = (change: Partial<DeviceProfile>, code: string) =>
  explainResult(testProfile(change)).find((candidate) => candidate.code === code);

const { identity, environment, drift } = testProfile();
const fast = measured('matmul/block-tile', product(512), { ms: 0.5, flops: 2.5e8, bytes: 3e6 });
const naive = measured('matmul/naive', product(512), { ms: 5, flops: 2.5e8, bytes: 3e6 });

describe('explainResult', () => {
  it('is tested on a document that the schema accepts', () => {
    expect(validateResult(testProfile({ measurements: [fast] })).id).toBe('test');
  });

  it('says nothing about a result with nothing to say', () => {
    expect(codes({})).toEqual([]);
  });

  it('puts a software adapter before everything else', () => {
    const change = {
      identity: { ...identity, softwareAdapter: true },
      drift: { ...drift, moved: true, largestChange: 0.08 },
      measurements: [fast],
    };
    expect(codes(change)).toEqual(['software-adapter', 'drifted', 'share-of-ceiling']);
    expect(explanation(change, 'drifted')?.text).toContain('8.0\u00a0%');
  });

  it('names kernels that computed wrong numbers and says that they do not count', () => {
    const wrong = explanation(
      {
        measurements: [
          {
            status: 'wrong',
            kernel: 'convolution/winograd',
            kernelHash: '0',
            problem: product(64),
            parameters: {},
            verified: false,
            maxError: 1,
            errorBound: 1e-6,
            reason: 'off by one',
          },
        ],
      },
      'kernel-wrong',
    );
    expect(wrong?.text).toContain('Convolution, Winograd');
    expect(wrong?.action).toContain('update');
  });

  it('explains a coarse clock with its error, and a forced one not at all', () => {
    const coarse = { ...fast, clockError: 0.04 };
    expect(explanation({ measurements: [coarse] }, 'coarse-clock')?.text).toContain('4.0\u00a0%');
    expect(codes({ timingMethod: 'wall-clock-slope', timingForced: true })).toEqual([]);
    expect(codes({ timingMethod: 'wall-clock-slope' })).toEqual(['no-timestamp-query']);
  });

  it('tells of missing f16, battery, hidden tabs and heat', () => {
    const change: Partial<DeviceProfile> = {
      environment: {
        ...environment,
        features: [],
        visibility: 'was-hidden',
        battery: { charging: false, level: 0.5 },
      },
      sustained: {
        kernel: 'matmul/block-tile',
        problem: product(512),
        samples: [],
        steady: { median: 8e11, low: 8e11, high: 8e11 },
        retained: 0.8,
      },
    };
    expect(codes(change)).toEqual(['throttled', 'no-f16', 'was-hidden', 'on-battery']);
    expect(explanation(change, 'throttled')?.text).toContain('80\u00a0%');
  });

  it('compares the naive kernel with the best one on the same problem', () => {
    expect(explanation({ measurements: [naive, fast] }, 'naive-against-best')?.title).toBe(
      'Good code is worth 10×',
    );
    const elsewhere = measured('matmul/block-tile', product(64), { ms: 0.1, flops: 1, bytes: 1 });
    expect(explanation({ measurements: [naive, elsewhere] }, 'naive-against-best')).toBeUndefined();
  });

  it('says of Winograd, and of nothing else, that it does less than is counted', () => {
    const winograd = measured('convolution/winograd', product(64), { ms: 1, flops: 1, bytes: 1 });
    expect(explanation({ measurements: [winograd] }, 'counted-by-definition')?.text).toContain(
      '2.25 times fewer',
    );
    expect(explanation({ measurements: [naive, fast] }, 'counted-by-definition')).toBeUndefined();
  });

  it('finds kernels that wait for memory: below the ridge and near the slope', () => {
    const depthwise = measured('convolution/depthwise', product(64), {
      ms: 1,
      flops: 1.6e8,
      bytes: 8e7,
    });
    expect(explanation({ measurements: [depthwise] }, 'bandwidth-bound')?.text).toContain(
      '100\u00a0GB/s',
    );
    const slow = measured('convolution/depthwise', product(64), {
      ms: 9,
      flops: 1.6e8,
      bytes: 8e7,
    });
    expect(explanation({ measurements: [slow] }, 'bandwidth-bound')).toBeUndefined();
  });

  it('finds kernels that are hardly longer than their launch', () => {
    const tiny = measured('matmul/block-tile', product(16), { ms: 0.02, flops: 8192, bytes: 3072 });
    expect(explanation({ measurements: [tiny] }, 'launch-bound')?.text).toContain('20.0\u00a0µs');
  });

  it('passes on warnings that it has no words of its own for', () => {
    expect(
      explanation({ warnings: [{ code: 'not-isolated', message: 'No headers.' }] }, 'not-isolated'),
    ).toMatchObject({ title: 'Not isolated', text: 'No headers.' });
  });
});
