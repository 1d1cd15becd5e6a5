// The headline of a run as a comparison, a link or an embedded tag has it: the same figures as `headline` tells of a whole result.
import type { Precision } from '../../shared/problem.ts';
import { type Interval, rateInterval } from '../../shared/interval.ts';
import type { KernelFigure } from '../compare/compared-run.ts';
import { type MemoryCeilingKind, precisionOrder } from '../headline.ts';

interface HeadlineKernel {
  readonly kind: 'kernel';
  readonly problem: { readonly op: string; readonly precision: Precision };
  readonly sumsInHalf: boolean;
  readonly flops: number;
  readonly durationMs: Interval;
}

interface HeadlineCeiling {
  readonly kind: 'ceiling';
  readonly ceiling: string;
  readonly bytes: number;
  readonly durationMs: Interval;
}

/** What of a figure decides whether it is the headline: all that a reader of untrusted documents has to check. */
export type HeadlineCandidate = HeadlineKernel | HeadlineCeiling;

export interface RunHeadline<Kernel = KernelFigure> {
  readonly compute: readonly {
    readonly precision: Precision;
    readonly rate: Interval;
    readonly figure: Kernel;
  }[];
  readonly bandwidth: Interval | undefined;
  readonly bandwidthKind: MemoryCeilingKind | undefined;
  readonly launchMs: Interval | undefined;
}

export function headlineOfRun<Figure extends HeadlineCandidate>({
  figures,
}: {
  readonly figures: readonly Figure[];
}): RunHeadline<Extract<Figure, { kind: 'kernel' }>> {
  const products = figures.filter(
    (figure): figure is Extract<Figure, { kind: 'kernel' }> =>
      figure.kind === 'kernel' && figure.problem.op === 'matmul' && !figure.sumsInHalf,
  );
  const ceilings = figures.filter(
    (figure): figure is Extract<Figure, { kind: 'ceiling' }> => figure.kind === 'ceiling',
  );
  const bytesPerMs = ({ bytes, durationMs }: HeadlineCeiling) => bytes / durationMs.median;
  const [memory] = ceilings
    .filter(({ ceiling }) => ceiling === 'copy' || ceiling === 'triad')
    .sort((a, b) => bytesPerMs(b) - bytesPerMs(a));
  const [launch] = ceilings
    .filter(({ ceiling }) => ceiling === 'launch')
    .sort((a, b) => a.durationMs.median - b.durationMs.median);
  return {
    compute: precisionOrder.flatMap((precision) => {
      const [figure] = products
        .filter(({ problem }) => problem.precision === precision)
        .sort((a, b) => b.flops / b.durationMs.median - a.flops / a.durationMs.median);
      if (figure === undefined) return [];
      return [{ precision, figure, rate: rateInterval(figure.flops * 1e3, figure.durationMs) }];
    }),
    bandwidth: memory && rateInterval(memory.bytes * 1e3, memory.durationMs),
    bandwidthKind: memory && (memory.ceiling === 'triad' ? 'triad' : 'copy'),
    launchMs: launch?.durationMs,
  };
}
