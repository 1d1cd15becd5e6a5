// The digits experiment on a real adapter, at a size that shows what it does: real images, few steps.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession } from '../../../test/support/node-gpu.ts';
import { loadDigits } from '../../facts/digits/digits.ts';
import { DIGITS_INPUTS, digitsNetwork } from '../../models/digits-network.ts';
import { DigitsData, type DigitsSource } from '../../models/digits-shrink/digits-data.ts';
import type { DigitsPiece } from '../../models/digits-shrink/digits-piece.ts';
import { type DigitsPlan, digitsPlan } from '../../models/digits-shrink/digits-plan.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { DigitsLab } from './digits-lab.ts';
import { magnitudeMasks, masked } from './magnitude-masks.ts';
import { arrayOf } from './network-weights.ts';
import { runDigits } from './run-digits.ts';
import { prunedLayers } from './stored-graph.ts';

let session: GpuSession;
let data: DigitsSource;
beforeAll(async () => {
  session = await openSession();
  // Small batches, and a hundred images to be examined on: software adapters are slow.
  const whole = new DigitsData(await loadDigits(), { training: 10, examined: 20 });
  const heldOut = whole.heldOut().slice(0, 5);
  data = {
    trainingBatch: whole.trainingBatch,
    examinedBatch: whole.examinedBatch,
    training: (seed, step) => whole.training(seed, step),
    heldOut: () => heldOut,
    labelled: (seed, count) => whole.labelled(seed, count),
  };
});
afterAll(() => {
  session.dispose();
});

const smoke = digitsPlan('smoke', 1);
const plan: DigitsPlan = {
  ...smoke,
  settings: { ...smoke.settings, latencySamples: 1 },
  steps: [
    { kind: 'dense', id: 'dense', steps: 40 },
    {
      kind: 'pruned',
      id: 'pruned-global-90',
      sparsity: 0.9,
      scope: 'global',
      steps: 4,
    },
    { kind: 'quantized', id: 'int8', scheme: 'int8' },
    { kind: 'student', id: 'student-taught', softTargets: true, steps: 3 },
  ],
};

describe('DigitsLab', () => {
  it('holds pruned weights at exactly 0 while it tunes the others', async () => {
    const graph = digitsNetwork(data.trainingBatch);
    const lab = new DigitsLab(session, {});
    try {
      const parameters = initialParameters(graph, 5);
      const prunable = prunedLayers(graph).map(
        ({ weight }) => [weight, arrayOf(parameters, weight)] as const,
      );
      expect(prunable).toHaveLength(3);
      const masks = magnitudeMasks(new Map(prunable), 0.9, 'layer');
      const start = masked(parameters, masks);
      const { images, labels } = data.training(1, 0);
      const { weights } = await lab.train(await lab.trainer('dense', () => graph), {
        weights: { parameters: start, states: new Map() },
        steps: 2,
        learningRate: 0.01,
        inputs: () =>
          new Map<string, Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>([
            [DIGITS_INPUTS.images, images],
            [DIGITS_INPUTS.labels, labels],
          ]),
        masks,
      });
      for (const [id, mask] of masks) {
        const before = arrayOf(start, id);
        const after = arrayOf(weights.parameters, id);
        const pruned = after.filter((_, index) => mask[index] === 0);
        expect(pruned.length).toBe(mask.length - Math.round(0.1 * mask.length));
        expect(pruned.every((value) => value === 0)).toBe(true);
        const moved = after.filter((value, index) => value !== before[index]);
        expect(moved.length).toBeGreaterThan(0.05 * mask.length);
      }
    } finally {
      lab.dispose();
    }
  });
});

/** Ten executors are compiled, which takes software adapters half a minute on idle cores. */
const PATIENCE_MS = 300_000;

describe('runDigits', () => {
  // Half a minute on a software adapter.
  it.runIf(FULL)(
    'prunes, tunes, quantizes and teaches; stops when it is told to, and goes on from there',
    async () => {
      const controller = new AbortController();
      let found: readonly DigitsPiece[] = [];
      const stopped = runDigits(
        session,
        { plan, data },
        {
          signal: controller.signal,
          onPiece: (piece, all) => {
            found = all;
            if (piece.step === 'int8') controller.abort();
          },
        },
      );
      await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
      expect(found.map(({ step }) => step)).toEqual(['dense', 'pruned-global-90', 'int8']);

      const fractions: number[] = [];
      const pieces = await runDigits(
        session,
        { plan, data, pieces: found },
        { onProgress: ({ fraction }) => fractions.push(fraction) },
      );
      expect(pieces.map(({ step }) => step)).toEqual(plan.steps.map(({ id }) => id));
      expect(new Set(pieces.map(({ weights }) => weights)).size).toBe(1);
      expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));

      const [dense, pruned, int8, student] = pieces;
      // Of a hundred images of ten classes, guessing gets ten right, and hardly ever more than twenty.
      for (const piece of [dense, pruned, int8]) expect(piece?.right).toBeGreaterThan(25);
      expect(dense?.parameters).toBe(42_298);
      expect(dense?.bytes).toBe(4 * 42_298);
      // Of the first convolution 144 stay, of the others a tenth, at most one weight a row more.
      expect(pruned?.parameters).toBeLessThan(0.1 * 42_000 + 144 + 202 + 90);
      expect(int8?.bytes).toBeLessThan(0.3 * (dense?.bytes ?? 0));
      expect(student?.parameters).toBe(8914);
      for (const { runAs, latencies } of pieces) {
        expect(latencies.map(({ batch }) => batch)).toEqual(runAs === 'stored' ? [1, 20] : []);
      }
    },
    PATIENCE_MS,
  );

  it('refuses a step that the plan does not have', async () => {
    await expect(runDigits(session, { plan, data, only: ['int2'] })).rejects.toThrow(/"int2"/);
  });
});
