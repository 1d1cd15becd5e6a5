import { describe, expect, it } from 'vitest';
import { compareSteps } from './same-step.ts';
import type { FirstStep } from './trainer.ts';

const initial = new Map([['w', Float32Array.of(1, 2, 3)]]);

function step(
  changes: Partial<Record<'gradient' | 'weight' | 'mean' | 'loss', number>> = {},
): FirstStep {
  return {
    gradients: new Map([['w', Float32Array.of(0.5, -1, changes.gradient ?? 0.25)]]),
    parameters: new Map([['w', Float32Array.of(0.9, 2.1, changes.weight ?? 2.9)]]),
    states: new Map([['mean', Float32Array.of(0.5, changes.mean ?? 0.1)]]),
    losses: [2, changes.loss ?? 1.5],
  };
}

describe('compareSteps', () => {
  it('accepts the same step', () => {
    expect(compareSteps(initial, step(), step())).toMatchObject({
      gradient: 0,
      entries: 3,
      wrong: undefined,
    });
  });

  it('accepts rounding', () => {
    expect(
      compareSteps(initial, step(), step({ gradient: 0.25001, loss: 1.50001 })).wrong,
    ).toBeUndefined();
  });

  it.each([
    ['gradient', { gradient: 0.26 }],
    ['update', { weight: 3.1 }],
    ['mean', { mean: 0.2 }],
    ['losses', { loss: 1.6 }],
    ['gradient', { gradient: NaN }],
    ['losses', { loss: NaN }],
  ])('names a wrong %s', (part, changes) => {
    expect(compareSteps(initial, step(), step(changes)).wrong).toContain(part);
  });

  it('names a tensor that one side lacks', () => {
    const lacking = { ...step(), gradients: new Map<string, Float32Array>() };
    expect(compareSteps(initial, step(), lacking).wrong).toContain('"w" is missing');
  });

  it('leaves out updates whose gradient is too small to have a sure sign', () => {
    const tiny = (sign: number): FirstStep => ({
      ...step({ weight: 3 + 0.1 * sign }),
      gradients: new Map([['w', Float32Array.of(0.5, -1, 1e-5)]]),
    });
    expect(compareSteps(initial, tiny(1), tiny(-1)).wrong).toBeUndefined();
  });
});
