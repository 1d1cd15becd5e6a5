import { describe, expect, it } from 'vitest';
import { judge } from './anchor-result.ts';
import { type AnchorResult, ANCHOR_COUNT, countVerdicts, replayAnchors } from './replay-anchors.ts';
import { megatronFlops, sixNd } from './training-flops.ts';

const results: AnchorResult[] = [];
for await (const result of replayAnchors()) results.push(result);
const checks = results.flatMap((result) => result.checks);

function check(id: string, quantity: string) {
  const found = checks.find((each) => each.id === id && each.quantity === quantity);
  if (found === undefined) throw new Error(`${id} has no ${quantity}.`);
  return found;
}

describe('the self-test', () => {
  it('replays every anchor', () => {
    expect(results).toHaveLength(18);
    expect(ANCHOR_COUNT).toBe(18);
    expect(new Set(results.map(({ id }) => id)).size).toBe(18);
  });

  it.each(checks.map((each) => [`${each.id} ${each.quantity}`, each] as const))(
    '%s does not fail',
    (_, { verdict, computed, expected }) => {
      expect(Number.isFinite(computed)).toBe(true);
      expect(verdict, `${computed} against ${expected}`).not.toBe('fail');
    },
  );

  it('counts the verdicts', () => {
    const counts = countVerdicts(results);
    expect(counts.pass + counts.explained + counts.information + counts.fail).toBe(checks.length);
    expect(counts.fail).toBe(0);
    expect(counts.pass).toBeGreaterThan(20);
  });

  it('says by which convention llm-analysis reckons: attention counted', () => {
    const { computed, conventions } = check('llama1-7B', 'gpu-hours');
    expect(computed).toBeCloseTo((6 * 6738415616 * 1e12) / (0.5 * 312e12 * 3600), 0);
    const attention = conventions.find(({ name }) => name.includes('attention'));
    expect(Math.abs(attention?.errorPercent ?? Number.NaN)).toBeLessThan(0.5);
  });

  it('shows what leaving out the input embeddings changes: 2 % of Llama 2 7B, 6.5 % of Llama 3 8B', () => {
    const moved = (id: string) => {
      const { computed, conventions } = check(id, 'utilization');
      const other = conventions.find(({ name }) => name.includes('without the table'));
      return 1 - (other?.computed ?? Number.NaN) / computed;
    };
    expect(moved('llama2-7B')).toBeCloseTo(0.0195, 3);
    expect(moved('llama3-8B')).toBeCloseTo(0.0654, 3);
  });
});

describe('judging', () => {
  it('passes within the tolerance, and explains only by a convention that is within it', () => {
    const tolerance = { relative: 0.01 };
    const ours = { value: 110, explanation: '' };
    expect(judge({ ...ours, value: 100.9 }, 100, tolerance)).toBe('pass');
    expect(judge(ours, 100, tolerance)).toBe('fail');
    expect(judge({ ...ours, conventions: [{ name: 'other', value: 99.5 }] }, 100, tolerance)).toBe(
      'explained',
    );
    expect(judge({ ...ours, conventions: [{ name: 'other', value: 98 }] }, 100, tolerance)).toBe(
      'fail',
    );
    expect(judge(ours, 100, { absolute: 10 })).toBe('pass');
    expect(judge(ours, 1, 'information')).toBe('information');
  });
});

describe('formulas', () => {
  it('6ND of GPT-3 is 3.15 × 10²³', () => {
    expect(sixNd(175e9, 300e9)).toBeCloseTo(3.15e23, -20);
  });

  it('the Megatron formula is four passes of 24·h² a token and layer, with attention and the head', () => {
    const [h, l, s, V] = [1024, 24, 512, 50_000];
    const perToken = 24 * h * h + 4 * s * h;
    const forward = s * (l * perToken + 2 * h * V);
    const formula = megatronFlops({
      batch: 1,
      sequenceLength: s,
      layers: l,
      hidden: h,
      vocabulary: V,
    });
    // The head is not recomputed: three passes of it.
    expect(formula).toBeCloseTo(4 * s * l * perToken + 3 * s * 2 * h * V, -6);
    expect(formula).toBeLessThan(4 * forward);
  });
});
