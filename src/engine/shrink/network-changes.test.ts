// Weights that are taken over into a smaller or a fused network, on a network small enough to be checked by hand.
import { describe, expect, it } from 'vitest';
import { forward64 } from '../../../test/support/float64/forward64.ts';
import { DIGITS_INPUTS, digitsNetwork } from '../../models/digits-network.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import { fuse } from '../../models/variants/fuse.ts';
import { pruneChannels } from '../../models/variants/prune-channels.ts';
import { createRandom } from '../../shared/random.ts';
import { foldNorms } from './fold-norms.ts';
import { keepChannels, largestRows } from './keep-channels.ts';
import { arrayOf, type NetworkWeights, statisticsOf } from './network-weights.ts';

const whole = digitsNetwork(1);
const random = createRandom(7);
const numbers = (length: number, low: number, high: number) =>
  Float32Array.from({ length }, () => low + (high - low) * random());

/** Random weights, with normalisations that do something. */
const weights: NetworkWeights = (() => {
  const parameters = initialParameters(whole, 3);
  const states = new Map<string, Float32Array<ArrayBuffer>>();
  for (const { id, operator, parameters: own } of whole.layers) {
    if (operator !== 'batch-norm') continue;
    for (const name of own)
      parameters.set(name, numbers(arrayOf(parameters, name).length, 0.5, 1.5));
    const { mean, variance } = statisticsOf(id);
    const channels = arrayOf(parameters, own[0] ?? '').length;
    states.set(mean, numbers(channels, -1, 1));
    states.set(variance, numbers(channels, 0.5, 2));
  }
  return { parameters, states };
})();

const image = Float64Array.from(numbers(28 * 28, -1, 2));

/** In float64; normalisations go by the image itself, so that no statistics are needed. */
function logitsOf(graph: ModelGraph, { parameters }: NetworkWeights): readonly number[] {
  const wide = new Map([...parameters].map(([id, values]) => [id, Float64Array.from(values)]));
  const inputs = new Map([
    [DIGITS_INPUTS.images, image],
    [DIGITS_INPUTS.labels, Float64Array.of(3)],
  ]);
  const results = forward64(graph, wide, inputs, { mode: 'training' });
  return [...(results.get(graph.outputs[0] ?? '') ?? [])];
}

describe('foldNorms', () => {
  it('scales each filter and shifts by what the statistics say', () => {
    const folded = foldNorms(whole, fuse(whole), weights);
    const { mean, variance } = statisticsOf('features.1.1');
    const at = (id: string, index: number) =>
      arrayOf(weights.parameters, `features.1.${id}`)[index] ?? NaN;
    const scale =
      at('1.weight', 5) / Math.sqrt((arrayOf(weights.states, variance)[5] ?? NaN) + 1e-5);
    const width = 16 * 9;
    const filter = arrayOf(folded.parameters, 'features.1.0.weight');
    expect(filter[5 * width + 7]).toBeCloseTo(at('0.weight', 5 * width + 7) * scale, 6);
    const shift = at('1.bias', 5) - (arrayOf(weights.states, mean)[5] ?? NaN) * scale;
    expect(arrayOf(folded.parameters, 'features.1.0.bias')[5]).toBeCloseTo(shift, 6);
    expect([...folded.parameters.keys()].sort()).toEqual([...fuse(whole).parameters.keys()].sort());
  });
});

describe('keepChannels', () => {
  const smaller = pruneChannels(whole, { keep: 0.5 });
  const kept = keepChannels(whole, smaller, weights);

  it('fills every parameter and statistic of the smaller network', () => {
    for (const [id, { shape }] of smaller.parameters) {
      const length = shape.reduce((product, { size }) => product * size, 1);
      expect(arrayOf(kept.parameters, id)).toHaveLength(length);
    }
    const { mean } = statisticsOf('features.1.1');
    const strongest = largestRows(arrayOf(weights.parameters, 'features.1.0.weight'), 32, 16);
    const expected = strongest.map((row) => arrayOf(weights.states, mean)[row]);
    expect([...arrayOf(kept.states, mean)]).toEqual(expected);
  });

  it('answers as the whole network whose other channels are 0', () => {
    const silent = new Map(weights.parameters);
    for (const layer of ['0', '1', '2'].map((index) => `features.${index}`)) {
      const filters = arrayOf(weights.parameters, `${layer}.0.weight`);
      const [gamma, beta] = ['weight', 'bias'].map((name) => `${layer}.1.${name}`);
      const rows = arrayOf(weights.parameters, gamma ?? '').length;
      const strongest = new Set(largestRows(filters, rows, rows / 2));
      for (const id of [gamma ?? '', beta ?? '']) {
        const values = arrayOf(weights.parameters, id);
        silent.set(
          id,
          values.map((value, row) => (strongest.has(row) ? value : 0)),
        );
      }
    }
    const expected = logitsOf(whole, { ...weights, parameters: silent });
    const found = logitsOf(smaller, kept);
    expect(found).toHaveLength(10);
    for (const [index, value] of found.entries())
      expect(value).toBeCloseTo(expected[index] ?? NaN, 5);
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(0.01);
  });
});
