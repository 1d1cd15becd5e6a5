// The headline of a run as a comparison or a link has it: the same figures as `headline` tells of a whole result.
import type { Precision } from '../../shared/problem.ts';
import { type Interval, rateInterval } from '../../shared/statistics.ts';
import type { CeilingFigure, ComparedRun, KernelFigure } from '../compare/compared-run.ts';
import { logSpeed } from '../compare/figure-rate.ts';
import { type MemoryCeilingKind, precisionOrder } from '../headline.ts';

export interface RunHeadline {
  readonly compute: readonly {
    readonly precision: Precision;
    readonly rate: Interval;
    readonly figure: KernelFigure;
  }[];
  readonly bandwidth: Interval | undefined;
  readonly bandwidthKind: MemoryCeilingKind | undefined;
  readonly launchMs: Interval | undefined;
}

export function headlineOfRun({ figures }: ComparedRun): RunHeadline {
  const kernels = figures.filter((figure) => figure.kind === 'kernel');
  const ceilings = figures.filter((figure) => figure.kind === 'ceiling');
  const products = kernels.filter(
    ({ problem, sumsInHalf }) => problem.op === 'matmul' && !sumsInHalf,
  );
  const memory = fastest(ceilings, ({ ceiling }) => ceiling === 'copy' || ceiling === 'triad');
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
    launchMs: fastest(ceilings, ({ ceiling }) => ceiling === 'launch')?.durationMs,
  };
}

function fastest(
  ceilings: readonly CeilingFigure[],
  isMeant: (figure: CeilingFigure) => boolean,
): CeilingFigure | undefined {
  const [first] = ceilings.filter(isMeant).sort((a, b) => logSpeed(b) - logSpeed(a));
  return first;
}
