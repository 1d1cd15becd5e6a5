// A result cut down to what a link can carry: ceilings, and the best kernels of as many problems as fit.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type {
  CeilingFigure,
  ComparedFigure,
  ComparedRun,
  KernelFigure,
} from '../compare/compared-run.ts';
import { figureKey } from '../compare/figure-key.ts';
import { logSpeed } from '../compare/figure-rate.ts';
import { runOfProfile } from '../compare/run-of-profile.ts';
import { type Summary, SUMMARY_VERSION, type SummaryTimed, summaryTextLimits } from './summary.ts';

/** As many as are printed: a fifth digit of a GPU's speed means nothing the next day. */
const DIGITS = 4;

export interface SummaryDraft {
  /** How many figures there are to choose from. */
  readonly figures: number;
  /** With so many of them, ceilings first; the caller finds out how many fit. */
  readonly cutTo: (figures: number) => Summary;
}

export function draftSummary(profile: DeviceProfile): SummaryDraft {
  const run = runOfProfile(profile);
  const ceilings = run.figures.filter((figure) => figure.kind === 'ceiling').map(ceilingEntry);
  const kernels = inOrderOfInterest(bestKernels(run.figures)).map(kernelEntry);
  const facts = factsOf(run);
  return {
    figures: ceilings.length + kernels.length,
    cutTo: (figures) => {
      const sent = kernels.slice(0, Math.max(0, figures - ceilings.length));
      return {
        ...facts,
        ceilings: ceilings.slice(0, figures),
        kernels: sent,
        leftOut: kernels.length - sent.length,
      };
    },
  };
}

function factsOf(run: ComparedRun): Omit<Summary, 'ceilings' | 'kernels' | 'leftOut'> {
  const { identity } = run;
  const { adapter, label, description, runtime, operatingSystem } = summaryTextLimits;
  return {
    format: 'flopscope-summary',
    version: SUMMARY_VERSION,
    id: run.id,
    createdAt: run.createdAt,
    suite: run.suite,
    suiteVersion: run.suiteVersion,
    complete: run.complete,
    timingMethod: run.timingMethod,
    vendor: cut(identity.vendor, adapter),
    architecture: cut(identity.architecture, adapter),
    device: cut(identity.device, adapter),
    description: cut(identity.description, description),
    label: cut(identity.label, label),
    softwareAdapter: identity.softwareAdapter,
    host: run.host,
    runtime: cut(run.runtime, runtime),
    operatingSystem: cut(run.operatingSystem, operatingSystem),
    quantumNs: run.quantumNs,
    clockError: rounded(run.clockError),
    visibility: run.visibility,
    charging: run.charging,
    drift: rounded(run.drift),
    retained: run.retained === null ? null : rounded(run.retained),
  };
}

function ceilingEntry(figure: CeilingFigure): Summary['ceilings'][number] {
  return [figure.ceiling, figure.precision, timed(figure)];
}

function kernelEntry(figure: KernelFigure): Summary['kernels'][number] {
  return [figure.problem, figure.sumsInHalf, timed(figure)];
}

function bestKernels(figures: readonly ComparedFigure[]): readonly KernelFigure[] {
  const byProblem = new Map<string, KernelFigure>();
  for (const figure of figures) {
    if (figure.kind === 'ceiling') continue;
    const key = figureKey(figure, 'best-of-each');
    const known = byProblem.get(key);
    if (known === undefined || logSpeed(figure) > logSpeed(known)) byProblem.set(key, figure);
  }
  return [...byProblem.values()];
}

/**
 * The fastest matrix product of each precision is the headline; then the largest problem of each operation, the second
 * largest of each, and so on. Speed decides nothing after the headline, so that two devices send the same problems.
 */
function inOrderOfInterest(figures: readonly KernelFigure[]): readonly KernelFigure[] {
  const headlines = new Map<string, KernelFigure>();
  for (const figure of figures) {
    const { op, precision } = figure.problem;
    if (op !== 'matmul' || figure.sumsInHalf) continue;
    const known = headlines.get(precision);
    if (known === undefined || rate(figure) > rate(known)) headlines.set(precision, figure);
  }
  const chosen = new Set(headlines.values());
  const byOperation = new Map<string, KernelFigure[]>();
  for (const figure of figures) {
    const group = `${figure.problem.op} ${figure.problem.precision} ${figure.sumsInHalf}`;
    byOperation.set(group, [...(byOperation.get(group) ?? []), figure]);
  }
  const placed = [...byOperation].flatMap(([group, members]) =>
    members
      .toSorted((a, b) => size(b) - size(a) || compareKeys(a, b))
      .map((figure, place) => ({ figure, place, group })),
  );
  placed.sort((a, b) => a.place - b.place || a.group.localeCompare(b.group));
  return [...chosen, ...placed.map(({ figure }) => figure).filter((each) => !chosen.has(each))];
}

function rate({ flops, durationMs }: KernelFigure): number {
  return flops / durationMs.median;
}

function size({ flops, bytes }: KernelFigure): number {
  return flops || bytes;
}

function compareKeys(one: KernelFigure, other: KernelFigure): number {
  return figureKey(one, 'best-of-each') < figureKey(other, 'best-of-each') ? -1 : 1;
}

function timed(figure: CeilingFigure | KernelFigure): SummaryTimed {
  const { kernel, kernelHash, flops, bytes, durationMs, clockError } = figure;
  const { median, low, high } = durationMs;
  // Rounding must not turn an interval inside out.
  const [below, above] = [Math.min(1, low / median), Math.max(1, high / median)];
  return [
    kernel,
    kernelHash,
    flops,
    bytes,
    rounded(median),
    rounded(below),
    rounded(above),
    rounded(clockError, 1),
  ];
}

function rounded(value: number, digits = DIGITS): number {
  return Number(value.toPrecision(digits));
}

/** By bytes, which are what fills a link; never through the middle of a character. */
function cut(text: string, limit: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(limit));
  return text.slice(0, read);
}
