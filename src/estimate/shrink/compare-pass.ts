// One pass of a variant beside the same pass of the dense network: counted, and foretold from the kernels that would run.
import { costGraph } from '../../models/cost.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { type Problem, problemMacs } from '../../shared/problem.ts';
import { problemBytes } from '../../shared/problem/problem-bytes.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import { StepOverhead } from '../prediction/step-overhead.ts';
import type { CountedProblem, TimePredictor } from '../prediction/time-predictor.ts';
import type { Range } from '../training-estimate.ts';
import { energyOf } from './energy-of.ts';
import { type InferenceProgram, inferenceProgram, type ProblemPool } from './inference-program.ts';
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

export interface PassOfGraph {
  readonly work: Pick<PassComparison, 'macs' | 'flops' | 'bytes'>;
  readonly program: InferenceProgram;
  /** Problems of the program that the profile tells nothing of. */
  readonly unmeasured: readonly Problem[];
  /** Families that were not measured, and that others stand in for. */
  readonly standIns: readonly string[];
}

/** A memory-bound kernel spends at least this share of its time on its compulsory traffic. */
const MEMORY_BOUND_SHARE = 0.6;

/** A 95 % interval is this many deviations to either side. */
const DEVIATIONS = 1.96;

/** Kernels in a network are slower than alone by a share that is not measured for inference. */
const IN_NETWORK = new StepOverhead([]).deviation;

/**
 * Most of that share is the same for two networks of one device. A third of it is taken to be their own: after their
 * overhead was learnt, steps of check networks differed by 3 to 5 %.
 */
const OWN_IN_NETWORK = IN_NETWORK / 3;

export function passOfGraph(graph: ModelGraph, { predictor, pool }: ComparedDevice): PassOfGraph {
  const { layers } = costGraph(graph, { precision: 'f32', mode: 'inference' });
  const sum = (pick: (layer: (typeof layers)[number]) => number) =>
    layers.reduce((total, layer) => total + pick(layer), 0);
  const program = inferenceProgram(graph, pool);
  const problems = program.runs ? [...new Set(program.steps.map(({ problem }) => problem))] : [];
  const unmeasured = problems.filter((problem) => !predictor.knows(problem));
  const standIns = problems
    .filter((problem) => !unmeasured.includes(problem) && predictor.time(problem).standIn)
    .map(({ op }) => op);
  return {
    work: {
      macs: sum(({ cost }) => cost.forward.macs),
      flops: sum(({ cost }) => cost.forward.flops),
      bytes: sum(({ cost }) => cost.forward.bytesRead + cost.forward.bytesWritten),
    },
    program,
    unmeasured,
    standIns: [...new Set(standIns)],
  };
}

export function comparePass(
  own: PassOfGraph,
  dense: PassOfGraph,
  device: ComparedDevice,
): PassComparison {
  const theoreticalSpeedup = dense.work.flops / own.work.flops;
  const steps = timedSteps(own);
  if (steps === undefined) {
    return {
      ...own.work,
      theoreticalSpeedup,
      seconds: null,
      measuredSpeedup: null,
      energyKwh: null,
      parts: null,
      launches: null,
    };
  }
  const { predictor, footprint } = device;
  const total = predictor.total(steps);
  const seconds = around(total.seconds, Math.hypot(total.deviation / total.seconds, IN_NETWORK));
  const denseSteps = timedSteps(dense);
  return {
    ...own.work,
    theoreticalSpeedup,
    seconds,
    measuredSpeedup:
      own === dense
        ? { value: 1, low: 1, high: 1 }
        : denseSteps === undefined
          ? null
          : speedup(denseSteps, steps, predictor),
    energyKwh: footprint === undefined ? null : energyOf(seconds, footprint),
    parts: partsOf(steps, device),
    launches: steps.length,
  };
}

function timedSteps({ program, unmeasured }: PassOfGraph): readonly CountedProblem[] | undefined {
  if (!program.runs || unmeasured.length > 0) return undefined;
  return program.steps.map(({ problem }) => ({ problem, count: 1 }));
}

function speedup(
  dense: readonly CountedProblem[],
  own: readonly CountedProblem[],
  predictor: TimePredictor,
): Range {
  const { value, deviation } = predictor.ratio(dense, own);
  const apart = OWN_IN_NETWORK * shareApart(dense, own, predictor);
  return around(value, Math.hypot(deviation, apart));
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
  steps: readonly CountedProblem[],
  { predictor, bytesPerSecond, launchSeconds }: ComparedDevice,
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
