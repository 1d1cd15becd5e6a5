// What a figure is a figure of: equal keys may be held against each other.
import type { Precision } from '../../shared/problem.ts';
import type { ComparedFigure } from './compared-run.ts';

/**
 * `same-code`: equal hashes ran equal code, so the devices alone differ. `best-of-each`: each device answers with the
 * fastest kernel that was found for it.
 */
export type Basis = 'same-code' | 'best-of-each';

export function precisionOf(figure: ComparedFigure): Precision {
  return figure.kind === 'ceiling' ? figure.precision : figure.problem.precision;
}

/** Ceilings are the best of each on either basis: their forms follow the device. */
export function figureKey(figure: ComparedFigure, basis: Basis): string {
  if (figure.kind === 'ceiling') return `ceiling ${figure.ceiling} ${figure.precision}`;
  const fields = Object.entries(figure.problem).sort(([a], [b]) => (a < b ? -1 : 1));
  const problem = `${JSON.stringify(fields)}${figure.sumsInHalf ? ' summed in f16' : ''}`;
  return basis === 'best-of-each'
    ? `problem ${problem}`
    : `code ${figure.kernel} ${figure.kernelHash} ${problem}`;
}
