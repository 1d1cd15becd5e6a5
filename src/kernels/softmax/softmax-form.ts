// What the softmax shader needs besides its row teams: the scale and the causal mask.
import type { SoftmaxProblem } from '../../shared/problem.ts';

type Form = Pick<SoftmaxProblem, 'headSize' | 'causalQueries'>;

/** Without either: plain rows. */
export function softmaxConstants({ headSize, causalQueries }: Form): Record<string, number> {
  return {
    SCALED: headSize === undefined ? 0 : 1,
    CAUSAL: causalQueries === undefined ? 0 : 1,
    QUERIES: causalQueries ?? 1,
  };
}

/** SCALE for the shader. */
export function scaleSource(form: Form): string {
  return `const SCALE = f32(${scoreScale(form)});`;
}

/** 1/√headSize, or 1. */
export function scoreScale({ headSize = 1 }: Form): number {
  return 1 / Math.sqrt(headSize);
}

/** Columns that a row sees: the first so many. */
export function visibleColumns(problem: SoftmaxProblem, row: number): number {
  const { columns, causalQueries } = problem;
  return causalQueries === undefined
    ? columns
    : columns - causalQueries + (row % causalQueries) + 1;
}
