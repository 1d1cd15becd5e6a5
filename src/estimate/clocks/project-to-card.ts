// The browser's time carried over to a GPU that was not measured: what computes scales with the f32 peak, what
// moves memory with the bandwidth, what launches not at all. How much of its peak a GPU gives to WebGPU varies
// more than predictors err, so that is what makes the interval.
import type { Accelerator } from '../../facts/accelerators.ts';
import { achievedShares, crossGpuErrors } from '../../facts/cross-gpu.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { add, scale, ZERO } from '../range.ts';
import type { Bound, Range, TrainingEstimate } from '../training-estimate.ts';
import type { ClockTime } from './clock-time.ts';

/** What a time is carried from: a card's published figures, or what this device measured of itself. */
export interface ProjectionBase {
  readonly name: string;
  readonly figures: 'published' | 'measured';
  readonly peakFlopsPerSecond: number;
  readonly bytesPerSecond: number;
}

export interface Projection {
  readonly time: ClockTime<'projected'>;
  readonly from: ProjectionBase;
  readonly to: { readonly id: string; readonly name: string };
  /** How many times as much the other card has. */
  readonly peakRatio: number;
  readonly bandwidthRatio: number;
  /** Share of the measured step that each of these bounds, 0 to 1. */
  readonly boundShares: Readonly<Record<Bound, number>>;
  /** Factors on the time of each kind of layer. */
  readonly leeway: Readonly<Record<Bound, { readonly low: number; readonly high: number }>>;
  readonly assumptions: readonly string[];
}

type Estimate = Pick<TrainingEstimate, 'seconds' | 'stepSeconds' | 'layers' | 'kernelsUsed'>;

/** The worst published mean error of carrying a time to another GPU. */
const CROSS_GPU = 1 + Math.max(...crossGpuErrors.map(({ error }) => error));

/** Shares of the f32 peak that WGSL matrix products reached on other GPUs. */
const webGpuShares = achievedShares
  .filter((record) => record.interface === 'WebGPU')
  .map(({ shareOfPeak }) => shareOfPeak);

/** A launch waits for browser and driver, whose other versions were not measured. */
const LAUNCH_LEEWAY = { low: 0.5, high: 2 } as const;

/** @returns undefined where the card's f32 peak or its bandwidth is not known. */
export function publishedBase(card: Accelerator): ProjectionBase | undefined {
  const { bytesPerSecond, peakFlopsPerSecond, name } = card;
  const { f32 } = peakFlopsPerSecond;
  if (f32 === undefined || bytesPerSecond === undefined) return undefined;
  return { name, figures: 'published', peakFlopsPerSecond: f32, bytesPerSecond };
}

/** @returns undefined where the ceilings were not measured. */
export function measuredBase(profile: DeviceProfile, name: string): ProjectionBase | undefined {
  const best = (kind: string, rate: 'flopsPerSecond' | 'bytesPerSecond') =>
    Math.max(
      0,
      ...profile.ceilings
        .filter((each) => each.kind === kind && (kind === 'copy' || each.precision === 'f32'))
        .map((each) => each.best[rate]?.median ?? 0),
    );
  const peakFlopsPerSecond = best('multiply-add', 'flopsPerSecond');
  const bytesPerSecond = best('copy', 'bytesPerSecond');
  if (peakFlopsPerSecond === 0 || bytesPerSecond === 0) return undefined;
  return { name, figures: 'measured', peakFlopsPerSecond, bytesPerSecond };
}

/** @throws FlopscopeError `invalid-input` where the other card's peak or bandwidth is not known. */
export function projectToCard(
  estimate: Estimate,
  from: ProjectionBase,
  toCard: Accelerator,
): Projection {
  const to = publishedBase(toCard);
  if (to === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `The f32 peak or the bandwidth of ${toCard.name} is not known, so a time cannot be carried over to it. Choose another card.`,
    );
  }
  const peakRatio = to.peakFlopsPerSecond / from.peakFlopsPerSecond;
  const bandwidthRatio = to.bytesPerSecond / from.bytesPerSecond;
  const seconds: Record<Bound, Range> = { compute: ZERO, memory: ZERO, launch: ZERO };
  for (const layer of estimate.layers) {
    seconds[layer.bound] = add(seconds[layer.bound], layer.seconds);
  }
  seconds.launch = add(seconds.launch, betweenLayers(estimate, seconds));
  const leeway = {
    compute: computeLeeway(estimate, from),
    memory: { low: 1 / CROSS_GPU, high: CROSS_GPU },
    launch: LAUNCH_LEEWAY,
  };
  const stepSeconds = [
    widen(scale(seconds.compute, 1 / peakRatio), leeway.compute),
    widen(scale(seconds.memory, 1 / bandwidthRatio), leeway.memory),
    widen(seconds.launch, leeway.launch),
  ].reduce(add, ZERO);
  const steps = estimate.seconds.value / estimate.stepSeconds.value;
  const share = (bound: Bound) => seconds[bound].value / estimate.stepSeconds.value;
  return {
    time: { clock: 'projected', runSeconds: scale(stepSeconds, steps), stepSeconds },
    from,
    to: { id: toCard.id, name: toCard.name },
    peakRatio,
    bandwidthRatio,
    boundShares: { compute: share('compute'), memory: share('memory'), launch: share('launch') },
    leeway,
    assumptions: assumptionsOf(from, to, peakRatio, bandwidthRatio),
  };
}

/** What a step takes beside its layers: the host's part, which another GPU does not change. */
function betweenLayers({ stepSeconds }: Estimate, parts: Readonly<Record<Bound, Range>>): Range {
  const layers = add(add(parts.compute, parts.memory), parts.launch);
  const rest = (key: keyof Range) => Math.max(0, stepSeconds[key] - layers[key]);
  return { value: rest('value'), low: rest('low'), high: rest('high') };
}

/** The other GPU may give any published share of its peak; at least as uncertain as predictors are. */
function computeLeeway({ kernelsUsed }: Estimate, from: ProjectionBase) {
  const rates = kernelsUsed
    .filter(({ standIn }) => !standIn)
    .map(({ flopsPerSecond }) => flopsPerSecond.value);
  const here = Math.max(0, ...rates) / from.peakFlopsPerSecond;
  if (here === 0) return { low: 1 / CROSS_GPU, high: CROSS_GPU };
  return {
    low: Math.min(here / Math.max(...webGpuShares), 1 / CROSS_GPU),
    high: Math.max(here / Math.min(...webGpuShares), CROSS_GPU),
  };
}

function widen(
  range: Range,
  { low, high }: { readonly low: number; readonly high: number },
): Range {
  return { value: range.value, low: range.low * low, high: range.high * high };
}

function assumptionsOf(
  from: ProjectionBase,
  to: ProjectionBase,
  peakRatio: number,
  bandwidthRatio: number,
): readonly string[] {
  const times = (ratio: number) => `${Number(ratio.toPrecision(3)).toLocaleString('en')} times`;
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  return [
    `Layers that compute take less as the f32 peak is ${times(peakRatio)}, layers that move memory as the bandwidth is ${times(bandwidthRatio)} that of ${from.name} (${from.figures === 'published' ? 'both published' : 'measured here, the other published'}); launches and the host stay as they are.`,
    `The other GPU is taken to give WebGPU the same share of its peak; published shares go from ${percent(Math.min(...webGpuShares))} to ${percent(Math.max(...webGpuShares))}, and the interval holds them.`,
    ...crossGpuErrors.map(({ sentence, source }) => `${sentence} (${source})`),
    `It is still the browser’s clock, on ${to.name}: native software there is another matter.`,
  ];
}
