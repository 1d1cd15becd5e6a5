// A block of the suite `training`: one family of kernels, its problems from the smallest to the largest.
import { problemBytes } from '../../../shared/problem/problem-bytes.ts';
import { type Problem, problemMacs } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';

/** Elements of what only moves memory: 6 kB to 13 MB in f32. */
export const lengths = [1520, 20_480, 262_160, 3_145_760];
export const fewLengths = [20_480, 3_145_760];

/** @param tuned positions in `problems` of those that get time for choosing; the largest when left out. */
export function sortedBlock(
  id: string,
  title: string,
  problems: readonly Problem[],
  tuned: readonly number[] = [],
): Block {
  const ladder = [...problems].sort((a, b) => workOf(a) - workOf(b));
  if (tuned.length === 0) return { id, title, ladder };
  return { id, title, ladder, tuned: tuned.flatMap((position) => problems[position] ?? []) };
}

/** Orders problems of one family by size: a product counts its MACs, the rest its bytes. */
function workOf(problem: Problem): number {
  return problemMacs(problem) || (problemBytes(problem) ?? 0);
}
