// The headline of an entry in a line or in cells, as the rest of the lab prints it.
import type { Summary } from '../../../results/link/summary.ts';
import { headlineOfRun, type RunHeadline } from '../../../results/link/headline-of-run.ts';
import { rateUnit } from '../../../results/headline.ts';
import type { Precision } from '../../../shared/problem.ts';
import { formatRate } from '../../../shared/format.ts';
import { runOfEntry } from '../candidate.ts';

/** A summary never changes. */
const headlines = new WeakMap<Summary, RunHeadline>();

export function headlineOf(summary: Summary): RunHeadline {
  const known = headlines.get(summary);
  if (known !== undefined) return known;
  const headline = headlineOfRun(runOfEntry(summary));
  headlines.set(summary, headline);
  return headline;
}

/** "1.63 TFLOPS"; undefined where it was not measured. */
export function rateText({ compute }: RunHeadline, precision: Precision): string | undefined {
  const found = compute.find((figure) => figure.precision === precision);
  return found && formatRate(found.rate, rateUnit(precision));
}

export function figuresText(summary: Summary): string {
  const found = headlineOf(summary);
  const rates = found.compute.map(
    ({ precision, rate }) => `${precision} ${formatRate(rate, rateUnit(precision))}`,
  );
  const memory =
    found.bandwidth === undefined ? [] : [`memory ${formatRate(found.bandwidth, 'B/s')}`];
  return [...rates, ...memory].join(' · ') || 'No figures.';
}
