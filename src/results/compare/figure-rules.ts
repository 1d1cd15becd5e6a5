// What may stand between two figures of two runs, beyond what stands between the runs.
import { formatShare } from '../../shared/format.ts';
import type { ComparedFigure, KernelFigure } from './compared-run.ts';
import { type Basis, figureKey, precisionOf } from './figure-key.ts';
import { CLOCK_ERROR_TOO_LARGE, CLOCK_ERROR_UNNOTICED } from './thresholds.ts';
import { type Comparability, judge, type Reason } from './verdict.ts';

/** Symmetric. Runs are judged by `comparability`; here only what the two figures say. */
export function comparabilityOfFigures(
  one: ComparedFigure,
  other: ComparedFigure,
  basis: Basis,
): Comparability {
  return judge([...whatWasComputed(one, other, basis), ...clock(one, other)]);
}

function whatWasComputed(one: ComparedFigure, other: ComparedFigure, basis: Basis): Reason[] {
  const reasons: Reason[] = [];
  const refuse = (code: Reason['code'], sentence: string) =>
    reasons.push({ code, verdict: 'not-comparable', sentence });
  const precisions = [precisionOf(one), precisionOf(other)].sort();
  if (precisions[0] !== precisions[1]) {
    refuse(
      'precision',
      `One figure is of ${precisions.join(', the other of ')}: they are numbers of different sizes. Choose one precision.`,
    );
  } else if (sumsInHalf(one) !== sumsInHalf(other)) {
    refuse(
      'accumulation',
      'One kernel sums in f32, the other in f16, which is less work and less exact. Choose kernels that sum alike.',
    );
  } else if (figureKey(one, 'best-of-each') !== figureKey(other, 'best-of-each')) {
    refuse(
      'problem',
      'The two figures are of different problems, on which one device alone has different rates. Choose a problem that both measured.',
    );
  }
  if (basis === 'same-code' && one.kernelHash !== other.kernelHash) {
    refuse(
      'kernel-code',
      'The two kernels ran different code, so the ratio is not one of the devices alone. Compare the best kernel of each instead.',
    );
  }
  return reasons;
}

function sumsInHalf(figure: ComparedFigure): KernelFigure['sumsInHalf'] {
  return figure.kind === 'kernel' && figure.sumsInHalf;
}

function clock(one: ComparedFigure, other: ComparedFigure): Reason[] {
  const reasons: Reason[] = [];
  const worst = Math.max(one.clockError, other.clockError);
  if (worst > CLOCK_ERROR_UNNOTICED) {
    reasons.push({
      code: 'coarse-clock',
      verdict: worst > CLOCK_ERROR_TOO_LARGE ? 'not-comparable' : 'with-care',
      sentence: `The clock’s steps can put a sample of this figure off by ${formatShare(worst)}. Measure with the suite full, whose samples are longer.`,
    });
  }
  if (one.timingMethod !== other.timingMethod) {
    reasons.push({
      code: 'timing-method',
      verdict: 'with-care',
      sentence:
        'One figure was timed by the GPU’s timestamps, the other by the host’s clock. Have both timed by the same clock.',
    });
  }
  return reasons;
}
