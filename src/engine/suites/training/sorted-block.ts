// A block of the suite `training`: one family of kernels, its problems from the smallest to the largest.
import { problemBytes } from '../../../shared/problem/problem-bytes.ts';
import { type Problem, problemMacs } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';

/** Elements of what only moves memory: 40 kB to 20 MB in f32. */
export const lengths = [10_240, 81_920, 655_360, 5_242_880];

export function sortedBlock(id: string, title: string, problems: readonly Problem[]): Block {
  return { id, title, ladder: [...problems].sort((a, b) => workOf(a) - workOf(b)) };
}

/** Orders problems of one family by size: a product counts its MACs, the rest its bytes. */
function workOf(problem: Problem): number {
  return problemMacs(problem) || (problemBytes(problem) ?? 0);
}
