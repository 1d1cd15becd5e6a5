import { describe, expect, it } from 'vitest';
import { rates } from './hyperparameters.ts';
import { stepReference } from './step-reference.ts';

const state = { parameter: 2, gradient: -0.5, mean: 0, square: 0 };

describe('stepReference', () => {
  it('goes against the gradient', () => {
    const { value } = stepReference('sgd', state).parameter;
    expect(value).toBeCloseTo(2 + 0.5 * rates.learningRate, 12);
  });

  it('lets momentum remember', () => {
    const { mean, parameter } = stepReference('momentum', { ...state, mean: 1 });
    expect(mean.value).toBeCloseTo(0.4, 6);
    expect(parameter.value).toBeCloseTo(2 - 0.4 * rates.learningRate, 9);
  });

  it('moves AdamW by about the learning rate, whatever the gradient’s size', () => {
    for (const gradient of [1e-3, 1, 1e3]) {
      const settled = { parameter: 0, gradient, mean: gradient, square: gradient ** 2 };
      // A settled mean needs no correction; what the corrections do is known in closed form.
      const expected = (rates.learningRate * rates.correction) / Math.sqrt(rates.squareCorrection);
      expect(stepReference('adamw', settled).parameter.value / -expected).toBeCloseTo(1, 4);
    }
  });

  it('decays AdamW’s weights without a gradient', () => {
    const { value } = stepReference('adamw', { ...state, gradient: 0 }).parameter;
    expect(value).toBeCloseTo(2 * (1 - rates.learningRate * rates.weightDecay), 12);
  });
});
