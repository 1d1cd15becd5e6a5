import { describe, expect, it } from 'vitest';
import { markDominated, type ParetoPoint } from './pareto-front.ts';

const points: readonly ParetoPoint[] = [
  { label: 'dense', x: 4, y: 98, reference: true },
  { label: 'pruned', x: 2, y: 97 },
  { label: 'clumsy', x: 3, y: 96 },
  { label: 'wasteful', x: 5, y: 98 },
];

const dominatedOf = (marked: readonly ParetoPoint[]) =>
  marked.filter(({ dominated }) => dominated === true).map(({ label }) => label);

describe('markDominated', () => {
  it('dims what another beats in both, or equals in one and beats in the other', () => {
    expect(dominatedOf(markDominated(points))).toEqual(['clumsy', 'wasteful']);
  });

  it('turns around where more of x is better', () => {
    expect(dominatedOf(markDominated(points, 'more'))).toEqual(['dense', 'pruned', 'clumsy']);
  });

  it('leaves twins alone', () => {
    const twins = [
      { label: 'a', x: 1, y: 1 },
      { label: 'b', x: 1, y: 1 },
    ];
    expect(dominatedOf(markDominated(twins))).toEqual([]);
  });
});
