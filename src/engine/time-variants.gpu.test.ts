// Variants really run beside the dense network, on a real adapter. How fast they are is not looked at.
import { describe, expect, it } from 'vitest';
import { nodeProvider } from '../cli/node-provider.ts';
import { findCheckNetwork } from '../models/check-networks/check-networks.ts';
import { parseVariants } from '../models/variants/parse-variants.ts';
import { recordedProfile } from '../../test/support/recorded-profile.ts';
import { speedupOf, timeVariants } from './time-variants.ts';

const dense = findCheckNetwork('mlp-small').build();
const variants = parseVariants('pruned:0.9,fused').map((variant) => ({
  id: variant.id,
  graph: variant.apply(dense),
}));
const pairs = { fewestPairs: 3, mostPairs: 3, budgetMs: 0 };

describe('timeVariants', () => {
  it('times each variant in turn with the dense network', async () => {
    const seen: string[] = [];
    const shares: number[] = [];
    const results = await timeVariants(
      await nodeProvider(),
      { dense, variants, profile: recordedProfile, ...pairs },
      {
        onVariant: ({ id }) => seen.push(id),
        onProgress: (fraction) => shares.push(fraction),
      },
    );
    expect(seen).toEqual(['pruned:0.9', 'fused']);
    for (const result of results) {
      if ('message' in result) throw new Error(result.message);
      const { speedup, ms, denseMs, pairs: count } = speedupOf(result);
      expect(count).toBe(3);
      for (const { low, median, high } of [speedup, ms, denseMs]) {
        expect(low).toBeGreaterThan(0);
        expect(low).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(high);
      }
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops when it is cancelled, with nothing more run', async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const run = timeVariants(
      await nodeProvider(),
      { dense, variants, profile: recordedProfile, ...pairs },
      {
        signal: abort.signal,
        onVariant: ({ id }) => {
          seen.push(id);
          abort.abort();
        },
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    expect(seen).toEqual(['pruned:0.9']);
  });

  it('tells which variant cannot run, and runs the others', async () => {
    const [sparse] = variants;
    if (sparse === undefined) throw new Error('There is a sparse variant.');
    const looping = {
      ...dense,
      layers: dense.layers.map((layer, index) => (index === 0 ? { ...layer, repeats: 2 } : layer)),
    };
    const results = await timeVariants(await nodeProvider(), {
      dense,
      variants: [{ id: 'looping', graph: looping }, sparse],
      profile: recordedProfile,
      ...pairs,
    });
    expect(results.map((result) => ('message' in result ? result.message : result.id))).toEqual([
      expect.stringMatching(/Loops cannot be run/),
      'pruned:0.9',
    ]);
  });
});
