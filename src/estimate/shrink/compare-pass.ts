// One pass of a variant beside the same pass of the dense network: counted, and foretold from the kernels that would run.
import { costGraph } from '../../models/cost.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { type Precision, type Problem, problemMacs } from '../../shared/problem.ts';
import { problemBytes } from '../../shared/problem/problem-bytes.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import { BANDWIDTH } from '../prediction/bandwidth-stand-in.ts';
import { StepOverhead } from '../prediction/step-overhead.ts';
import type { CountedProblem, TimePredictor } from '../prediction/time-predictor.ts';
import type { Range } from '../training-estimate.ts';
import { energyOf } from './energy-of.ts';
import { type InferenceProgram, inferenceProgram, type ProblemPool } from './inference-program.ts';
import { largestLayer, largestProduct } from './largest-product.ts';
import type { PassComparison, TimeParts } from './variant-comparison.ts';

/** What a measured device offers to a comparison. */
export interface ComparedDevice {
  readonly predictor: TimePredictor;
  readonly pool: ProblemPool;
  readonly bytesPerSecond: number;
  readonly launchSeconds: number;
  /** For the energy; none is told without. */
  readonly footprint: FootprintRequest | undefined;
}

/** Stands for a device on which nothing was measured in a precision: what runs in it is counted alone. */
export interface UntimedDevice extends Pick<ComparedDevice, 'pool'> {
  readonly precision: Precision;
  /** Why, and what to do. */
  readonly untimed: string;
}

export interface PassOfGraph {
  readonly work: Pick<PassComparison, 'macs' | 'flops' | 'bytes'>;
  readonly program: InferenceProgram;
  /** Of the precision that it runs in; undefined where its time cannot be told. */
  readonly predictor: TimePredictor | undefined;
  /** Why its time cannot be told, as a sentence. */
  readonly untimed: string | undefined;
  /** Operations that were not measured, and that similar kernels stand in for. */
  readonly standIns: readonly string[];
  /** Operations that were not measured, and that the bandwidth tells. */
  readonly byBandwidth: readonly string[];
}

/** A memory-bound kernel spends at least this share of its time on its compulsory traffic. */
const MEMORY_BOUND_SHARE = 0.6;

/** A 95 % interval is this many deviations to either side. */
const DEVIATIONS = 1.96;

/** Kernels in a network are slower than alone by a share that is not measured for inference. */
const IN_NETWORK = new StepOverhead([]).deviation;

/**
 * Most of that share is the same for two networks of one device, kernels with compressed weights and the copies around
 * them set apart. What is not was found by running 80 variants of nine networks twice (`npm run bench:variants`,
 * SwiftShader in Node and in Chromium, 2026-11-22): for fused and narrowed networks 5 % is enough, pruned and quantized
 * ones need more for what they take with compressed weights. Other adapters may differ.
 */
const OWN_IN_NETWORK = 0.05;
const OWN_OF_COMPRESSED = 0.12;

/**
 * Where the shapes of networks were not measured, but products at a few sizes: beside the suite "shrink" on machines of the
 * same kind, five such results gave the gains of channels and low rank, for eight networks, off by 0.16 to 0.39 in the
 * logarithm (SwiftShader and llvmpipe, 2026-11). The interval has to say so.
 */
const OWN_BY_FEW_SIZES = 0.4;

export function passOfGraph(
  graph: ModelGraph,
  device: ComparedDevice | UntimedDevice,
): PassOfGraph {
  const isTimed = 'predictor' in device;
  const precision = isTimed ? device.predictor.precision : device.precision;
  const { layers } = costGraph(graph, { precision, mode: 'inference' });
  const sum = (pick: (layer: (typeof layers)[number]) => number) =>
    layers.reduce((total, layer) => total + pick(layer), 0);
  const program = inferenceProgram(graph, device.pool, precision);
  const problems = program.runs ? [...new Set(program.steps.map(({ problem }) => problem))] : [];
  const untimed = isTimed ? untimedReason(program, problems, device.predictor) : device.untimed;
  const predictor = isTimed && untimed === undefined ? device.predictor : undefined;
  const unmeasured = (byBandwidth: boolean): readonly string[] =>
    problems
      .filter((problem) => {
        const time = predictor?.time(problem);
        return time?.standIn === true && (time.nearest.kernel === BANDWIDTH) === byBandwidth;
      })
      .map(({ op }) => op);
  return {
    work: {
      macs: sum(({ cost }) => cost.forward.macs),
      flops: sum(({ cost }) => cost.forward.flops),
      bytes: sum(({ cost }) => cost.forward.bytesRead + cost.forward.bytesWritten),
    },
    program,
    predictor,
    untimed,
    standIns: [...new Set(unmeasured(false))],
    byBandwidth: [...new Set(unmeasured(true))],
  };
}

function untimedReason(
  program: InferenceProgram,
  problems: readonly Problem[],
  predictor: TimePredictor,
): string | undefined {
  if (!program.runs) {
    const why = [...new Set(program.missing.map(({ reason }) => reason))].join(' ');
    return `It cannot be run here, so that only its counts are told: ${why}`;
  }
  const unmeasured = problems.filter((problem) => !predictor.knows(problem));
  if (unmeasured.length === 0) return undefined;
  const ops = [...new Set(unmeasured.map(({ op }) => op))].join(', ');
  return predictor.precision === 'f16'
    ? `This profile has no measured kernel of ${ops} in f16, so that only its counts are told.`
    : `This profile has no measured kernel of ${ops}. Measure this device with the suite "shrink" to see its time.`;
}

/**
 * @param device whose footprint, bandwidth and launches hold for both.
 * @param layer whose product is told; the one with most work when left out.
 */
export function comparePass(
  own: PassOfGraph,
  dense: PassOfGraph,
  device: Omit<ComparedDevice, 'predictor' | 'pool'>,
  layer?: string,
): PassComparison {
  const theoreticalSpeedup = dense.work.flops / own.work.flops;
  const timed = timedPass(own);
  if (timed === undefined) {
    return {
      ...own.work,
      theoreticalSpeedup,
      seconds: null,
      measuredSpeedup: null,
      energyKwh: null,
      parts: null,
      launches: null,
      largestProduct: null,
    };
  }
  const { steps, predictor } = timed;
  const { footprint } = device;
  const total = predictor.total(steps);
  const seconds = around(total.seconds, Math.hypot(total.deviation / total.seconds, IN_NETWORK));
  const timedDense = timedPass(dense);
  return {
    ...own.work,
    theoreticalSpeedup,
    seconds,
    measuredSpeedup:
      own === dense
        ? { value: 1, low: 1, high: 1 }
        : timedDense === undefined
          ? null
          : speedup(timedDense, timed),
    energyKwh: footprint === undefined ? null : energyOf(seconds, footprint),
    parts: partsOf(timed, device),
    launches: steps.length,
    largestProduct: largestProduct(own.program, layer ?? largestLayer(dense.program), predictor),
  };
}

interface TimedPass {
  readonly steps: readonly CountedProblem[];
  readonly predictor: TimePredictor;
}

function timedPass({ program, predictor }: PassOfGraph): TimedPass | undefined {
  if (!program.runs || predictor === undefined) return undefined;
  return { steps: program.steps.map(({ problem }) => ({ problem, count: 1 })), predictor };
}

function speedup(dense: TimedPass, own: TimedPass): Range {
  if (dense.predictor !== own.predictor) return speedupApart(dense, own);
  const { value, deviation } = own.predictor.ratio(dense.steps, own.steps);
  const ofOthers = own.predictor.knowsNetworks ? OWN_IN_NETWORK : OWN_BY_FEW_SIZES;
  const apart = ofOthers * shareApart(dense.steps, own.steps, own.predictor);
  const compressed = OWN_OF_COMPRESSED * shareCompressed(own.steps, own.predictor);
  return around(value, Math.hypot(deviation, apart, compressed));
}

/** Kernels of two precisions are different ones: their errors have nothing in common. */
function speedupApart(dense: TimedPass, own: TimedPass): Range {
  const above = dense.predictor.total(dense.steps);
  const below = own.predictor.total(own.steps);
  const relative = [above, below].map(({ seconds, deviation }) => deviation / seconds);
  return around(above.seconds / below.seconds, Math.hypot(...relative, OWN_IN_NETWORK));
}

/** Of its time: compressed products, and the copies and conversions around them. */
function shareCompressed(own: readonly CountedProblem[], predictor: TimePredictor): number {
  const seconds = { dense: 0, compressed: 0, moving: 0, rest: 0 };
  for (const { problem } of own) seconds[kindOf(problem)] += predictor.time(problem).seconds;
  if (seconds.compressed === 0) return 0;
  return (seconds.compressed + seconds.moving) / predictor.total(own).seconds;
}

/** Of the time of the slower: what the two do not have in common. */
function shareApart(
  dense: readonly CountedProblem[],
  own: readonly CountedProblem[],
  predictor: TimePredictor,
): number {
  const left = new Map<Problem, number>();
  for (const { problem } of dense) left.set(problem, (left.get(problem) ?? 0) + 1);
  let common = 0;
  for (const { problem } of own) {
    const count = left.get(problem) ?? 0;
    if (count === 0) continue;
    left.set(problem, count - 1);
    common += predictor.time(problem).seconds;
  }
  const slower = Math.max(predictor.total(dense).seconds, predictor.total(own).seconds);
  return 1 - common / slower;
}

function around(value: number, deviation: number): Range {
  return {
    value,
    low: value * Math.exp(-DEVIATIONS * deviation),
    high: value * Math.exp(DEVIATIONS * deviation),
  };
}

function partsOf(
  { steps, predictor }: TimedPass,
  { bytesPerSecond, launchSeconds }: Pick<ComparedDevice, 'bytesPerSecond' | 'launchSeconds'>,
): TimeParts {
  const parts = { dense: 0, compressed: 0, moving: 0, rest: 0, memoryBound: 0, launches: 0 };
  for (const { problem } of steps) {
    const { seconds } = predictor.time(problem);
    parts[kindOf(problem)] += seconds;
    parts.launches += Math.min(seconds, launchSeconds);
    const transfer = (problemBytes(problem) ?? 0) / bytesPerSecond;
    if (transfer >= MEMORY_BOUND_SHARE * seconds) parts.memoryBound += seconds;
  }
  return parts;
}

function kindOf(problem: Problem): 'dense' | 'compressed' | 'moving' | 'rest' {
  switch (problem.op) {
    case 'sparse-matmul':
    case 'quantized-matmul':
      return 'compressed';
    case 'rearrange':
    case 'quantize-rows':
      return 'moving';
    default:
      return problemMacs(problem) > 0 ? 'dense' : 'rest';
  }
}
