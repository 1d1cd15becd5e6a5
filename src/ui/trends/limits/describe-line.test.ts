import { describe, expect, it } from 'vitest';
import {
  computeForError,
  type ErrorPoint,
  fitErrorLine,
} from '../../../trends/limits/error-line.ts';
import { describeLine, describeTarget } from './describe-line.ts';

function lineThrough(...pairs: readonly (readonly [number, number])[]) {
  const points: readonly ErrorPoint[] = pairs.map(([flop, errorPercent]) => ({
    flop,
    errorPercent,
  }));
  const line = fitErrorLine(points);
  if (line.kind === 'none') throw new Error(line.reason);
  return { line, points };
}

function told(...pairs: readonly (readonly [number, number])[]): string {
  return describeLine(lineThrough(...pairs).line)
    .join(' ')
    .replaceAll('\u00a0', ' ');
}

describe('a line in words', () => {
  it('tells what explains how much, with intervals', () => {
    expect(told([1e9, 40], [1e10, 29], [1e11, 26], [1e12, 17])).toMatch(
      /^R² = 0\.9\d: .* over 4 points\. Slope 0\.1\d\d \(0\.0\d\d to 0\.\d+\).*divides the error by 1\.3\d \(1\.\d\d to 1\.\d\d\)\. Half the error takes /,
    );
  });

  it('of a fit whose slope may be none bounds nothing from above', () => {
    expect(told([1e9, 30], [1e10, 10], [1e11, 29])).toMatch(/Slope 0\.\d+ \(−\d.*\(more than /);
  });

  it('that rises speaks of no halving', () => {
    const words = told([1e9, 10], [1e10, 30]);
    expect(words).toMatch(/the error is 3\.00 times as large/);
    expect(words).not.toMatch(/Half the error/);
  });

  it('of equal errors has no R²', () => {
    expect(told([1e9, 10], [1e10, 10], [1e11, 10])).toMatch(/R² has no value/);
  });

  it('through two points of nearly the same compute stays in powers of ten', () => {
    const words = told([1e9, 30], [1.000001e9, 10]);
    expect(words).toMatch(/Slope 1\.1 × 10⁶ powers of ten/);
    expect(words).not.toMatch(/Infinity|NaN/);
  });
});

describe('a target in words', () => {
  it('names the interval of the line, or that there is none', () => {
    const { line, points } = lineThrough([1e9, 40], [1e10, 29], [1e11, 26], [1e12, 17]);
    const reached = computeForError(line, points, 10);
    expect(describeTarget(reached, 10, 'FLOP').replaceAll('\u00a0', ' ')).toMatch(
      /^The line reaches 10 % at \d\.\d × 10¹⁴ FLOP \(95 % interval of the line .* to .*\)\.$/,
    );
    const two = lineThrough([1e9, 40], [1e12, 17]);
    expect(describeTarget(computeForError(two.line, two.points, 10), 10, 'FLOP')).toMatch(
      /no interval bounds it/,
    );
  });

  it('that no compute reaches is said to be none', () => {
    const { line, points } = lineThrough([1e9, 10], [1e10, 30]);
    expect(describeTarget(computeForError(line, points, 5), 5, 'FLOP')).toMatch(/no amount of it/);
  });
});
