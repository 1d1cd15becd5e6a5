import { beforeAll, describe, expect, it } from 'vitest';
import { ruledProfile } from '../../test/support/ruled-profile.ts';
import type { CompareQuestion } from '../estimate/shrink/compare-question.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { CompareJob } from './compare-job.ts';

let profile: DeviceProfile;

beforeAll(() => {
  profile = ruledProfile();
});

const SMALL: CompareQuestion = {
  model: 'squeezenet1-1',
  variants: 'channels:0.5',
  use: { batch: 1, imageSize: 64, precision: 'f32' },
  largeBatch: 2,
};

const nothing = () => undefined;

describe('CompareJob', () => {
  it('answers, and remembers the device', async () => {
    const job = new CompareJob();
    const shares: number[] = [];
    const first = await job.answer(SMALL, profile, (share) => shares.push(share));
    expect(first.large?.batch).toBe(2);
    expect(shares.at(-1)).toBe(1);
    expect(await job.answer(SMALL, undefined, nothing)).toEqual(first);
  });

  it('stops a question when the next one comes, and when it is told to', async () => {
    const job = new CompareJob();
    const superseded = job.answer(SMALL, profile, nothing);
    const next = job.answer({ ...SMALL, variants: 'fused' }, undefined, nothing);
    await expect(superseded).rejects.toMatchObject({ code: 'aborted' });
    expect((await next).single.variants.map(({ id }) => id)).toEqual(['fused']);
    const stopped = job.answer(SMALL, undefined, nothing);
    job.stop();
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  });

  it('refuses without a device, and goes on after a wrong question', async () => {
    const job = new CompareJob();
    await expect(job.answer(SMALL, undefined, nothing)).rejects.toThrow('No device was measured');
    const wrong = job.answer({ ...SMALL, variants: 'pruned' }, profile, nothing);
    await expect(wrong).rejects.toThrow('needs its sparsity');
    expect((await job.answer(SMALL, undefined, nothing)).single.batch).toBe(1);
  });
});
