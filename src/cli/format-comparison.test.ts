import { describe, expect, it } from 'vitest';
import { parseInference } from '../estimate/inference/parse-inference.ts';
import { fixtureProfile } from '../estimate/profile.fixture.ts';
import { compareVariants } from '../estimate/shrink/compare-variants.ts';
import { loadCompression } from '../facts/compression.ts';
import { parseVariants } from '../models/variants/parse-variants.ts';
import { findModel } from '../models/zoo/zoo.ts';
import { measured } from '../shared/result/profile.fixture.ts';
import { comparisonDocument } from './comparison-document.ts';
import { formatComparison } from './format-comparison.ts';

const facts = await loadCompression();

/** Dense products, and a kernel that moves memory: others of their kind stand in for everything but compressed weights. */
const plain = fixtureProfile();
const moving = measured(
  'elementwise/test',
  { op: 'elementwise', kind: 'add', rows: 1, columns: 1e6, precision: 'f32' },
  { ms: 0.12, flops: 0, bytes: 12e6 },
);
const profile = { ...plain, measurements: [...plain.measurements, moving] };

function compared(model: string, variants: string) {
  const parsed = parseInference({ tokensOut: model === 'distilgpt2' ? 2 : '' }, findModel(model));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return compareVariants({
    model,
    variants: parseVariants(variants),
    use: parsed.use,
    profile,
    published: facts,
  });
}

const images = compared('resnet50', 'pruned:0.9,channels:0.5,distilled:bert-base');
const text = formatComparison(images, 'Fixture').replaceAll('\u00a0', ' ');
const rowOf = (id: string) => text.split('\n').find((line) => line.startsWith(`  ${id} `)) ?? '';

describe('a comparison for a terminal', () => {
  it('says what is compared where, then one row for each', () => {
    expect(text).toMatch(/^ResNet-50 beside its variants, batch 1, 224 × 224 pixels, on Fixture/);
    expect(rowOf('dense')).toContain('25.6 M');
    expect(rowOf('dense')).toContain('1.00×');
    expect(rowOf('channels:0.5')).toMatch(/\d\.\d\d× \(\d\.\d\d–\d+\.\d\d\)/);
  });

  it('leaves a dash where nothing was measured, and says why below', () => {
    expect(rowOf('pruned:0.9')).toContain('–');
    expect(text).toContain('no measured kernel of sparse-matmul');
    expect(text).toContain('! distilled:bert-base:');
  });

  it('tells where the scores come from', () => {
    expect(rowOf('pruned:0.9')).toMatch(/7\d\.\d+ %/);
    expect(text).toMatch(/pruned:0\.9: (RigL|gradual magnitude)/);
  });

  it('tells when the making is repaid, or why not', () => {
    expect(text).toContain('Repaid after as many');
    expect(text).toMatch(/channels:0\.5 +fine-tuning +\d/);
    expect(text).toContain('pruned:0.9, images: It cannot be told, as the time of a pass');
    expect(text).toContain('Fine-tuning is taken as 10 % of its usual training');
  });

  it('tells reading from writing', () => {
    const language = formatComparison(compared('distilgpt2', 'low-rank:0.5'), 'Fixture');
    expect(language).toContain('Reading');
    expect(language).toContain('Writing one token');
  });
});

describe('its JSON', () => {
  const document = comparisonDocument(images);

  it('has the promised fields', () => {
    const [pruned, channels] = document.variants;
    expect(document.dense).toMatchObject({ id: 'dense', theoreticalSpeedup: 1, decode: null });
    expect(pruned).toMatchObject({ id: 'pruned:0.9', measuredSpeedup: null });
    expect(typeof pruned?.accuracy?.source).toBe('string');
    expect(document.dense.breakEven).toBeNull();
    expect(channels?.breakEven?.inferences.count?.value).toBeGreaterThan(0);
    const { value = 0, low = 0, high = 0 } = channels?.measuredSpeedup ?? {};
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    for (const each of document.variants) {
      expect(each.params).toBeGreaterThan(0);
      expect(each.bytes).toBeGreaterThan(0);
      expect(each.flops).toBeGreaterThan(0);
      expect(each.notes.length).toBeGreaterThan(0);
    }
    expect(document.refused.map(({ id }) => id)).toEqual(['distilled:bert-base']);
  });

  it('survives being written down', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
