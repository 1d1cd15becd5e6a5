// Any number of results beside each other, grouped by device, with ratios to one of them.
import { FlopscopeError } from '../../shared/errors.ts';
import type { ComparedRun } from './compared-run.ts';
import type { ComparedDevice, Comparison, ComparisonRow, Ratio } from './comparison.ts';
import { type DeviceFigure, deviceFigure, type Reports, speedRatio } from './device-figure.ts';
import { groupByDevice, standingOf } from './device-group.ts';
import type { Basis } from './figure-key.ts';
import { precisionOf } from './figure-key.ts';
import { comparabilityOfFigures } from './figure-rules.ts';
import { MeanRatios } from './mean-ratios.ts';
import { reportsByKey } from './reports-by-key.ts';
import { type Comparability, judge } from './verdict.ts';

export interface CompareOptions {
  readonly basis: Basis;
  /** Show ratios of what is not comparable, flagged. */
  readonly showsNotComparable: boolean;
}

/**
 * @param referenceId id of a result among the runs. Its device is the reference, with its other reports as far as they are
 *   comparable with that one.
 * @throws FlopscopeError `invalid-input` when no run has that id.
 */
export function compareRuns(
  runs: readonly ComparedRun[],
  referenceId: string,
  options: CompareOptions,
): Comparison {
  const steps = comparisonSteps(runs, referenceId, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * The same device by device and row by row, for a page whose thread must not be held: the suites `training` and `shrink` have hundreds of rows.
 * @yields the share of the rows that is done.
 */
export function* comparisonSteps(
  runs: readonly ComparedRun[],
  referenceId: string,
  options: CompareOptions,
): Generator<number, Comparison> {
  const groups = groupByDevice(runs);
  const reference = groups.findIndex((group) => group.runs.some(({ id }) => id === referenceId));
  const anchor = groups[reference]?.runs.find(({ id }) => id === referenceId);
  if (anchor === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `The reference “${referenceId}” is not among the ${runs.length} results to compare. Choose one of them as the reference.`,
    );
  }
  const devices = groups.map((group): ComparedDevice => ({
    key: group.key,
    name: group.name,
    softwareAdapter: group.runs[0].identity.softwareAdapter,
    ...standingOf(group, anchor),
  }));
  const tables: ReadonlyMap<string, Reports>[] = [];
  for (const { used } of devices) {
    tables.push(reportsByKey(used, options.basis));
    yield 0;
  }
  const keys = new Set(
    [tables[reference], ...tables].flatMap((table) => [...(table?.keys() ?? [])]),
  );
  const means = new MeanRatios(devices, reference);
  const rows: ComparisonRow[] = [];
  for (const key of keys) {
    const figures = tables.map((table) => {
      const reports = table.get(key);
      return reports === undefined ? undefined : deviceFigure(key, reports);
    });
    const row = rowOf({ key, figures, devices, reference, options });
    if (row?.kind === 'kernel') means.add(row, figures);
    if (row !== undefined) rows.push(row);
    yield rows.length / keys.size;
  }
  return { basis: options.basis, devices, reference, rows, means: means.result() };
}

interface RowInput {
  readonly key: string;
  readonly figures: readonly (DeviceFigure | undefined)[];
  readonly devices: readonly ComparedDevice[];
  readonly reference: number;
  readonly options: CompareOptions;
}

function rowOf(input: RowInput): ComparisonRow | undefined {
  const { key, figures } = input;
  const [any] = figures.flatMap((figure) => figure ?? []);
  if (any === undefined) return undefined;
  const { figure } = any.reports[0];
  const entries = {
    key,
    precision: precisionOf(figure),
    unit: any.unit,
    cells: figures.map((own, index) => (own === undefined ? undefined : cellOf(own, index, input))),
  };
  return figure.kind === 'ceiling'
    ? { ...entries, kind: 'ceiling', ceiling: figure.ceiling }
    : { ...entries, kind: 'kernel', problem: figure.problem, sumsInHalf: figure.sumsInHalf };
}

function cellOf(own: DeviceFigure, index: number, input: RowInput) {
  const { kernel, kernelHash } = own.reports[0].figure;
  return {
    kernel,
    kernelHash,
    reports: own.reports.length,
    value: own.value,
    ratio: ratioOf(own, index, input),
  };
}

function ratioOf(
  own: DeviceFigure,
  index: number,
  { figures, devices, reference, options }: RowInput,
): Ratio {
  if (index === reference) return { kind: 'reference' };
  const other = figures[reference];
  const device = devices[index];
  if (other === undefined || device === undefined) return { kind: 'none' };
  const comparability = ofCell(device, own, other, options.basis);
  const isRefused = comparability.verdict === 'not-comparable';
  if (isRefused && !options.showsNotComparable) return { kind: 'withheld', comparability };
  return { kind: 'ratio', ratio: speedRatio(own, other), comparability, flagged: isRefused };
}

/** How kernels were searched for does not matter where the same code ran. */
function ofCell(
  { comparability }: ComparedDevice,
  own: DeviceFigure,
  other: DeviceFigure,
  basis: Basis,
): Comparability {
  const [{ figure }] = own.reports;
  const [{ figure: reference }] = other.reports;
  const figures = [
    ...own.reports.map((report) => comparabilityOfFigures(report.figure, reference, basis)),
    ...other.reports.map((report) => comparabilityOfFigures(figure, report.figure, basis)),
  ];
  const isSameCode = basis === 'same-code' && figure.kind === 'kernel';
  const ofRuns = comparability.reasons.filter(
    ({ code, verdict }) =>
      !(isSameCode && verdict === 'with-care' && (code === 'suite' || code === 'suite-version')),
  );
  return judge([...ofRuns, ...figures.flatMap(({ reasons }) => reasons)]);
}
