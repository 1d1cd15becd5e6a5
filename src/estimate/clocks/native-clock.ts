// The native clock: how long the same run would take in software that uses all of a card, from what is
// published alone. Arithmetic over peak × utilisation, but never faster than the card can move the tensors or
// than a host can launch the kernels. Nothing here was measured on this device.
import { type Accelerator, provenanceOf } from '../../facts/accelerators.ts';
import type { Provenance } from '../../facts/facts.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { larger, scale } from '../range.ts';
import { regimeOf } from '../regimes/regime.ts';
import type { Range, TrainingEstimate } from '../training-estimate.ts';
import { STREAMING } from '../uncertainty.ts';
import { browserClock, type ClockTime, timesAsFast } from './clock-time.ts';
import { peakName, type TrainingPeak, trainingPeaks, usesMatrixUnits } from './native-peak.ts';
import { type NativeUtilization, nativeUtilization, networkKind } from './native-utilization.ts';

/**
 * One launch from a native framework, seconds: chosen, not measured. Frameworks that run operator by operator
 * need several microseconds; recorded graphs one or two.
 */
const NATIVE_LAUNCH: Range = { value: 5e-6, low: 1e-6, high: 10e-6 };

export interface NativeClock {
  readonly time: ClockTime<'native'>;
  readonly card: { readonly id: string; readonly name: string };
  readonly peak: TrainingPeak;
  readonly peakFlopsPerSecond: number;
  readonly peakProvenance: Provenance;
  readonly utilization: NativeUtilization;
  /** What sets the time: arithmetic, unless moving the tensors or launching the kernels takes longer. */
  readonly heldBy: 'arithmetic' | 'memory' | 'launches';
  /** How many times as fast the native clock is as the browser’s. */
  readonly timesAsFast: Range;
  readonly assumptions: readonly string[];
}

type Estimate = Pick<
  TrainingEstimate,
  | 'seconds'
  | 'stepSeconds'
  | 'macsPerStep'
  | 'recomputedFlopsPerStep'
  | 'layers'
  | 'kernelsUsed'
  | 'precision'
  | 'recipe'
>;

/** The card's peak to reckon by: the one asked for, or the best that it has for training. */
export function choosePeak(card: Accelerator, wanted?: TrainingPeak): TrainingPeak {
  const peaks = trainingPeaks(card);
  const peak = wanted === undefined ? peaks[0] : peaks.find((each) => each === wanted);
  if (peak !== undefined) return peak;
  throw new FlopscopeError(
    'invalid-input',
    wanted === undefined || peaks.length === 0
      ? `No peak for training is known of ${card.name}. Choose another card.`
      : `No peak of ${card.name} for ${peakName(wanted)} is known. Known are: ${peaks.map(peakName).join(', ')}.`,
  );
}

/** @throws FlopscopeError `invalid-input` where the card's peak is not known. */
export function nativeClock(
  estimate: Estimate,
  card: Accelerator,
  options: { readonly peak?: TrainingPeak | undefined; readonly utilization?: Range } = {},
): NativeClock {
  const peak = choosePeak(card, options.peak);
  const peakFlopsPerSecond = card.peakFlopsPerSecond[peak] ?? Number.NaN;
  const published = nativeUtilization(networkKind(estimate), peak);
  const utilization = { ...published, ...options.utilization };
  const { devices } = regimeOf(estimate.recipe);
  const flops = 2 * estimate.macsPerStep + estimate.recomputedFlopsPerStep;
  const ideal = flops / devices / peakFlopsPerSecond;
  const parts = {
    arithmetic: {
      value: ideal / utilization.value,
      low: ideal / utilization.high,
      high: ideal / utilization.low,
    },
    memory: movedIn(estimate, card, peak),
    launches: scale(
      NATIVE_LAUNCH,
      sum(estimate.layers, ({ launches }) => launches),
    ),
  };
  const stepSeconds = larger(parts.arithmetic, larger(parts.memory, parts.launches));
  // The run is as many steps as in the browser; heat, which slows the measured device, is in the utilisation.
  const steps = stepsOf(estimate);
  const time = { clock: 'native', runSeconds: scale(stepSeconds, steps), stepSeconds } as const;
  return {
    time,
    card: { id: card.id, name: card.name },
    peak,
    peakFlopsPerSecond,
    peakProvenance: provenanceOf(card, peak),
    utilization,
    heldBy: longest(parts),
    timesAsFast: timesAsFast(browserClock(estimate), time),
    assumptions: assumptionsOf(card, peak, utilization),
  };
}

/** Every tensor over the card's bandwidth, with the same leeway as in the browser. */
function movedIn(estimate: Estimate, card: Accelerator, peak: TrainingPeak): Range {
  const { bytesPerSecond } = card;
  if (bytesPerSecond === undefined) return { value: 0, low: 0, high: 0 };
  const halved = estimate.precision === 'f32' && storesHalf(peak) ? 0.5 : 1;
  const seconds = (sum(estimate.layers, ({ bytes }) => bytes) * halved) / bytesPerSecond;
  return { value: seconds, low: seconds * STREAMING.low, high: seconds * STREAMING.high };
}

/** Mixed precision keeps activations in 16 bits. */
function storesHalf(peak: TrainingPeak): boolean {
  return peak.includes('16');
}

function stepsOf({ seconds, stepSeconds }: Estimate): number {
  return seconds.value / stepSeconds.value;
}

function longest(parts: Readonly<Record<NativeClock['heldBy'], Range>>): NativeClock['heldBy'] {
  const { arithmetic, memory, launches } = parts;
  if (arithmetic.value >= Math.max(memory.value, launches.value)) return 'arithmetic';
  return memory.value >= launches.value ? 'memory' : 'launches';
}

function assumptionsOf(
  card: Accelerator,
  peak: TrainingPeak,
  { low, high, sentence }: NativeUtilization,
): readonly string[] {
  const percent = (share: number) => `${Math.round(share * 1000) / 10}`;
  return [
    `Matrix FLOPs of the run, recomputation included (1 MAC = 2 FLOP) over the dense peak of ${card.name} for ${peakName(peak)}${usesMatrixUnits(peak) ? ', which no stock browser reaches' : ''}.`,
    `Of that peak ${percent(low)} to ${percent(high)} % are reached. ${sentence}`,
    card.bytesPerSecond === undefined
      ? `The card’s bandwidth is not known, so moving the tensors is left out.`
      : 'Never faster than moving every tensor once at the card’s bandwidth; fused kernels may save half of that.',
    'Never faster than its launches: 5 µs each, 1 to 10 µs (assumed).',
  ];
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
