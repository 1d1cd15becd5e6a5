import { describe, expect, it } from 'vitest';
import {
  type FlexibilityRecord,
  flexibilityDocument,
  MOST_RECORD_CHARACTERS,
  readFlexibilityDocument,
} from './flexibility-document.ts';
import type { FlexibilityPiece } from './flexibility-piece.ts';
import { flexibilityPlan, planKey } from './flexibility-plan.ts';

const plan = flexibilityPlan('smoke');
const piece: FlexibilityPiece = {
  repeat: 0,
  samples: 20,
  estimator: 'oracle',
  normalisedError: 0.1,
  flops: 2333,
};
const record: FlexibilityRecord = {
  foundAt: '2026-01-02T03:04:05.678Z',
  device: 'a | b',
  plan,
  pieces: [piece, { ...piece, estimator: 'expert' }],
};
const rest = () => Promise.resolve();
const read = (source: string) => readFlexibilityDocument(source, rest);

describe('the document of a run', () => {
  it('comes back as it was', async () => {
    expect(await read(flexibilityDocument(record))).toEqual(record);
    expect(
      await read(flexibilityDocument(record, { durationMs: 7, curves: [{ for: 'others' }] })),
    ).toEqual(record);
  });

  it.each([
    ['{"oops', /no record of a flexibility experiment/],
    ['{}', /no record/],
    [
      flexibilityDocument(record).replace('"version":1', '"version":7'),
      /another version .*\(7; here/,
    ],
    [flexibilityDocument({ ...record, plan: { ...plan, parameters: 42 } }), /multiple of 4/],
    [flexibilityDocument({ ...record, plan: { ...plan, repeats: 0 } }), /at least one repeat/],
    [flexibilityDocument({ ...record, pieces: [] }), /no estimate/],
    [flexibilityDocument({ ...record, pieces: [piece, piece] }), /same estimate twice/],
    [
      flexibilityDocument({ ...record, pieces: [{ ...piece, samples: 21 }] }),
      /Estimate 1 .* another plan/,
    ],
    [flexibilityDocument({ ...record, pieces: [{ ...piece, repeat: 3 }] }), /Estimate 1/],
    [flexibilityDocument({ ...record, pieces: [{ ...piece, normalisedError: 0 }] }), /Estimate 1/],
    [flexibilityDocument(record).replace('0.1', '"0.1"'), /Estimate 1/],
    [' '.repeat(MOST_RECORD_CHARACTERS + 1), /far larger/],
  ])('refuses what is damaged or foreign: %#', async (source, expected) => {
    await expect(read(source)).rejects.toMatchObject({
      code: 'invalid-document',
      message: expect.stringMatching(expected) as unknown,
    });
  });
});

it('plans that differ in more than the designs have other keys', () => {
  const key = planKey(plan);
  expect(planKey({ ...plan, repeats: 9 })).toBe(key);
  for (const other of [
    { ...plan, seed: 2 },
    { ...plan, noise: 2 },
    { ...plan, sampleSizes: [20] },
    { ...plan, penalty: { kind: 'chosen', factor: 5 } },
    { ...plan, penalty: { kind: 'cross-validated', folds: 5 } },
  ] as const) {
    expect(planKey(other)).not.toBe(key);
  }
});
