// The flexibility experiment for a terminal: a table for each estimator, beside what theory expects.
import type { FlexibilityPlan, LassoPenalty } from '../models/flexibility/flexibility-plan.ts';
import { formatCount, formatScientific, roundToPlace } from '../shared/format.ts';
import type {
  FlexibilityCurve,
  FlexibilityPoint,
} from '../trends/flexibility/flexibility-curves.ts';
import { formatTable } from './format-table.ts';

const TITLES = {
  oracle: 'Oracle: least squares on exactly the relevant columns',
  expert: 'Expert: one relevant column missed, an irrelevant one taken for it',
  flexible: 'Flexible: least squares on all columns, of least norm below their number',
  regularized: 'Regularized: LASSO on all columns',
} as const;

export function formatFlexibility(
  plan: FlexibilityPlan,
  curves: readonly FlexibilityCurve[],
): string {
  const { parameters, relevant, noise, repeats, penalty, seed } = plan;
  const head = [
    `${formatCount(parameters)} parameters, ${relevant} of them 1 and the others 0, noise of deviation ${noise}; ${repeats} designs, seed ${seed}.`,
    'Performance is −log10 of the mean normalised squared error: 0 is as good as predicting nothing, each 1 a tenth of the error.',
    `The penalty of the LASSO is ${penaltyText(penalty)} · σ·√(2·ln p / n). 1 MAC = 2 FLOP.`,
    'z: standard errors between ours and theory; of so few designs its spread is that of Student’s t, wider than the normal one.',
  ].join('\n');
  const tables = curves.map(({ estimator, points }) =>
    [
      TITLES[estimator],
      formatTable([
        ['samples', 'performance', '95 %', 'theory', 'z', 'FLOP'],
        ...points.map(rowOf),
      ]),
    ].join('\n'),
  );
  return `${[head, ...tables].join('\n\n')}\n`;
}

function penaltyText(penalty: LassoPenalty): string {
  return penalty.kind === 'chosen'
    ? String(penalty.factor)
    : `what ${penalty.folds}-fold cross-validation finds`;
}

function rowOf({ samples, performance, bounds, theory, flops }: FlexibilityPoint): string[] {
  const print = (value: number) => roundToPlace(value, -3);
  const high = bounds?.high;
  return [
    formatCount(samples),
    print(performance),
    bounds === undefined
      ? ''
      : `${print(bounds.low)} to ${high === null || high === undefined ? '∞' : print(high)}`,
    theory === null ? '' : print(theory.performance),
    theory?.z === undefined ? '' : roundToPlace(theory.z, -1),
    formatScientific(flops),
  ];
}
