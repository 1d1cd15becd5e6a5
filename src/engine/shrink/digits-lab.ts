// Trains, examines and times networks on the GPU for the digits experiment. Executors of networks that come again with
// every seed are kept, as compiling them takes longer than a seed's use of them.
import { compileProgram } from '../../models/program/compile-program.ts';
import type { Program } from '../../models/program/program.ts';
import type { InputData } from '../../models/program/random-inputs.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { DIGITS_INPUTS } from '../../models/digits-network.ts';
import type { DigitsLatency } from '../../models/digits-shrink/digits-piece.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { FlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { createExecutor } from '../executor/create-executor.ts';
import type { Executor } from '../executor/executor.ts';
import { cosineRate, countRight, fill } from '../executor/train-classifier.ts';
import type { Masks } from './magnitude-masks.ts';
import { type NetworkWeights, readWeights, writeWeights } from './network-weights.ts';
import { WeightMasks } from './weight-masks.ts';

export interface LabOptions {
  readonly rates?: KernelRates;
  readonly signal?: AbortSignal;
  /** Of whatever is under way; comes at every step, batch and sample. */
  readonly onActivity?: (activity: LabActivity) => void;
}

export interface LabActivity {
  readonly kind: 'training' | 'examining' | 'timing';
  /** Steps, batches or samples. */
  readonly done: number;
  readonly of: number;
  /** The last one that was read, of a training. */
  readonly loss?: number;
}

export interface Lesson {
  readonly weights: NetworkWeights;
  readonly steps: number;
  /** The highest; it falls to 0. */
  readonly learningRate: number;
  readonly inputs: (step: number) => ReadonlyMap<string, InputData>;
  readonly masks?: Masks;
}

export interface Examination {
  readonly inputs: ReadonlyMap<string, InputData>;
  readonly labels: Uint32Array;
  readonly count: number;
}

/** Reading a loss waits for the GPU: seldom enough not to matter. */
const STEPS_PER_READING = 10;

/** Inferences before the first that counts: the first one of all is cut into small submits. */
const WARM_UPS = 2;

export class DigitsLab {
  readonly #session: GpuSession;
  readonly #options: LabOptions;
  readonly #kept = new Map<string, Executor>();

  constructor(session: GpuSession, options: LabOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** @param name the same for the same graph. */
  async trainer(name: string, graph: () => ModelGraph): Promise<Executor> {
    return this.#keep(`${name}, training`, async () => {
      const program = compileProgram(graph(), { precision: 'f32', mode: 'training' });
      const optimizer = { name: 'adam', learningRate: 0 } as const;
      return createExecutor(this.#session, program, { ...this.#options, optimizer });
    });
  }

  async examiner(name: string, batch: number, graph: () => ModelGraph): Promise<Executor> {
    return this.#keep(`${name}, ${batch}`, () => this.inference(inferenceProgram(graph())));
  }

  /** The caller disposes it. @throws FlopscopeError `unsupported-model` when no kernel of this device runs it. */
  async inference(program: Program): Promise<Executor> {
    return createExecutor(this.#session, program, this.#options);
  }

  /** @throws FlopscopeError `diverged` with the step when the loss is no number any more. */
  async train(
    trainer: Executor,
    lesson: Lesson,
  ): Promise<{ readonly weights: NetworkWeights; readonly stepsMs: number }> {
    const { weights, steps, learningRate, inputs, masks } = lesson;
    writeWeights(trainer, weights);
    trainer.restart();
    const held =
      masks && (await WeightMasks.create(this.#session, trainer, masks, this.#options.rates));
    let stepsMs = 0;
    let loss: number | undefined;
    try {
      for (let step = 0; step < steps; step++) {
        throwIfAborted(this.#options.signal);
        fill(trainer, inputs(step));
        stepsMs += await trainer.step(cosineRate(learningRate, step / steps));
        held?.apply();
        if (step % STEPS_PER_READING === 0) loss = await trainer.meanLoss();
        this.#tell('training', step + 1, steps, loss);
      }
      await trainer.meanLoss();
      return { weights: await readWeights(trainer), stepsMs };
    } finally {
      held?.dispose();
    }
  }

  /** Scores of every example, batch by batch. */
  async scores(
    examiner: Executor,
    batches: readonly Examination[],
  ): Promise<readonly Float32Array[]> {
    const [logits] = examiner.program.outputs.values();
    if (logits === undefined) {
      throw new FlopscopeError('internal', 'A classifier has an output for its classes.');
    }
    const scores: Float32Array[] = [];
    for (const [index, { inputs }] of batches.entries()) {
      throwIfAborted(this.#options.signal);
      this.#tell('examining', index, batches.length);
      fill(examiner, inputs);
      await examiner.step();
      scores.push(await examiner.read(logits));
    }
    return scores;
  }

  async examine(
    examiner: Executor,
    batches: readonly Examination[],
  ): Promise<{ readonly right: number; readonly examined: number }> {
    const scores = await this.scores(examiner, batches);
    let right = 0;
    let examined = 0;
    for (const [index, { labels, count }] of batches.entries()) {
      right += countRight(scores[index] ?? new Float32Array(), labels, count);
      examined += count;
    }
    return { right, examined };
  }

  /**
   * Times one inference of a network and one of the dense network, in turn.
   * @param images of one batch, written once: getting them to the GPU is not part of what is timed.
   */
  async time(
    network: Executor,
    dense: Executor,
    images: Float32Array<ArrayBuffer>,
    { batch, samples }: { readonly batch: number; readonly samples: number },
  ): Promise<DigitsLatency> {
    const both = [network, dense] as const;
    for (const executor of both) fill(executor, new Map([[DIGITS_INPUTS.images, images]]));
    const samplesMs: number[] = [];
    const denseSamplesMs: number[] = [];
    for (let turn = -WARM_UPS; turn < samples; turn++) {
      throwIfAborted(this.#options.signal);
      this.#tell('timing', turn + WARM_UPS, samples + WARM_UPS);
      const ms = await network.step();
      const denseMs = network === dense ? ms : await dense.step();
      if (turn < 0) continue;
      samplesMs.push(ms);
      denseSamplesMs.push(denseMs);
    }
    return { batch, samplesMs, denseSamplesMs };
  }

  dispose(): void {
    for (const executor of this.#kept.values()) executor.dispose();
    this.#kept.clear();
  }

  #tell(kind: LabActivity['kind'], done: number, of: number, loss?: number): void {
    this.#options.onActivity?.({ kind, done, of, ...(loss === undefined ? {} : { loss }) });
  }

  async #keep(name: string, make: () => Promise<Executor>): Promise<Executor> {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const made = await make();
    this.#kept.set(name, made);
    return made;
  }
}

export function inferenceProgram(graph: ModelGraph): Program {
  return compileProgram(graph, { precision: 'f32', mode: 'inference' });
}
