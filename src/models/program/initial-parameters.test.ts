import { expect, it } from 'vitest';
import type { Attributes } from '../graph.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';
import { initialParameters } from './initial-parameters.ts';

function initial(operator: string, attributes: Attributes): readonly (readonly number[])[] {
  const graph = new GraphBuilder();
  const shape = [dimension('batch', 2), dimension('heads', 3)];
  const y = graph.apply(operator, 'layer', [graph.input('x', shape)], attributes);
  const rest = { id: 'case', name: 'Case', head: 'none', bindings: { batch: 2 } };
  const parameters = initialParameters(graph.finish({ ...rest, outputs: [y] }), 1);
  return [...parameters.values()].map((values) => [...values]);
}

it('begins with scales of 1 and shifts of 0', () => {
  const [scale, shift] = initial('scale-shift', {});
  expect(scale).toEqual([1, 1, 1]);
  expect(shift).toEqual([0, 0, 0]);
  expect(initial('scale-parameter', { axis: 'heads' })).toEqual([[1, 1, 1]]);
});

it('begins the logit scale of Swin V2, which is a logarithm, with a factor of 10', () => {
  const [scales = []] = initial('scale-parameter', { axis: 'heads', exponential: true });
  expect(scales).toHaveLength(3);
  for (const scale of scales) expect(Math.exp(scale)).toBeCloseTo(10, 5);
});

it('keeps a linear layer within 1/√fan-in', () => {
  const [weight = [], bias = []] = initial('linear', { outFeatures: 50 });
  const largest = Math.max(...[...weight, ...bias].map(Math.abs));
  expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(3));
  expect(largest).toBeGreaterThan(0.9 / Math.sqrt(3));
});
