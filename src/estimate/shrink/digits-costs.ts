// What each variant of the digits network takes on the device that it was timed on: energy of one image and of making it,
// and after how many images the making is repaid by the time that each saves.
import type {
  DigitsLatencySummary,
  DigitsSummary,
  DigitsVariantSummary,
} from '../../models/digits-shrink/summarise-digits.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import type { Range } from '../training-estimate.ts';
import { energyOf } from './energy-of.ts';

export type DigitsRepayment =
  /** Making it took no training, and it is faster. */
  | { readonly kind: 'at once' }
  | { readonly kind: 'after'; readonly images: Range }
  /** It is slower. */
  | { readonly kind: 'never' }
  /** The interval of its speed-up includes 1. */
  | { readonly kind: 'unclear' };

export interface DigitsBatchCosts {
  readonly batch: number;
  /**
   * Of one image: the dense network's time over the speed-up, whose samples were taken in turn. Minutes pass between two
   * variants, and a device changes its pace meanwhile: their own times do not compare.
   */
  readonly seconds: Range;
  /** Of one image; null where the device's power is not known. */
  readonly energyKwh: Range | null;
  /** Against the dense network; null for that itself. */
  readonly repayment: DigitsRepayment | null;
}

export interface DigitsCosts {
  readonly step: string;
  /** Of its optimizer steps on top of the dense training; null where the device's power is not known. */
  readonly makingKwh: Range | null;
  readonly batches: readonly DigitsBatchCosts[];
}

/** @param footprint power, machine and building of the device that the pieces were found on. */
export function digitsCosts(
  { variants }: DigitsSummary,
  footprint: FootprintRequest | undefined,
): readonly DigitsCosts[] {
  const energy = (seconds: Range) =>
    footprint === undefined ? null : energyOf(seconds, footprint);
  const dense = variants.find(({ step }) => step === 'dense')?.latencies ?? [];
  return variants.map((variant) => {
    const { step, stepsMs, latencies } = variant;
    const making = stepsMs / 1e3;
    return {
      step,
      makingKwh: energy({ value: making, low: making, high: making }),
      batches: latencies.map((latency) => {
        const seconds = secondsOfImage(
          latency,
          step === 'dense' ? undefined : dense.find(({ batch }) => batch === latency.batch),
        );
        const repayment = step === 'dense' ? null : repaymentOf(variant, latency);
        return { batch: latency.batch, seconds, energyKwh: energy(seconds), repayment };
      }),
    };
  });
}

/** @param dense absent for the dense network itself, and before it was timed. */
function secondsOfImage(
  { batch, ms, speedup }: DigitsLatencySummary,
  dense: DigitsLatencySummary | undefined,
): Range {
  const each = (value: number) => value / 1e3 / batch;
  if (dense === undefined)
    return { value: each(ms.median), low: each(ms.low), high: each(ms.high) };
  const beside = (ratio: number) => each(dense.ms.median / ratio);
  return { value: beside(speedup.median), low: beside(speedup.high), high: beside(speedup.low) };
}

function repaymentOf(
  { stepsMs }: DigitsVariantSummary,
  { batch, ms, speedup }: DigitsLatencySummary,
): DigitsRepayment {
  if (speedup.high <= 1) return { kind: 'never' };
  if (speedup.low <= 1) return { kind: 'unclear' };
  if (stepsMs === 0) return { kind: 'at once' };
  // The dense time is this one's times the speed-up, by samples taken in turn.
  const images = (ratio: number) => (stepsMs * batch) / (ms.median * (ratio - 1));
  return {
    kind: 'after',
    images: {
      value: images(speedup.median),
      low: images(speedup.high),
      high: images(speedup.low),
    },
  };
}
