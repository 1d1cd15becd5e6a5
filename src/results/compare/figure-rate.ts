// The one number by which figures of a kind are told and compared.
import { rateInterval, type Interval } from '../../shared/statistics.ts';
import { rateUnit } from '../headline.ts';
import type { ComparedFigure } from './compared-run.ts';
import { precisionOf } from './figure-key.ts';

export type FigureUnit = 'FLOPS' | 'OPS' | 'B/s' | 's';

/** Kernels without arithmetic are told by their traffic; launches, which have neither, by their time. */
export function unitOf(figure: ComparedFigure): FigureUnit {
  if (figure.kind === 'ceiling' && figure.ceiling === 'launch') return 's';
  return figure.flops > 0 ? rateUnit(precisionOf(figure)) : 'B/s';
}

export function valueOf(figure: ComparedFigure): Interval {
  const { durationMs } = figure;
  const amount = amountOf(figure);
  if (amount !== undefined) return rateInterval(amount * 1e3, durationMs);
  return {
    median: durationMs.median / 1e3,
    low: durationMs.low / 1e3,
    high: durationMs.high / 1e3,
  };
}

/**
 * Natural logarithm of the work whose time is compared: ceilings of different sizes by their rates, kernels of one problem
 * by their durations, so that a later way of counting leaves the ratio as it is.
 */
export function logWork(figure: ComparedFigure): number {
  return figure.kind === 'ceiling' ? Math.log(amountOf(figure) ?? 1) : 0;
}

/** More is faster. */
export function logSpeed(figure: ComparedFigure): number {
  return logWork(figure) - Math.log(figure.durationMs.median);
}

/** What the unit counts in one execution; undefined for a duration. */
function amountOf(figure: ComparedFigure): number | undefined {
  if (unitOf(figure) === 's') return undefined;
  return figure.flops > 0 ? figure.flops : figure.bytes;
}
