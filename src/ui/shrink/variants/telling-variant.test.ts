import { describe, expect, it } from 'vitest';
import { describeVariant } from './describe-variant.ts';
import { comparedVariant } from './compared-variant.fixture.ts';
import { tellingVariant } from './telling-variant.ts';

describe('tellingVariant', () => {
  it('is the one of which the least arrives', () => {
    const telling = tellingVariant([
      comparedVariant('channels:0.5', { promised: 3.8, measured: 3.6 }),
      comparedVariant('pruned:0.9', { promised: 9.1, measured: 1.4 }),
      comparedVariant('low-rank:0.5', { promised: 2, measured: 1.5 }),
    ]);
    expect(telling).toMatchObject({ variant: { id: 'pruned:0.9' }, arrives: 'little' });
  });

  it('passes over what promises nothing, and over what has not been measured', () => {
    const telling = tellingVariant([
      comparedVariant('int4-weights', { promised: 1, measured: 0.2 }),
      comparedVariant('pruned:0.9', { promised: 9.1, measured: null }),
      comparedVariant('channels:0.5', { promised: 3.8, measured: 3.7 }),
    ]);
    expect(telling).toMatchObject({ variant: { id: 'channels:0.5' }, arrives: 'most' });
  });

  it('does not call a promise kept that was none, and is slower', () => {
    const telling = tellingVariant([comparedVariant('int8', { promised: 0.99, measured: 0.34 })]);
    expect(telling?.arrives).toBe('little');
  });

  it('says where more arrives than was promised', () => {
    const telling = tellingVariant([comparedVariant('int8', { promised: 1, measured: 2.5 })]);
    expect(telling?.arrives).toBe('more');
  });

  it('leaves open what a wide interval leaves open', () => {
    const wide = (id: string, promised: number, measured: number) => {
      const variant = comparedVariant(id, { promised, measured });
      const measuredSpeedup = { value: measured, low: measured / 2.2, high: measured * 2.2 };
      return { ...variant, forward: { ...variant.forward, measuredSpeedup } };
    };
    const telling = tellingVariant([
      wide('low-rank:0.5', 2, 1.4),
      wide('channels:0.5', 3.9, 3.1),
      wide('fused', 1, 1),
    ]);
    expect(telling).toMatchObject({ variant: { id: 'channels:0.5' }, arrives: 'unknown' });
  });

  it('has nothing to say without a measurement', () => {
    expect(
      tellingVariant([comparedVariant('pruned:0.9', { promised: 9.1, measured: null })]),
    ).toBeUndefined();
  });
});

describe('describeVariant', () => {
  it.each([
    ['pruned:0.9', 'pruned to 90\u00a0% zeros'],
    ['channels:0.5+int8', 'with 50\u00a0% of its channels and in int8'],
    ['distilled:distilbert-base', 'distilled to DistilBERT'],
  ])('%s is said as "%s"', (id, said) => {
    expect(describeVariant(id, () => 'DistilBERT')).toBe(said);
  });
});
