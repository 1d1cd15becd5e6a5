import { beforeAll, describe, expect, it } from 'vitest';
import { ruledProfile } from '../../../test/support/ruled-profile.ts';
import { loadCompression } from '../../facts/compression.ts';
import { findModel } from '../../models/zoo/zoo.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { parseInference } from '../inference/parse-inference.ts';
import { answerComparison, answerSteps, type CompareQuestion } from './compare-question.ts';

const published = await loadCompression();
let profile: DeviceProfile;

beforeAll(() => {
  profile = ruledProfile();
});

function question(model: string, variants: string, more: Partial<CompareQuestion> = {}) {
  const parsed = parseInference({}, findModel(model));
  return { model, variants, use: parsed.use, ...more };
}

const answer = (asked: CompareQuestion, device = profile) =>
  answerComparison(asked, { profile: device, published });

describe('answerComparison', () => {
  it('answers at one image and at 32, with the same trainings', () => {
    const { single, large, notes } = answer(question('resnet18', 'channels:0.5'));
    expect([single.batch, large?.batch]).toEqual([1, 32]);
    expect(notes).toEqual([]);
    expect(large?.dense.forward.macs).toBe(32 * single.dense.forward.macs);
    expect(large?.dense.trainingSeconds).toEqual(single.dense.trainingSeconds);
  });

  it('trains adapters in less time than the network, and repays none: nothing runs faster', () => {
    const { single } = answer(question('distilgpt2', 'lora:8', { largeBatch: 1 }));
    const [variant] = single.variants;
    const seconds = variant?.trainingSeconds?.value ?? Number.NaN;
    expect(seconds).toBeLessThan(0.9 * (single.dense.trainingSeconds?.value ?? 0));
    expect(variant?.breakEven?.seconds?.value).toBeCloseTo(0.1 * seconds, 3);
    expect(variant?.breakEven?.inferences.count).toBeNull();
  }, 60_000);

  it('reads and writes with 8 sequences', () => {
    const { large } = answer(question('distilgpt2', 'int8-weights'));
    expect(large?.batch).toBe(8);
    expect(large?.variants[0]?.decode?.seconds?.value).toBeGreaterThan(0);
    expect(large?.variants[0]?.breakEven?.tokens?.sentence).not.toBe('');
  }, 60_000);

  it('halves a batch whose tensors cannot be bound, and says so', () => {
    // The largest tensor of ResNet-18 has 64 × 112 × 112 floats an image: 3.2 MB.
    const { large, notes } = answer(
      question('resnet18', 'fused'),
      ruledProfile({ bindingBytes: 30e6 }),
    );
    expect(large?.batch).toBe(8);
    expect(notes.join(' ').replaceAll('\u00a0', ' ')).toContain(
      'Batch 8 in place of 32: there a tensor has 103 MB, and this device binds 30.0 MB at most.',
    );
  });

  it('halves a batch beyond the limits of the model', () => {
    const { large, notes } = answer(question('resnet18', 'fused', { largeBatch: 1e9 }));
    const most = findModel('resnet18').bindings.find(({ name }) => name === 'batch')?.maximum ?? 0;
    expect(large?.batch).toBeLessThanOrEqual(most);
    expect(large?.batch).toBeGreaterThan(1);
    expect(notes[0]).toContain('in place of 1000000000');
  });

  it('answers once where the large batch is not larger', () => {
    const { large, notes } = answer(question('resnet18', 'fused', { largeBatch: 1 }));
    expect(large).toBeNull();
    expect(notes[0]).toContain('not larger');
  });

  it('takes the share of fine-tuning that is given', () => {
    const seconds = (fineTuning: number) =>
      answer(question('resnet18', 'channels:0.5', { fineTuning, largeBatch: 1 })).single.variants[0]
        ?.breakEven?.seconds?.value ?? 0;
    expect(seconds(0.5)).toBeCloseTo(5 * seconds(0.1), 3);
  });

  it.each([
    [{ largeBatch: 0 }, 'The large batch is 0; it must be a whole number'],
    [{ largeBatch: 2.5 }, 'The large batch is 2.5'],
    [{ fineTuning: -0.1 }, 'The share of fine-tuning is -0.1; it must be a number from 0 to 10'],
    [{ fineTuning: Number.NaN }, 'The share of fine-tuning is NaN'],
    [{ variants: 'pruned' }, 'needs its sparsity'],
    [{ variants: 'distilled:resnet50' }, 'not fewer than its teacher'],
    [{ model: 'resnet19' }, 'There is no model "resnet19"'],
  ])('refuses %j', (more, sentence) => {
    expect(() => answer(question('resnet18', 'fused', more))).toThrow(sentence);
  });

  it('tells how far it is, from each piece to the next', () => {
    const steps = answerSteps(question('resnet18', 'fused,int8'), { profile, published });
    const shares: number[] = [];
    for (let step = steps.next(); step.done !== true; step = steps.next()) shares.push(step.value);
    expect(shares.length).toBeGreaterThanOrEqual(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
