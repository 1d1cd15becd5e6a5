import { describe, expect, it } from 'vitest';
import { parseVariants } from '../../models/variants/parse-variants.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { TimePredictor } from '../prediction/time-predictor.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { inferenceProgram, ProblemPool } from './inference-program.ts';
import { largestLayer, largestProduct } from './largest-product.ts';

const pool = new ProblemPool();
const predictor = new TimePredictor(fixtureProfile(), 'f32');
const graph = buildModel('vgg16', { batch: 1 });
const dense = inferenceProgram(graph, pool);
const variant = (typed: string) => {
  const [named] = parseVariants(typed);
  if (named === undefined) throw new Error(typed);
  return inferenceProgram(named.apply(graph), pool);
};

describe('the product of one layer', () => {
  it('is the last of the largest ones, with the FLOPs and bytes of its problem', () => {
    // The second layers of the last blocks of VGG-16 that do 2 × 1,849,688,064 FLOP: 28 × 28, 512 to 512 channels.
    expect(largestLayer(dense)).toBe('features.21');
    const product = largestProduct(dense, 'features.21', predictor);
    expect(product?.flops).toBe(2 * 28 * 28 * 512 * 512 * 9);
    expect(product?.bytes).toBe(4 * (2 * 28 * 28 * 512 + 512 * 512 * 9 + 512));
    expect(product?.seconds).toBeGreaterThan(0);
  });

  it('is that of the same layer in a variant', () => {
    const product = largestProduct(variant('channels:0.5'), 'features.21', predictor);
    expect(product).toMatchObject({ layer: 'features.21', flops: 2 * 28 * 28 * 256 * 256 * 9 });
  });

  it('is of the largest layer of its own where a network has none of that name', () => {
    const own = inferenceProgram(buildModel('squeezenet1-0', { batch: 1 }), pool);
    expect(largestProduct(own, 'features.21', predictor)?.layer).toBe(largestLayer(own));
  });

  it('is not told where its kernel was not measured', () => {
    expect(largestProduct(variant('pruned:0.9'), 'features.21', predictor)).toBeNull();
  });
});
