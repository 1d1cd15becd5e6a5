// Trains a classifier on the GPU, epoch by epoch, and counts after each how many held-out examples it gets right.
import type { ModelGraph } from '../../models/graph.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import type { InputData } from '../../models/program/random-inputs.ts';
import type { Value } from '../../models/program/program.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { FlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { createExecutor } from './create-executor.ts';
import type { Executor } from './executor.ts';
import type { Optimizer } from './optimizer.ts';

export interface ClassifierBatch {
  /** By the ids of the graph's inputs. */
  readonly inputs: ReadonlyMap<string, InputData>;
  readonly labels: Uint32Array;
  /** Examples that count; the rest only fills the batch up. */
  readonly count: number;
}

export interface ClassifierRequest {
  /** For batches of `batch` examples, and of `heldOutBatch`. */
  readonly build: (batch: number) => ModelGraph;
  readonly batch: number;
  readonly heldOutBatch: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly heldOutSteps: number;
  /** Counted from 0 through all epochs. */
  readonly training: (step: number) => ClassifierBatch;
  readonly heldOut: (step: number) => ClassifierBatch;
  /** Its learning rate is the highest; it falls to 0 along a quarter of a cosine (Loshchilov and Hutter, arXiv:1608.03983). */
  readonly optimizer: Optimizer;
  readonly seed: number;
  /** What was measured on this device: it decides which kernels run. */
  readonly rates?: KernelRates;
}

export interface ClassifierHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, detail: string) => void;
  readonly onLoss?: (step: number, loss: number) => void;
  readonly onEpoch?: (epoch: number, accuracy: number) => void;
}

export interface TrainedClassifier {
  /** Mean loss of the batch at every tenth step. */
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  /** Share of the held-out examples that are right, after each epoch. */
  readonly accuracies: readonly number[];
  readonly steps: number;
  /** Wall time of the steps alone. */
  readonly stepsMs: number;
  /** By parameter id, and the running statistics by the names of their states. */
  readonly parameters: ReadonlyMap<string, Float32Array<ArrayBuffer>>;
  readonly states: ReadonlyMap<string, Float32Array<ArrayBuffer>>;
}

/** Reading a loss back waits for the GPU: seldom enough not to matter, often enough for a curve. */
const STEPS_PER_READING = 10;

/**
 * @throws FlopscopeError `diverged` with the step when the loss is no number any more, `aborted`, or as
 *   `createExecutor`; nothing stays allocated.
 */
export async function trainClassifier(
  session: GpuSession,
  request: ClassifierRequest,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const { build, batch, heldOutBatch, optimizer, rates, seed, epochs } = request;
  const graph = build(batch);
  const options = {
    ...(rates === undefined ? {} : { rates }),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  };
  const trainer = await createExecutor(
    session,
    compileProgram(graph, { precision: 'f32', mode: 'training' }),
    { ...options, optimizer },
  );
  try {
    const examiner = await createExecutor(
      session,
      compileProgram(build(heldOutBatch), { precision: 'f32', mode: 'inference' }),
      options,
    );
    try {
      trainer.initialise(initialParameters(graph, seed));
      const run = new ClassifierRun(trainer, examiner, request, hooks);
      for (let epoch = 0; epoch < epochs; epoch++) await run.epoch(epoch);
      return await run.result();
    } finally {
      examiner.dispose();
    }
  } finally {
    trainer.dispose();
  }
}

class ClassifierRun {
  readonly #trainer: Executor;
  readonly #examiner: Executor;
  readonly #request: ClassifierRequest;
  readonly #hooks: ClassifierHooks;
  readonly #losses: { step: number; loss: number }[] = [];
  readonly #accuracies: number[] = [];
  #step = 0;
  #stepsMs = 0;

  constructor(
    trainer: Executor,
    examiner: Executor,
    request: ClassifierRequest,
    hooks: ClassifierHooks,
  ) {
    this.#trainer = trainer;
    this.#examiner = examiner;
    this.#request = request;
    this.#hooks = hooks;
  }

  async epoch(epoch: number): Promise<void> {
    const { epochs, stepsPerEpoch, optimizer, training } = this.#request;
    const total = epochs * stepsPerEpoch;
    for (let index = 0; index < stepsPerEpoch; index++) {
      throwIfAborted(this.#hooks.signal);
      fill(this.#trainer, training(this.#step).inputs);
      const share = this.#step / total;
      const rate = cosineRate(optimizer.learningRate, share);
      this.#stepsMs += await this.#trainer.step(rate);
      if (this.#step % STEPS_PER_READING === 0) {
        const loss = await this.#trainer.meanLoss();
        this.#losses.push({ step: this.#step, loss });
        this.#hooks.onLoss?.(this.#step, loss);
        this.#hooks.onProgress?.(share, `Epoch ${epoch + 1} of ${epochs}, loss ${loss.toFixed(3)}`);
      }
      this.#step++;
    }
    const accuracy = await this.#examine();
    this.#accuracies.push(accuracy);
    this.#hooks.onEpoch?.(epoch, accuracy);
  }

  async result(): Promise<TrainedClassifier> {
    const { program } = this.#trainer;
    return {
      losses: this.#losses,
      accuracies: this.#accuracies,
      steps: this.#step,
      stepsMs: this.#stepsMs,
      parameters: await readAll(this.#trainer, program.parameters),
      states: await readAll(this.#trainer, program.states),
    };
  }

  /** Share of the held-out examples whose largest logit is that of their label. */
  async #examine(): Promise<number> {
    const { heldOut, heldOutSteps } = this.#request;
    await copyAll(this.#trainer, this.#examiner);
    const [logits] = this.#examiner.program.outputs.values();
    if (logits === undefined) {
      throw new FlopscopeError('internal', 'A classifier has an output for its classes.');
    }
    let right = 0;
    let examples = 0;
    for (let step = 0; step < heldOutSteps; step++) {
      throwIfAborted(this.#hooks.signal);
      const { inputs, labels, count } = heldOut(step);
      fill(this.#examiner, inputs);
      await this.#examiner.step();
      const scores = await this.#examiner.read(logits);
      right += countRight(scores, labels, count);
      examples += count;
    }
    return right / examples;
  }
}

/** How many of the first `count` examples have their largest score at their label. */
export function countRight(scores: Float32Array, labels: Uint32Array, count: number): number {
  const classes = scores.length / labels.length;
  let right = 0;
  for (let example = 0; example < count; example++) {
    const own = scores.subarray(example * classes, (example + 1) * classes);
    if (own.indexOf(Math.max(...own)) === labels[example]) right++;
  }
  return right;
}

/** Falls from its highest to 0 along half a wave of a cosine. @param share of the training that is over. */
export function cosineRate(highest: number, share: number): number {
  return (highest * (1 + Math.cos(Math.PI * share))) / 2;
}

/** Writes the inputs that the program reads. */
export function fill(executor: Executor, inputs: ReadonlyMap<string, InputData>): void {
  for (const [id, value] of executor.program.inputs) {
    const data = inputs.get(id);
    if (data !== undefined) executor.write(value, data);
  }
}

export async function readAll(
  executor: Executor,
  values: ReadonlyMap<string, Value>,
): Promise<Map<string, Float32Array<ArrayBuffer>>> {
  const read = new Map<string, Float32Array<ArrayBuffer>>();
  for (const [id, value] of values) read.set(id, await executor.read(value));
  return read;
}

/** Weights and running statistics of one executor into another of the same network. */
async function copyAll(from: Executor, to: Executor): Promise<void> {
  for (const kind of ['parameters', 'states'] as const) {
    for (const [id, value] of to.program[kind]) {
      const source = from.program[kind].get(id);
      if (source !== undefined) to.write(value, await from.read(source));
    }
  }
}
