import { describe, expect, it } from 'vitest';
import {
  printedTransformerFacts,
  roundedCounts,
  torchvisionFacts,
  trainingFact,
  transformerFacts,
} from './facts.ts';
import training from './training.json';

describe('facts', () => {
  it('load, and every record is cited', () => {
    expect(torchvisionFacts.length).toBeGreaterThanOrEqual(6);
    expect(transformerFacts.length).toBeGreaterThanOrEqual(3);
    for (const { id } of training) {
      const fact = trainingFact(id);
      expect(fact.source).not.toBe('');
      expect(['read', 'derived', 'memory']).toContain(fact.provenance);
    }
  });

  it('no source is younger than the day on which it was checked', () => {
    const trainingFacts = training.map(({ id }) => trainingFact(id));
    for (const { source, date, checked } of [
      ...roundedCounts,
      ...torchvisionFacts,
      ...transformerFacts,
      ...printedTransformerFacts,
      ...trainingFacts,
    ]) {
      // A year or a month stands before every day in it.
      if (date !== undefined) expect(date <= checked, source).toBe(true);
    }
  });

  it('ids are unique', () => {
    expect(new Set(training.map(({ id }) => id)).size).toBe(training.length);
  });

  it('an unknown fact is an error', () => {
    expect(() => trainingFact('moon-distance')).toThrow('no training fact');
  });

  it('derived figures follow from the read ones', () => {
    const value = (id: string) => trainingFact(id).value;
    expect(value('bert-short-steps') + value('bert-long-steps')).toBe(1_000_000);
    // 600,000 steps of 491,520 tokens are what its source calls 300 billion.
    expect((value('gpt2-long-steps') * value('gpt2-long-batch') * 1024) / 1e9).toBeCloseTo(295, 0);
  });
});
