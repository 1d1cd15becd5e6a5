// A run beside its baseline, as the JSON that the README describes.
import type { BaselineComparison } from '../../results/compare/compare-with-baseline.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { figureLabel } from '../../results/compare/row-label.ts';
import type { Interval } from '../../shared/statistics.ts';

export function baselineDocument({ used, leftOut, changes, missing }: BaselineComparison): object {
  const { verdict, comparability, rows } = changes;
  return {
    verdict,
    regression: verdict === 'worse',
    comparability,
    baseline: { used: used.map(reportDocument), leftOut: leftOut.map(reportDocument) },
    figures: rows.map((row) => ({
      figure: figureLabel(row.after),
      verdict: row.verdict,
      ratio: valueDocument(row.ratio),
      noise: row.noise,
      unit: row.unit,
      before: valueDocument(row.valueBefore),
      after: valueDocument(row.valueAfter),
      kernelBefore: row.before.kernel,
      kernelAfter: row.after.kernel,
    })),
    missing: missing.map(figureLabel),
  };
}

function reportDocument({ id, createdAt, suite, suiteVersion, host, runtime }: ComparedRun) {
  return { id, createdAt, suite, suiteVersion, host, runtime };
}

function valueDocument({ median, low, high }: Interval) {
  return { value: median, low, high };
}
