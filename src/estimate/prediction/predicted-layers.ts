// The times of a network's layers from the kernels that the executor would run for them, where every layer has some.
import type { CostedLayer } from '../../models/cost.ts';
import type { ModelGraph } from '../../models/graph.ts';
import type { OptimizerName } from '../../models/optimizer.ts';
import { compileProgram, missingLayers } from '../../models/program/compile-program.ts';
import type { Program } from '../../models/program/program.ts';
import { NO_WORK, type PassName } from '../../models/work.ts';
import { convolutionClass, type Problem, problemMacs } from '../../shared/problem.ts';
import { problemBytes } from '../../shared/problem/problem-bytes.ts';
import type { DeviceSpeed } from '../device-speed.ts';
import type { LayerTime } from '../layer-time.ts';
import type { Range, RateKind, RateUsed } from '../training-estimate.ts';
import { updateProblems } from './predict-step.ts';
import type { StepPredictor } from './step-predictor.ts';

/** A memory-bound kernel spends at least this share of its time on its compulsory traffic. */
const MEMORY_BOUND_SHARE = 0.6;

/** The time of the named passes of one layer, once each. */
export type LayerTimer = (costed: CostedLayer, passes: readonly PassName[]) => LayerTime;

const programs = new WeakMap<ModelGraph, Program | null>();

/** Undefined when some layer of the graph has no kernels. */
export function predictedLayers(
  graph: ModelGraph,
  optimizer: OptimizerName,
  speed: DeviceSpeed,
  steps: StepPredictor,
): LayerTimer | undefined {
  const program = programOf(graph);
  if (program === null) return undefined;
  return new LayerPredictor(program, optimizer, speed, steps).timer;
}

function programOf(graph: ModelGraph): Program | null {
  const known = programs.get(graph);
  if (known !== undefined) return known;
  const options = { precision: 'f32', mode: 'training' } as const;
  const program =
    missingLayers(graph, options).length === 0 ? compileProgram(graph, options) : null;
  programs.set(graph, program);
  return program;
}

class LayerPredictor {
  readonly #speed: DeviceSpeed;
  readonly #steps: StepPredictor;
  readonly #problems = new Map<string, Problem[]>();
  readonly #secondsPerParameter: number;
  /** Low and high end of every time over its value: those of the whole step. */
  readonly #ends: { readonly low: number; readonly high: number };

  constructor(
    program: Program,
    optimizer: OptimizerName,
    speed: DeviceSpeed,
    steps: StepPredictor,
  ) {
    this.#speed = speed;
    this.#steps = steps;
    for (const { layer, pass, problem } of program.dispatches) {
      const key = keyOf(layer, pass);
      this.#problems.set(key, [...(this.#problems.get(key) ?? []), problem]);
    }
    const { value, low, high } = steps.predict(program, optimizer).seconds;
    this.#ends = { low: low / value, high: high / value };
    const updates = updateProblems(program, optimizer, steps.limits);
    const parameters = updates.reduce((sum, update) => sum + update.parameters, 0);
    const seconds = updates.reduce((sum, update) => sum + steps.kernels.time(update).seconds, 0);
    this.#secondsPerParameter = parameters === 0 ? 0 : seconds / parameters;
  }

  readonly timer: LayerTimer = (costed, passes) => {
    const result = { forward: 0, backwardData: 0, backwardWeights: 0, optimizer: 0 };
    const boundSeconds = { compute: 0, memory: 0, launch: 0 };
    const rates: RateUsed[] = [];
    for (const pass of passes) {
      if (isFrozen(costed, pass)) continue;
      if (pass === 'optimizer') {
        const seconds = costed.params * this.#secondsPerParameter;
        result.optimizer = seconds;
        boundSeconds.memory += seconds;
        continue;
      }
      for (const problem of this.#problems.get(keyOf(costed.layer.id, pass)) ?? []) {
        const kernel = this.#steps.kernels.time(problem).seconds;
        const seconds = this.#steps.overhead.stepSeconds(kernel, 1);
        result[pass] += seconds;
        const launch = Math.min(seconds, this.#speed.launchSeconds.value);
        boundSeconds.launch += launch;
        boundSeconds[this.#boundOf(problem, kernel)] += seconds - launch;
        const rate = this.#rateOf(problem, kernel);
        if (rate !== undefined) rates.push(rate);
      }
    }
    const seconds = Object.values(result).reduce((sum, part) => sum + part, 0);
    return { costed, seconds: this.#range(seconds), passes: result, boundSeconds, rates };
  };

  #range(value: number): Range {
    return { value, low: value * this.#ends.low, high: value * this.#ends.high };
  }

  #boundOf(problem: Problem, seconds: number): 'compute' | 'memory' {
    if (problemMacs(problem) === 0) return 'memory';
    const transfer = (problemBytes(problem) ?? 0) / this.#speed.bytesPerSecond.value;
    return transfer >= MEMORY_BOUND_SHARE * seconds ? 'memory' : 'compute';
  }

  #rateOf(problem: Problem, seconds: number): RateUsed | undefined {
    const kind = kindOf(problem);
    if (kind === undefined) return undefined;
    const { standIn, nearest } = this.#steps.kernels.time(problem);
    const rate = (2 * problemMacs(problem)) / seconds;
    return {
      kind,
      ...nearest,
      flopsPerSecond: {
        value: rate,
        low: rate / this.#ends.high,
        high: rate / this.#ends.low,
      },
      standIn,
    };
  }
}

/** Frozen weights have neither gradient nor update; what has no weights runs wherever a gradient passes. */
function isFrozen({ cost, layer }: CostedLayer, pass: PassName): boolean {
  if (pass === 'forward') return false;
  return (layer.parameters.length > 0 || pass === 'optimizer') && cost[pass] === NO_WORK;
}

function keyOf(layer: string, pass: PassName): string {
  return `${pass} ${layer}`;
}

function kindOf(problem: Problem): RateKind | undefined {
  if (problem.op === 'matmul') return 'matmul';
  return 'outChannels' in problem ? convolutionClass(problem) : undefined;
}
