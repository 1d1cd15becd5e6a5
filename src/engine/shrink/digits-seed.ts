// One seed of the digits experiment: the dense training, and every variant that is made of its weights.
import { checkpointBytes } from '../../models/checkpoint-sizes.ts';
import { costGraph } from '../../models/cost.ts';
import { DIGITS_INPUTS, digitsNetwork } from '../../models/digits-network.ts';
import type { DigitsSource } from '../../models/digits-shrink/digits-data.ts';
import type { DigitsLatency, DigitsPiece } from '../../models/digits-shrink/digits-piece.ts';
import type { DigitsPlan, DigitsStep } from '../../models/digits-shrink/digits-plan.ts';
import { fingerprintOfBytes } from '../../models/digits-shrink/fingerprint.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import { roundTrip } from '../../models/program/packed-weights/pack-weights.ts';
import type { Program } from '../../models/program/program.ts';
import { fuse } from '../../models/variants/fuse.ts';
import { pruneChannels } from '../../models/variants/prune-channels.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Executor } from '../executor/executor.ts';
import { type DigitsLab, type Examination, inferenceProgram } from './digits-lab.ts';
import { foldNorms } from './fold-norms.ts';
import { keepChannels } from './keep-channels.ts';
import { magnitudeMasks, masked } from './magnitude-masks.ts';
import { arrayOf, type NetworkWeights, writeWeights } from './network-weights.ts';
import { prunedGraph, prunedLayers, quantizedGraph } from './stored-graph.ts';
import { TeacherAnswers } from './teacher-answers.ts';

type StepOf<Kind extends DigitsStep['kind']> = Extract<DigitsStep, { readonly kind: Kind }>;

export interface SeedParts {
  readonly lab: DigitsLab;
  readonly plan: DigitsPlan;
  readonly data: DigitsSource;
  readonly seed: number;
  readonly device: string;
}

/** A network that was made: its weights, and what making it took. */
interface Made {
  readonly weights: NetworkWeights;
  readonly steps: number;
  readonly stepsMs: number;
}

type GraphOf = (batch: number) => ModelGraph;

const NO_STATES: NetworkWeights['states'] = new Map();

export class DigitsSeed {
  readonly #parts: SeedParts;
  readonly #dense: Made;
  readonly #heldOut: readonly Examination[];
  /** Of the dense weights. */
  readonly fingerprint: string;

  private constructor(parts: SeedParts, dense: Made) {
    this.#parts = parts;
    this.#dense = dense;
    this.#heldOut = parts.data.heldOut().map(examinationOf);
    this.fingerprint = fingerprintOfBytes(
      [...dense.weights.parameters.values(), ...dense.weights.states.values()].map(
        (values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      ),
    );
  }

  /** Trains the dense network. */
  static async begin(parts: SeedParts, step: StepOf<'dense'>): Promise<DigitsSeed> {
    const { lab, data, plan, seed } = parts;
    const graph = digitsNetwork(data.trainingBatch);
    const trainer = await lab.trainer('dense', () => graph);
    const { weights, stepsMs } = await lab.train(trainer, {
      weights: { parameters: initialParameters(graph, seed), states: NO_STATES },
      steps: step.steps,
      learningRate: plan.settings.learningRate,
      inputs: (index) => inputsOf(data.training(seed, index)),
    });
    const seedRun = new DigitsSeed(parts, { weights, steps: step.steps, stepsMs });
    await seedRun.#denseExaminer(data.examinedBatch);
    await seedRun.#denseExaminer(1);
    return seedRun;
  }

  async run(step: DigitsStep): Promise<DigitsPiece> {
    switch (step.kind) {
      case 'dense':
        return this.#ordinary(step, 'dense', digitsNetwork, this.#dense);
      case 'fused': {
        const { weights } = this.#dense;
        const whole = digitsNetwork(this.#parts.data.examinedBatch);
        const folded = foldNorms(whole, fuse(whole), weights);
        return this.#ordinary(step, 'fused', (batch) => fuse(digitsNetwork(batch)), made(folded));
      }
      case 'quantized':
        return this.#stored(
          step,
          (batch) => quantizedGraph(digitsNetwork(batch), step.scheme, step.groupSize),
          made(this.#dense.weights),
        );
      case 'pruned':
        return this.#pruned(step);
      case 'channels':
        return this.#narrowed(step);
      case 'student':
        return this.#student(step);
    }
  }

  async #pruned(step: StepOf<'pruned'>): Promise<DigitsPiece> {
    const { lab, data } = this.#parts;
    const graph = digitsNetwork(data.trainingBatch);
    const { parameters, states } = this.#dense.weights;
    const prunable = prunedLayers(graph).map(
      ({ weight }) => [weight, arrayOf(parameters, weight)] as const,
    );
    const masks = magnitudeMasks(new Map(prunable), step.sparsity, step.scope);
    const trainer = await lab.trainer('dense', () => graph);
    const tuned = await lab.train(trainer, {
      ...this.#tuning(step.steps),
      weights: { parameters: masked(parameters, masks), states },
      masks,
    });
    const { weights } = tuned;
    return this.#stored(step, (batch) => prunedGraph(digitsNetwork(batch), weights), {
      ...tuned,
      steps: step.steps,
    });
  }

  async #narrowed(step: StepOf<'channels'>): Promise<DigitsPiece> {
    const { lab, data } = this.#parts;
    const graphOf: GraphOf = (batch) => pruneChannels(digitsNetwork(batch), { keep: step.keep });
    const smaller = graphOf(data.trainingBatch);
    const whole = digitsNetwork(data.trainingBatch);
    const trainer = await lab.trainer(step.id, () => smaller);
    const tuned = await lab.train(trainer, {
      ...this.#tuning(step.steps),
      weights: keepChannels(whole, smaller, this.#dense.weights),
    });
    return this.#ordinary(step, step.id, graphOf, { ...tuned, steps: step.steps });
  }

  async #student(step: StepOf<'student'>): Promise<DigitsPiece> {
    const { lab, data, plan, seed } = this.#parts;
    const { widths, labels, temperature, softWeight } = plan.settings.student;
    const labelled = data.labelled(seed, labels);
    const options = step.softTargets
      ? { widths, teacher: { temperature, softWeight } }
      : { widths };
    const graph = digitsNetwork(data.trainingBatch, options);
    const answers = step.softTargets
      ? await TeacherAnswers.of(labelled.once(), temperature, async (batches) =>
          lab.scores(await this.#denseExaminer(data.examinedBatch), batches.map(examinationOf)),
        )
      : undefined;
    const trainer = await lab.trainer(step.id, () => graph);
    const taught = await lab.train(trainer, {
      // The same weights and batches with a teacher and without.
      weights: { parameters: initialParameters(graph, seed), states: NO_STATES },
      steps: step.steps,
      learningRate: plan.settings.learningRate,
      inputs: (index) => {
        const batch = labelled.batch(index);
        const inputs = inputsOf(batch);
        if (answers !== undefined) inputs.set(DIGITS_INPUTS.targets, answers.to(batch.places));
        return inputs;
      },
    });
    return this.#ordinary(step, 'student', (batch) => digitsNetwork(batch, { widths }), {
      ...taught,
      steps: step.steps,
    });
  }

  /** Goes on where the dense training ended: the next epochs, in orders of their own. */
  #tuning(steps: number) {
    const { data, plan, seed } = this.#parts;
    return {
      steps,
      learningRate: plan.settings.fineTuningRate,
      inputs: (index: number) => inputsOf(data.training(seed, this.#dense.steps + index)),
    };
  }

  /** A network of ordinary layers, whose executors serve the next seed too. */
  async #ordinary(step: DigitsStep, name: string, graphOf: GraphOf, it: Made) {
    const { lab } = this.#parts;
    const executorOf = async (batch: number) => {
      const executor = await lab.examiner(name, batch, () => graphOf(batch));
      writeWeights(executor, it.weights);
      return executor;
    };
    return this.#found(step, graphOf, it, executorOf);
  }

  /** A network with sparse or quantized weights: run so, or, where no kernel can, with the same weights dense. */
  async #stored(step: DigitsStep, graphOf: GraphOf, it: Made): Promise<DigitsPiece> {
    const { lab, data } = this.#parts;
    const made: Executor[] = [];
    const executorOf = async (batch: number) => {
      const executor = await lab.inference(inferenceProgram(graphOf(batch)));
      made.push(executor);
      writeWeights(executor, it.weights);
      return executor;
    };
    try {
      return await this.#found(step, graphOf, it, executorOf);
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError) || thrown.code !== 'unsupported-model') throw thrown;
      const program = inferenceProgram(graphOf(data.examinedBatch));
      const dense = { ...it, weights: writtenOut(program, it.weights) };
      return await this.#found(step, graphOf, dense, undefined, thrown.message);
    } finally {
      for (const executor of made) executor.dispose();
    }
  }

  /** @param executorOf of the network as it is stored; when absent it is run as the dense one, for `reason`. */
  async #found(
    step: DigitsStep,
    graphOf: GraphOf,
    { weights, steps, stepsMs }: Made,
    executorOf: ((batch: number) => Promise<Executor>) | undefined,
    reason = '',
  ): Promise<DigitsPiece> {
    const { lab, plan, data, seed, device } = this.#parts;
    const graph = graphOf(data.examinedBatch);
    const examiner =
      executorOf === undefined
        ? await this.#denseExaminer(data.examinedBatch, weights)
        : await executorOf(data.examinedBatch);
    const { right, examined } = await lab.examine(examiner, this.#heldOut);
    const latencies: DigitsLatency[] = [];
    for (const batch of executorOf === undefined ? [] : [1, data.examinedBatch]) {
      const own = batch === 1 ? await executorOf?.(1) : examiner;
      if (own !== undefined) latencies.push(await this.#time(own, batch));
    }
    return {
      version: plan.version,
      size: plan.size,
      plan: plan.hash,
      device,
      seed,
      step: step.id,
      examined,
      right,
      parameters: costGraph(graph, { precision: 'f32', mode: 'inference' }).params,
      bytes: checkpointBytes(graph, 'f32'),
      flops: inferenceFlops(graphOf(1)),
      runAs: executorOf === undefined ? 'dense' : 'stored',
      ...(executorOf === undefined ? { reason } : {}),
      steps,
      stepsMs,
      latencies,
      weights: this.fingerprint,
    };
  }

  async #time(network: Executor, batch: number): Promise<DigitsLatency> {
    const { lab, plan } = this.#parts;
    const dense = await this.#denseExaminer(batch);
    const images = this.#heldOut[0]?.inputs.get(DIGITS_INPUTS.images);
    if (!(images instanceof Float32Array)) {
      throw new FlopscopeError('internal', 'There are no images to time an inference with.');
    }
    const pixels = images.length / this.#parts.data.examinedBatch;
    return lab.time(network, dense, images.slice(0, batch * pixels), {
      batch,
      samples: plan.settings.latencySamples,
    });
  }

  async #denseExaminer(batch: number, weights = this.#dense.weights): Promise<Executor> {
    const executor = await this.#parts.lab.examiner('dense', batch, () => digitsNetwork(batch));
    writeWeights(executor, weights);
    return executor;
  }
}

function inferenceFlops(graph: ModelGraph): number {
  const { layers } = costGraph(graph, { precision: 'f32', mode: 'inference' });
  return Math.round(layers.reduce((sum, { cost }) => sum + cost.forward.flops, 0));
}

/** Without training of its own. */
function made(weights: NetworkWeights): Made {
  return { weights, steps: 0, stepsMs: 0 };
}

/** The dense weights that the packed ones of a program stand for. */
function writtenOut(program: Program, { parameters, states }: NetworkWeights): NetworkWeights {
  const dense = new Map(parameters);
  for (const { parameter, problem } of program.packed) {
    dense.set(parameter, roundTrip(problem, arrayOf(parameters, parameter)));
  }
  return { parameters: dense, states };
}

type Batch = ReturnType<DigitsSource['training']>;

function inputsOf({ images, labels }: Batch) {
  return new Map<string, Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>([
    [DIGITS_INPUTS.images, images],
    [DIGITS_INPUTS.labels, labels],
  ]);
}

function examinationOf(batch: Batch): Examination {
  return { inputs: inputsOf(batch), labels: batch.labels, count: batch.count };
}
