import { beforeAll, describe, expect, it } from 'vitest';
import { loadNotableModels, type NotableModels } from '../../../facts/notable-models.ts';
import { loadModelMarks, type ModelMarks } from '../../../facts/notable-models-marks.ts';
import { claimedLine } from '../../../trends/growth/claimed-line.ts';
import { type GrowthQuantity, modelGrowth } from '../../../trends/growth/model-growth.ts';
import { referenceMarks } from '../../../trends/growth/reference-marks.ts';
import { growthPicture } from './growth-picture.ts';

let collection: NotableModels;
let marks: ModelMarks;
beforeAll(async () => {
  [collection, marks] = await Promise.all([loadNotableModels(), loadModelMarks()]);
});

function picture(quantity: GrowthQuantity, domain?: string, from = 2010) {
  const query = { quantity, from, ...(domain === undefined ? {} : { domain }) };
  return growthPicture({
    growth: modelGrowth(collection, query),
    ...{ quantity, domain },
    claimed: claimedLine(collection, marks),
    marks: referenceMarks(marks),
  });
}

describe('growthPicture', () => {
  it('draws every model once, each with source, date and licence', () => {
    for (const quantity of ['parameters', 'trainingFlops'] as const) {
      const drawn = picture(quantity);
      const [dated = [], ...models] = drawn?.groups.map(({ points }) => points) ?? [];
      expect(models.flat()).toHaveLength(modelGrowth(collection, { quantity }).points.length);
      expect(dated).toHaveLength(quantity === 'parameters' ? 1 : 0);
      const { low = NaN, high = NaN } = drawn?.span ?? {};
      for (const { y, lines } of models.flat()) {
        expect(lines.join(' ')).toContain('2025-02-24; licence: CC-BY-4.0 (Epoch AI)');
        expect(y >= low && y <= high).toBe(true);
      }
      for (const { lines } of dated) expect(lines.join(' ')).toContain('licence');
    }
  });

  it('has the claimed line for language models alone, and the brain for parameters alone', () => {
    const names = (...of: Parameters<typeof picture>) =>
      picture(...of)?.compared.map(({ short }) => short);
    const brain = 'Synapses of a human brain';
    expect(names('parameters')).toEqual([brain, '10-fold a year']);
    expect(names('parameters', 'Language')).toEqual([brain, '10-fold a year']);
    expect(names('parameters', 'Vision')).toEqual([brain]);
    expect(names('trainingFlops')).toEqual([]);
  });

  it('names the records and the model that the claim was about, and marks the rumour', () => {
    const groups = picture('parameters')?.groups ?? [];
    const names = groups.flatMap(({ points }) => points.flatMap(({ name }) => name ?? []));
    expect(names).toContain('Switch');
    expect(names).toContain('Megatron-Turing NLG 530B');
    expect(names[0]).toBe('GPT-4 as rumoured in 2021 (unverified)');
  });

  it('has no picture of no models, and a picture without a line of one', () => {
    expect(picture('parameters', 'Driving')).toBeUndefined();
    expect(picture('trainingFlops', 'Recommendation')?.fits).toEqual([]);
  });
});
